import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, newKey } from '../api/client.js';
import { ProblemAlert } from '../kit/problem.js';
import { pathOf } from './queries.js';
import type { Imported, RegisterName } from './queries.js';

type Shown = Readonly<{
  district: string;
  register: RegisterName;
  imports: readonly Imported[];
  mayAdopt: boolean;
}>;

/** Files without a fault that nobody has adopted yet. */
export function Waiting({ district, register, imports, mayAdopt }: Shown) {
  const { t } = useTranslation();
  const waiting = imports.filter(({ adopted }) => !adopted);
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="registers-waiting">
      <h2 id="registers-waiting">{t('registers.waiting')}</h2>
      <ul className="registers-waiting">
        {waiting.map((imported) => (
          <li key={imported.sha256}>
            <strong>{imported.file}</strong>
            <div className="secondary">
              {t('registers.rows', {
                rows: imported.rows,
                by: imported.importedBy.join('、'),
                source: imported.source,
              })}
            </div>
            {mayAdopt && <Adopt path={pathOf(district, register)} sha256={imported.sha256} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Adopt({ path, sha256 }: Readonly<{ path: string; sha256: string }>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [documentNo, setDocumentNo] = useState('');
  const adopt = useMutation({
    mutationFn: () =>
      ask(`${path}/adoptions`, { method: 'POST', body: { sha256, documentNo }, key: newKey() }),
    onSuccess: async () => {
      void message.success(t('registers.adopted'));
      await queries.invalidateQueries({ queryKey: ['registers'] });
    },
  });
  return (
    <form
      className="registers-line"
      onSubmit={(event) => {
        event.preventDefault();
        adopt.mutate();
      }}
    >
      <Input
        aria-label={t('registers.document')}
        placeholder={t('registers.document')}
        value={documentNo}
        onChange={({ target }) => setDocumentNo(target.value)}
      />
      <Button htmlType="submit" loading={adopt.isPending}>
        {t('registers.adopt')}
      </Button>
      {adopt.error && <ProblemAlert error={adopt.error} />}
    </form>
  );
}
