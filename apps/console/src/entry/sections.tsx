import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTerms } from '../api/queries.js';
import type { DeadlineRow, Entry, Fact, Part } from '../api/types.js';
import { useNames } from '../kit/names.js';
import { TurnTo } from '../shell/turned-time.js';
import { daysBetween, lastDayOf, minuteOf } from './days.js';
import { nameOf } from './details.js';
import { AreaInWords } from './key-facts.js';
import { takenBy } from './quota.js';
import type { Take } from './quota.js';
import { OfficialPapers } from './official-papers.js';
import { useDeadlines, useMay, useParked, useQuotas, useRefusals, useTenure } from './queries.js';
import { Section } from './section.js';
import { partOf, workOf } from './steps.js';

/** What surrounds the story; each part only for those who may see it, and only where there is something. */
export const Surroundings = ({
  entry,
  parts,
  facts,
}: Readonly<{ entry: Entry; parts: readonly Part[]; facts: readonly Fact[] }>) => (
  <>
    <Times id={entry.subject.entry} parts={parts} />
    <Land entry={entry} takes={takenBy(facts)} />
    <OfficialPapers id={entry.subject.entry} />
    <Right id={entry.subject.entry} />
    <Stuck id={entry.subject.entry} />
    <Refused id={entry.subject.entry} />
  </>
);

/** Rents run for fifty years: what is near stands there, the rest behind a click. */
const TIMES_SHOWN = 5;

/** The times that run, nearest first. */
function Times({ id, parts }: Readonly<{ id: string; parts: readonly Part[] }>) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const { workName } = useNames();
  const rows = useDeadlines(id).data?.items ?? [];
  if (!useMay('deadline.read') || rows.length === 0) return null;
  const what = (row: DeadlineRow) => {
    const work = workOf(row);
    if (work !== undefined) return t('case.time-of-work', { work: workName(work) });
    const part = partOf(row, parts);
    return row.what ?? t('case.time-of-part', { part: parts.find((each) => each.part === part)?.zh ?? '' });
  };
  const line = (row: DeadlineRow) => {
    const day = lastDayOf(row.dueAt);
    const left = terms ? daysBetween(terms.day, day) : 0;
    return (
      <li key={row.id} className="task-line">
        <span className="money">{day}</span>
        <span>{what(row)}</span>
        <span className="secondary">
          {t(left < 0 ? 'case.days-over' : left === 0 ? 'case.days-none' : 'case.days-left', {
            days: Math.abs(left),
          })}
        </span>
        <TurnTo dueAt={row.dueAt} what={what(row)} />
      </li>
    );
  };
  const later = rows.slice(TIMES_SHOWN);
  return (
    <Section title={t('case.times')}>
      <ul className="plain-list">{rows.slice(0, TIMES_SHOWN).map(line)}</ul>
      {later.length > 0 && (
        <details>
          <summary>{t('case.times-later', { count: later.length })}</summary>
          <ul className="plain-list">{later.map(line)}</ul>
        </details>
      )}
    </Section>
  );
}

/** The land that the entry takes of the plan of its year, or will take, and how much of that there is. */
function Land({ entry, takes: taken }: Readonly<{ entry: Entry; takes: readonly Take[] }>) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const { district, planYear } = entry.subject;
  const quotas = useQuotas(district, planYear).data ?? [];
  const isToCome = taken.length === 0 && entry.status === 'running';
  const takes = isToCome ? (entry.quotaDemands ?? []) : taken;
  if (!useMay('quota.read') || takes.length === 0) return null;
  return (
    <Section title={t(isToCome ? 'case.quota-to-come' : 'case.quota', { year: planYear })}>
      <ul className="plain-list">
        {takes.map(({ kind, areaM2 }) => {
          const quota = quotas.find((each) => each.kind === kind);
          return (
            <li key={kind}>
              <strong>{terms ? nameOf(terms, 'kind', kind) : kind}</strong> <AreaInWords m2={areaM2} />
              {quota && <div className="secondary">{t('case.quota-line', quota)}</div>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The life of the right, once it is registered. */
function Right({ id }: Readonly<{ id: string }>) {
  const { t } = useTranslation();
  const { data: tenure } = useTenure(id);
  if (!tenure || tenure.status === 'none') return null;
  const { holder, certificateNo, use, beganOn, endsOn, startedOn, completedOn, schedule } = tenure;
  const rows = {
    status: t(`case.tenure.${tenure.status}`),
    holder: holder?.name,
    certificate: certificateNo,
    use: use?.name,
    years: beganOn && endsOn && t('case.from-to', { from: beganOn, to: endsOn }),
    start: startedOn ?? schedule?.startBy,
    complete: completedOn ?? schedule?.completeBy,
  };
  const label = (key: string) => {
    if (key === 'start' && startedOn) return t('case.tenure.started');
    if (key === 'complete' && completedOn) return t('case.tenure.completed');
    return t(`case.tenure.${key}-row`);
  };
  return (
    <Section title={t('case.tenure')}>
      <Descriptions
        size="small"
        styles={{ label: { color: 'var(--ant-color-text-secondary)' } }}
        column={1}
        items={Object.entries(rows).flatMap(([key, children]) =>
          children ? [{ key, label: label(key), children }] : [],
        )}
      />
    </Section>
  );
}

/** Steps of the machine that the rules refused, until somebody releases them. */
function Stuck({ id }: Readonly<{ id: string }>) {
  const { t } = useTranslation();
  const rows = useParked(id).data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('case.parked')}>
      <ul className="plain-list">
        {rows.map((row) => (
          <Told key={row.id} at={row.parkedAt} reason={row.reason} code={row.code} />
        ))}
      </ul>
      <p className="secondary">{t('case.parked-next')}</p>
    </Section>
  );
}

/** What people and the machine tried and might not do. */
function Refused({ id }: Readonly<{ id: string }>) {
  const { t } = useTranslation();
  const { roleName, officeName } = useNames();
  const rows = useRefusals(id).data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('case.refusals')}>
      <ul className="plain-list">
        {rows.map(({ id: key, at, reason, code, actor }) => (
          <Told
            key={key}
            at={at}
            reason={reason}
            code={code}
            who={actor.role === 'engine' ? undefined : `${officeName(actor.office)} ${roleName(actor.role)}`}
          />
        ))}
      </ul>
    </Section>
  );
}

function Told({
  at,
  reason,
  code,
  who,
}: Readonly<{ at: string; reason: string; code: string; who?: string | undefined }>) {
  const { t } = useTranslation();
  return (
    <li>
      <span className="secondary">
        {minuteOf(at)} {who ?? t('case.by-engine')}
      </span>
      <div>
        {reason}{' '}
        <a href={`/problems/${encodeURIComponent(code)}`} target="_blank" rel="noreferrer">
          {t('problem.help')}
        </a>
      </div>
    </li>
  );
}
