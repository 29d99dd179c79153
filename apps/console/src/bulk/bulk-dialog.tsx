import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Modal, Radio, Space, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, newKey } from '../api/client.js';
import type { OutcomeForm } from '../api/types.js';
import { Form } from '../form/form.js';
import type { Finding, TypedGroup } from '../form/typed.js';
import { bodyOf } from '../form/values.js';
import { ProblemAlert } from '../kit/problem.js';
import { wishOf } from '../task/decision-draft.js';
import type { Wish } from '../task/decision-draft.js';
import { BULK_PATH } from './queries.js';
import { Reasons } from './reasons.js';
import type { Bulk, Chosen, Preflight } from './types.js';

type Props = Readonly<{
  /** What the chosen ones are called. */
  work: string;
  chosen: Chosen;
  outcomes: readonly OutcomeForm[];
  onStarted: (id: string) => void;
  onCancel: () => void;
}>;

/** Words once for many tasks; which can be done and why others cannot, before anything is. */
export function BulkDialog({ work, chosen, outcomes, onStarted, onCancel }: Props) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState(outcomes[0]!);
  const [typed, setTyped] = useState<TypedGroup>({});
  const [told, setTold] = useState<readonly Finding[]>([]);
  const wish = useRef<Wish>(undefined);
  const { body: data } = bodyOf(outcome.fields, typed);
  const asked = { outcome: outcome.outcome, data };
  const preflight = useMutation({
    mutationFn: async () => {
      const body = { ...asked, ...chosen };
      return (await ask<Preflight>(`${BULK_PATH}/preflight`, { method: 'POST', body })).body;
    },
  });
  const start = useMutation({
    mutationFn: async ({ items }: Preflight) => {
      const tasks = items.filter(({ can }) => can).map(({ task, version }) => ({ task, version }));
      const body = { ...asked, tasks };
      wish.current = wishOf(wish.current, body, newKey);
      return (await ask<Bulk>(BULK_PATH, { method: 'POST', body, key: wish.current.key })).body;
    },
    onSuccess: ({ id }) => onStarted(id),
  });
  const look = () => {
    const { findings } = bodyOf(outcome.fields, typed);
    setTold(findings);
    if (findings.length === 0) preflight.mutate();
  };
  const again = () => {
    preflight.reset();
    start.reset();
  };
  return (
    <Modal open title={t('bulk.title-of', { work })} footer={null} onCancel={onCancel} width={640}>
      {preflight.data ? (
        <Told told={preflight.data} start={start} outcome={outcome} onBack={again} />
      ) : (
        <>
          {outcomes.length > 1 && (
            <Radio.Group
              aria-label={t('task.outcome')}
              value={outcome.outcome}
              onChange={({ target }) => setOutcome(outcomes.find((one) => one.outcome === target.value)!)}
              options={outcomes.map((one) => ({ value: one.outcome, label: one.zh }))}
            />
          )}
          <Typography.Paragraph>{t('bulk.same', { outcome: outcome.zh })}</Typography.Paragraph>
          {preflight.error && <ProblemAlert error={preflight.error} />}
          <Form
            fields={outcome.fields}
            typed={typed}
            onTyped={(change) => {
              setTold([]);
              setTyped(change);
            }}
            findings={told}
          />
          <Button type="primary" style={{ marginTop: 12 }} loading={preflight.isPending} onClick={look}>
            {t('bulk.preflight')}
          </Button>
        </>
      )}
    </Modal>
  );
}

function Told({
  told,
  start,
  outcome,
  onBack,
}: Readonly<{
  told: Preflight;
  start: Readonly<{ mutate: (told: Preflight) => void; isPending: boolean; error: Error | null }>;
  outcome: OutcomeForm;
  onBack: () => void;
}>) {
  const { t } = useTranslation();
  const { can, cannot, more, items } = told;
  return (
    <>
      <Typography.Paragraph role="status" strong>
        {t('bulk.told', { can, cannot })}
      </Typography.Paragraph>
      {more && <Alert type="info" showIcon title={t('bulk.more')} style={{ marginBottom: 12 }} />}
      {cannot > 0 && <Reasons items={items.filter((one) => !one.can)} label={t('bulk.why')} />}
      {start.error && <ProblemAlert error={start.error} />}
      <Space wrap>
        <Button
          type="primary"
          disabled={can === 0}
          loading={start.isPending}
          onClick={() => start.mutate(told)}
        >
          {t('bulk.start', { outcome: outcome.zh, can })}
        </Button>
        <Button onClick={onBack}>{t('bulk.back')}</Button>
      </Space>
    </>
  );
}
