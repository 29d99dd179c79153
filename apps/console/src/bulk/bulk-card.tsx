import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Progress, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { To } from 'react-router';
import { ask, newKey } from '../api/client.js';
import { ProblemAlert } from '../kit/problem.js';
import { BULK_PATH, useBulk, useOutcomes } from './queries.js';
import { Reasons } from './reasons.js';
import type { BulkOutcome } from './types.js';

const WHOLE = 100;
const partOf = (some: number, total: number): number => Math.floor((WHOLE * some) / total);

/** How far a job is, and what came of it; it goes on without this page. */
export function BulkCard({
  id,
  at,
  onAgain,
  onClose,
}: Readonly<{
  id: string;
  /** The address of a task. */
  at: (task: string) => To;
  onAgain: (refused: readonly BulkOutcome[]) => void;
  onClose: () => void;
}>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error } = useBulk(id);
  const isOver = data !== undefined && data.state !== 'running';
  const { data: outcomes } = useOutcomes(id, isOver);
  useEffect(() => {
    if (isOver)
      for (const of of ['tasks', 'task', 'entry']) void queries.invalidateQueries({ queryKey: [of] });
  }, [isOver, queries]);
  const stop = useMutation({
    mutationFn: () =>
      ask(`${BULK_PATH}/${encodeURIComponent(id)}/cancellation`, { method: 'POST', body: {}, key: newKey() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bulk', id] }),
  });
  const refused = outcomes?.filter(({ state }) => state === 'refused') ?? [];
  return (
    <Card
      size="small"
      title={t(`bulk.state.${data?.state ?? 'running'}`)}
      style={{ marginBottom: 16 }}
      extra={
        isOver || error ? (
          <Button size="small" onClick={onClose}>
            {t('bulk.close')}
          </Button>
        ) : undefined
      }
    >
      {error && <ProblemAlert error={error} />}
      {data && (
        <>
          <Progress
            aria-label={t('bulk.title')}
            percent={partOf(data.done + data.refused, data.total)}
            success={{ percent: partOf(data.done, data.total) }}
            status={data.refused > 0 ? 'exception' : isOver ? 'success' : 'active'}
          />
          <Typography.Paragraph role="status">{t('bulk.progress', { ...data })}</Typography.Paragraph>
        </>
      )}
      {refused.length > 0 && <Reasons items={refused} label={t('bulk.why')} at={at} />}
      {stop.error && <ProblemAlert error={stop.error} />}
      {data?.state === 'running' && (
        <Button loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('bulk.stop')}
        </Button>
      )}
      {refused.length > 0 && <Button onClick={() => onAgain(refused)}>{t('bulk.again')}</Button>}
    </Card>
  );
}
