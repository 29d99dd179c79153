import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../kit/problem.js';
import { LastDay } from './order-form.js';
import { ORDER_MAX, useOversight } from './oversight.js';
import type { Order } from './oversight.js';

type Acts = Readonly<{ entry: string; order: Order }>;

/** What a supervisor may do with an order that is not over: accept or return its answer, or take it back. */
export function OrderActs({ entry, order: { no, state } }: Acts) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<'return' | 'withdrawal'>();
  const acting = useOversight(entry, () => choose(undefined));
  if (chosen)
    return (
      <WithReason
        label={t(`oversight.reason.${chosen}`)}
        hasDay={chosen === 'return'}
        isSending={acting.isPending}
        error={acting.error}
        onGo={(body) => acting.mutate({ act: `${no}/${chosen}`, body })}
        onLeave={() => choose(undefined)}
      />
    );
  return (
    <div className="task-line no-print">
      {acting.error && <ProblemAlert error={acting.error} />}
      {state === 'answered' && (
        <>
          <Button
            size="small"
            type="primary"
            loading={acting.isPending}
            onClick={() => acting.mutate({ act: `${no}/acceptance`, body: {} })}
          >
            {t('oversight.accept')}
          </Button>
          <Button size="small" onClick={() => choose('return')}>
            {t('oversight.return')}
          </Button>
        </>
      )}
      <Button size="small" onClick={() => choose('withdrawal')}>
        {t('oversight.withdraw')}
      </Button>
    </div>
  );
}

type Reasoned = Readonly<{
  label: string;
  hasDay: boolean;
  isSending: boolean;
  error: Error | null;
  onGo: (body: object) => void;
  onLeave: () => void;
}>;

function WithReason({ label, hasDay, isSending, error, onGo, onLeave }: Reasoned) {
  const { t } = useTranslation();
  const id = useId();
  const [reason, setReason] = useState('');
  const [lastDay, setLastDay] = useState('');
  const text = reason.trim();
  return (
    <div className="comment-form no-print">
      {error && <ProblemAlert error={error} />}
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={ORDER_MAX}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="task-line">
        {hasDay && <LastDay value={lastDay} onChange={setLastDay} />}
        <Button
          size="small"
          type="primary"
          disabled={text === ''}
          loading={isSending}
          onClick={() => onGo({ reason: text, ...(lastDay === '' ? {} : { lastDay }) })}
        >
          {t('oversight.confirm')}
        </Button>
        <Button size="small" onClick={onLeave}>
          {t('oversight.leave')}
        </Button>
      </div>
    </div>
  );
}
