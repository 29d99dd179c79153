import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask, newKey } from '../api/client.js';
import { useSession } from '../api/queries.js';
import { minuteOf } from '../entry/days.js';

/** So often the line above the page is looked at again; a turn by somebody else changes the page besides. */
const LOOK_MS = 30_000;
const STEPS_DAYS = [1, 7, 30] as const;
const DAY_MS = 86_400_000;

/** Whether this is a demonstration whose clock one may turn. */
const useTurns = (): boolean => useSession().data?.may['clock.turn'] !== undefined;

type Clock = Readonly<{ now: string; runs: boolean }>;

const useClock = (enabled: boolean) =>
  useQuery({
    queryKey: ['clock'],
    queryFn: async ({ signal }) => (await ask<Clock>('/api/v1/clock', { signal })).body,
    refetchInterval: LOOK_MS,
    enabled,
  });

function useTurn() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (to: string) =>
      ask<Readonly<{ to: string }>>('/api/v1/clock/turns', { method: 'POST', body: { to }, key: newKey() }),
    onSuccess: async ({ body: { to } }) => {
      await queries.invalidateQueries();
      void message.success(t('clock.turned', { when: minuteOf(to) }));
    },
    onError: (error) => void message.error(error.message),
  });
}

/** Above every page of a demonstration: by what time it goes, and how it goes on. */
export function TurnedTime() {
  const { t } = useTranslation();
  const turns = useTurns();
  const { data: clock } = useClock(turns);
  const turn = useTurn();
  if (!turns || !clock) return null;
  const { now, runs } = clock;
  return (
    <section className="turned-time no-print" aria-label={t('clock.line')}>
      <span>{t(runs ? 'clock.runs' : 'clock.stands', { when: minuteOf(now) })}</span>
      <Space size={4} wrap>
        {STEPS_DAYS.map((days) => (
          <Button
            key={days}
            size="small"
            disabled={turn.isPending}
            onClick={() => turn.mutate(new Date(Date.parse(now) + days * DAY_MS).toISOString())}
          >
            {t('clock.forward', { days })}
          </Button>
        ))}
        {turn.isPending && <span role="status">{t('clock.turning')}</span>}
      </Space>
    </section>
  );
}

/** Beside a time that runs: goes on to its end, so that what follows from it can be seen at once. */
export function TurnTo({ dueAt, what }: Readonly<{ dueAt: string; what: string }>) {
  const { t } = useTranslation();
  const turns = useTurns();
  const { data: clock } = useClock(turns);
  const turn = useTurn();
  if (!turns || !clock || dueAt <= clock.now) return null;
  return (
    <Popconfirm
      title={t('clock.sure', { when: minuteOf(dueAt) })}
      okText={t('clock.go')}
      cancelText={t('clock.stay')}
      onConfirm={() => turn.mutate(dueAt)}
    >
      <Button size="small" type="link" loading={turn.isPending} aria-label={t('clock.to-of', { what })}>
        {t('clock.to')}
      </Button>
    </Popconfirm>
  );
}
