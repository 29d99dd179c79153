import { Descriptions, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEntry } from '../api/queries.js';
import type { Session, Task } from '../api/types.js';
import { Countdown } from '../kit/countdown.js';
import { Area, Money } from '../kit/money.js';
import { useNames } from '../kit/names.js';
import { useCodeNames } from './code-names.js';
import { nameOf } from './standing.js';

/** What the task is about: its name, how long there is, who has it, and the facts by which one decides. */
export function TaskHead({ task, session }: Readonly<{ task: Task; session: Session }>) {
  const { t } = useTranslation();
  const { workName, placeName, officeName } = useNames();
  const who =
    task.assignee === null
      ? t('task.nobody', { office: officeName(task.office) })
      : task.assignee === session.person.user
        ? t('task.by-me', { name: session.person.name })
        : nameOf(task);
  const { entry, parcel, township } = task.subject;
  return (
    <header>
      <div className="task-head">
        <Typography.Title level={2} style={{ margin: 0, fontSize: '1.3em' }}>
          {workName(task.kind)}
        </Typography.Title>
        {isLive(task) && <Countdown left={task.countdown} dueOn={task.dueOn} />}
      </div>
      <Typography.Paragraph style={{ margin: '4px 0 12px' }}>
        {placeName(township)} · {parcel} ·{' '}
        <Link to={`/entries/${encodeURIComponent(entry)}`} style={{ textDecoration: 'underline' }}>
          {t('task.entry')} {entry}
        </Link>
        <br />
        {t(`task.status.${task.status}`, task.status)} · {t('task.whose')}：{who}
      </Typography.Paragraph>
      <KeyFacts entry={entry} />
    </header>
  );
}

export const isLive = ({ status }: Task): boolean => status === 'open' || status === 'claimed';

function KeyFacts({ entry: id }: Readonly<{ entry: string }>) {
  const { data: entry } = useEntry(id);
  const { t } = useTranslation();
  const { stateName } = useNames();
  const codeName = useCodeNames();
  if (!entry) return null;
  const { deal, village, state } = entry;
  const words = [
    codeName('forms', deal.form),
    codeName('methods', deal.method),
    deal.use.name,
    deal.grade,
    t('task.years', { years: deal.termYears }),
  ];
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 2 }}
      style={{ marginBottom: 12 }}
      items={[
        { key: 'village', label: t('task.village'), children: village },
        { key: 'state', label: t('task.state'), children: stateName(state) },
        { key: 'area', label: t('task.area'), children: <Area m2={deal.areaM2} /> },
        { key: 'price', label: t('task.price'), children: <Money fen={entry.priceFen ?? deal.priceFen} /> },
        { key: 'deal', label: t('task.deal'), children: words.filter(Boolean).join(' · '), span: 'filled' },
      ]}
    />
  );
}
