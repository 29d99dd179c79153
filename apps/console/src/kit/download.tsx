import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fetchFile } from '../api/client.js';
import { ProblemAlert } from './problem.js';
import { save } from './save.js';

/** Fetches a file and keeps it under the server's name; a refusal is shown where it was asked for. */
export function Download({
  path,
  label,
  children,
}: Readonly<{ path: string; label?: string; children: ReactNode }>) {
  const file = useMutation({
    mutationFn: () => fetchFile(path),
    onSuccess: ({ content, name }) => save(content, name),
  });
  return (
    <>
      <Button size="small" loading={file.isPending} aria-label={label} onClick={() => file.mutate()}>
        {children}
      </Button>
      {file.error && <ProblemAlert error={file.error} />}
    </>
  );
}
