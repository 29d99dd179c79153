import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { App, Button, Card, Input, Select, Space, Typography } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, ask, newKey } from '../api/client.js';
import { useColleagues } from '../api/queries.js';
import type { Colleague, Task } from '../api/types.js';
import { ProblemAlert } from '../kit/problem.js';
import { wishOf } from './decision-draft.js';
import type { Wish } from './decision-draft.js';
import type { Act } from './standing.js';

const PATHS: Readonly<Record<Act, string>> = {
  claim: 'claim',
  release: 'release',
  delegate: 'delegation',
  'take-back': 'take-back',
};
/** The key of what is being done to a task. */
export const actsOn = ({ id }: Task) => ['act', id];

type Filled = Readonly<{ act: Act; reason?: string; to?: string }>;

/** 签收, 退还, 转交, 收回: what the state of the task and this person's rights allow, and nothing else. */
export function TaskActs({
  task,
  acts,
  onVersion,
}: Readonly<{ task: Task; acts: readonly Act[]; onVersion: (version: number) => void }>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Act>();
  const wish = useRef<Wish>(undefined);
  const act = useMutation({
    mutationKey: actsOn(task),
    mutationFn: async (filled: Filled) => {
      const { act: name, ...body } = filled;
      wish.current = wishOf(wish.current, filled, newKey);
      const path = `/api/v1/tasks/${encodeURIComponent(task.id)}/${PATHS[name]}`;
      return (await ask<{ version: number }>(path, { method: 'POST', body, key: wish.current.key })).body;
    },
    onSuccess: async ({ version }, { act: name, to }) => {
      wish.current = undefined;
      setAsked(undefined);
      onVersion(version);
      void message.success(t(`task.done.${name}`, { to: nameOfColleague(queries, task.id, to) }));
      await Promise.all(['task', 'tasks'].map((of) => queries.invalidateQueries({ queryKey: [of] })));
    },
    onError: (error) => {
      if (error instanceof ApiError && error.isAway) return;
      wish.current = undefined;
      void queries.invalidateQueries({ queryKey: ['task', task.id] });
    },
  });
  if (acts.length === 0) return null;
  return (
    <div style={{ marginBottom: 16 }}>
      {act.error && <ProblemAlert error={act.error} />}
      <Space wrap>
        {acts.map((name) => (
          <Button
            key={name}
            type={name === 'claim' ? 'primary' : 'default'}
            loading={act.isPending && act.variables.act === name}
            aria-expanded={name === 'claim' ? undefined : asked === name}
            onClick={() => (name === 'claim' ? act.mutate({ act: name }) : setAsked(name))}
          >
            {t(`task.${name}`)}
          </Button>
        ))}
      </Space>
      {asked && acts.includes(asked) && (
        <Reasoned
          key={asked}
          act={asked}
          task={task.id}
          isSending={act.isPending}
          onSend={(filled) => act.mutate({ act: asked, ...filled })}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

/** Why, and for handing over to whom. */
function Reasoned({
  act,
  task,
  isSending,
  onSend,
  onCancel,
}: Readonly<{
  act: Act;
  task: string;
  isSending: boolean;
  onSend: (filled: Omit<Filled, 'act'>) => void;
  onCancel: () => void;
}>) {
  const { t } = useTranslation();
  const id = useId();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const wantsTo = act === 'delegate';
  const { data: colleagues, error } = useColleagues(task, wantsTo);
  const missing = [
    ...(wantsTo && to === '' ? [t('task.to-missing')] : []),
    ...(reason.trim() ? [] : [t('task.reason-missing')]),
  ];
  const send = () => {
    setTold(true);
    if (missing.length === 0) onSend({ reason: reason.trim(), ...(wantsTo ? { to } : {}) });
  };
  return (
    <Card size="small" title={t(`task.${act}`)} style={{ marginTop: 12 }}>
      {wantsTo && (
        <>
          <label htmlFor={`${id}to`}>{t('task.to')} *</label>
          <Select
            id={`${id}to`}
            aria-describedby={`${id}hint`}
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: '100%' }}
            loading={!colleagues && !error}
            notFoundContent={t(colleagues ? 'task.to-nobody' : 'state.loading')}
            value={to === '' ? undefined : to}
            onChange={setTo}
            options={colleagues?.map(({ user, name }) => ({ value: user, label: `${name}（${user}）` }))}
          />
          {error && <ProblemAlert error={error} />}
          <div id={`${id}hint`} className="form-hint">
            {t('task.to-hint')}
          </div>
        </>
      )}
      <label htmlFor={`${id}reason`}>{t('task.reason')} *</label>
      <Input.TextArea
        id={`${id}reason`}
        autoFocus={!wantsTo}
        rows={2}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div aria-live="polite">
        {isTold &&
          missing.map((line) => (
            <Typography.Text key={line} type="danger" style={{ display: 'block' }}>
              {line}
            </Typography.Text>
          ))}
      </div>
      <Space style={{ marginTop: 8 }}>
        <Button type="primary" loading={isSending} onClick={send}>
          {t('task.confirm')}
        </Button>
        <Button onClick={onCancel}>{t('task.cancel')}</Button>
      </Space>
    </Card>
  );
}

/** As the list to choose from had it. */
const nameOfColleague = (queries: QueryClient, task: string, to: string | undefined): string | undefined =>
  queries.getQueryData<readonly Colleague[]>(['task', task, 'colleagues'])?.find(({ user }) => user === to)
    ?.name ?? to;
