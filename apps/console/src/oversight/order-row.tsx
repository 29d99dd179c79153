import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { minuteOf } from '../entry/days.js';
import { OrderActs } from './order-acts.js';
import type { Order, Round } from './oversight.js';

type Row = Readonly<{ entry: string; order: Order; mayAct: boolean }>;

/** One order: who is asked what until when, what they answered, and what became of it. */
export function OrderRow({ entry, order, mayAct }: Row) {
  const { t } = useTranslation();
  const { no, bureau, state, text, about, dueOn, overdue, orderedByName, orderedAt, withdrawn } = order;
  return (
    <li className="comment">
      <div className="task-line">
        <strong>{t('oversight.no', { no, bureau: t(`oversight.bureau.${bureau}`) })}</strong>
        <Tag color={state === 'answered' ? 'blue' : 'default'}>{t(`oversight.state.${state}`)}</Tag>
        {overdue && <Tag color="red">{t('oversight.overdue')}</Tag>}
        {state === 'asked' && dueOn && <span>{t('oversight.due', { day: dueOn })}</span>}
        <span className="secondary">
          {orderedByName} {minuteOf(orderedAt)}
        </span>
        {about !== null && (
          <Link to={`/desk/${encodeURIComponent(about)}`} style={{ textDecoration: 'underline' }}>
            {t('talk.of-task')}
          </Link>
        )}
      </div>
      <p className="comment-text">{text}</p>
      {order.rounds.map((round) => (
        <Answered key={round.work} round={round} />
      ))}
      {withdrawn !== null && <p className="secondary">{t('oversight.withdrawn', { reason: withdrawn })}</p>}
      {mayAct && (state === 'asked' || state === 'answered') && <OrderActs entry={entry} order={order} />}
    </li>
  );
}

function Answered({ round }: Readonly<{ round: Round }>) {
  const { t } = useTranslation();
  const { answer, answeredByName, answeredAt, returned } = round;
  if (answer === null) return null;
  return (
    <>
      <p className="comment-text">
        {t('oversight.answered', { who: answeredByName, at: minuteOf(answeredAt ?? '') })}
        {answer}
      </p>
      {returned !== null && <p className="secondary">{t('oversight.returned', { reason: returned })}</p>}
    </>
  );
}
