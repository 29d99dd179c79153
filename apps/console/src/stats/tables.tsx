import { Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProcedure } from '../api/queries.js';
import { Money } from '../kit/money.js';
import { useNames } from '../kit/names.js';
import { Nothing } from '../kit/states.js';
import { average } from './averages.js';
import { BarsOf } from './bars.js';
import type { Bars } from './draw.js';
import type { Counted, QuotaCount, StageCount, Statistics, WorkCount } from './queries.js';

type Row = Readonly<{ key: string; name: string }> & Counted;
type Figure<T> = Readonly<{ title: string; of: (row: T) => ReactNode }>;

/** Every district and then all together; one district stands for itself. */
export function useRows({ districts, total }: Statistics): readonly Row[] {
  const { t } = useTranslation();
  const rows = districts.map((one) => ({ ...one, key: one.district }));
  return rows.length === 1 ? rows : [...rows, { ...total, key: 'total', name: t('stats.total') }];
}

function Section({ title, bars, children }: Readonly<{ title: string; bars?: Bars; children: ReactNode }>) {
  return (
    <section className="stats-section" aria-label={title}>
      <h2>{title}</h2>
      {bars && <BarsOf bars={bars} />}
      {/* Wider than a telephone: moved sideways by keys as well. */}
      <div className="stats-scroll" role="group" aria-label={title} tabIndex={0}>
        {children}
      </div>
    </section>
  );
}

function Figures<T extends object>(props: {
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly heads: readonly Figure<T>[];
  readonly figures: readonly Figure<T>[];
}) {
  const { t } = useTranslation();
  return (
    <Table<T>
      size="small"
      rowKey={props.rowKey}
      dataSource={props.rows}
      pagination={false}
      locale={{ emptyText: <Nothing why={t('stats.nothing')} /> }}
      columns={[
        ...props.heads.map(({ title, of }) => ({ title, render: (_: unknown, row: T) => of(row) })),
        ...props.figures.map(({ title, of }) => ({
          title,
          align: 'end' as const,
          render: (_: unknown, row: T) => <span className="money">{of(row)}</span>,
        })),
      ]}
    />
  );
}

/** Districts beside each other. */
export function Comparison({ rows }: Readonly<{ rows: readonly Row[] }>) {
  const { t } = useTranslation();
  const places = rows.filter(({ key }) => key !== 'total');
  const title = (name: string) => t(`stats.${name}`);
  const bar = (name: 'submitted' | 'approved' | 'completed') => ({
    name: title(name),
    values: places.map(({ entries }) => entries[name]),
  });
  const bars = {
    names: places.map(({ name }) => name),
    series: [bar('submitted'), bar('approved'), bar('completed')],
  };
  return (
    <Section title={t('stats.comparison')} bars={bars}>
      <Figures
        rows={rows}
        rowKey={({ key }) => key}
        heads={[{ title: t('stats.district'), of: ({ name }) => name }]}
        figures={[
          { title: title('submitted'), of: ({ entries }) => entries.submitted },
          { title: title('running'), of: ({ entries }) => entries.running },
          { title: title('approved'), of: ({ entries }) => entries.approved },
          { title: title('approved-area'), of: ({ entries }) => entries.approvedM2 },
          { title: title('dealt'), of: ({ entries }) => entries.dealt },
          { title: title('dealt-money'), of: ({ entries }) => <Money fen={entries.dealtFen} /> },
          { title: title('completed'), of: ({ entries }) => entries.completed },
          { title: title('rejected'), of: ({ entries }) => entries.rejected },
          { title: title('withdrawn'), of: ({ entries }) => entries.withdrawn },
          { title: title('lapsed'), of: ({ entries }) => entries.lapsed },
          { title: title('late'), of: ({ work }) => work.reduce((sum, { late }) => sum + late, 0) },
        ]}
      />
    </Section>
  );
}

/** How far the entries came, and how long they stayed. */
export function Stages({ stages }: Readonly<{ stages: readonly StageCount[] }>) {
  const { t } = useTranslation();
  const nameOf = usePartName();
  const bars = {
    names: stages.map(({ stage }) => nameOf(stage)),
    series: [
      { name: t('stats.reached'), values: stages.map(({ reached }) => reached) },
      { name: t('stats.here'), values: stages.map(({ here }) => here) },
    ],
  };
  return (
    <Section title={t('stats.stages')} bars={bars}>
      <Figures
        rows={stages}
        rowKey={({ stage }) => stage}
        heads={[{ title: t('stats.stage'), of: ({ stage }) => nameOf(stage) }]}
        figures={[
          { title: t('stats.reached'), of: ({ reached }) => reached },
          { title: t('stats.here'), of: ({ here }) => here },
          { title: t('stats.stage-days'), of: ({ days, reached }) => average(days, reached) },
        ]}
      />
    </Section>
  );
}

/** What each office used of the time that the law gives it. */
export function Work({ work }: Readonly<{ work: readonly WorkCount[] }>) {
  const { t } = useTranslation();
  const nameOf = usePartName();
  const { workName, officeName } = useNames();
  return (
    <Section title={t('stats.work')}>
      <Figures
        rows={work}
        rowKey={({ kind, office }) => `${kind} ${office}`}
        heads={[
          { title: t('stats.stage'), of: ({ part }) => nameOf(part) },
          { title: t('stats.kind'), of: ({ kind }) => workName(kind) },
          { title: t('stats.office'), of: ({ office }) => officeName(office) },
        ]}
        figures={[
          { title: t('stats.opened'), of: ({ opened }) => opened },
          { title: t('stats.done'), of: ({ done }) => done },
          { title: t('stats.open'), of: ({ open }) => open },
          { title: t('stats.late'), of: ({ late }) => late },
          { title: t('stats.escalated'), of: ({ escalated }) => escalated },
          { title: t('stats.used'), of: ({ daysUsed, timed }) => average(daysUsed, timed) },
          { title: t('stats.allowed'), of: ({ daysAllowed, timed }) => average(daysAllowed, timed) },
        ]}
      />
    </Section>
  );
}

export function Quotas({ quotas }: Readonly<{ quotas: readonly QuotaCount[] }>) {
  const { t } = useTranslation();
  return (
    <Section title={t('stats.quotas')}>
      <Figures
        rows={quotas}
        rowKey={({ planYear, kind }) => `${planYear} ${kind}`}
        heads={[
          { title: t('stats.year'), of: ({ planYear }) => planYear },
          { title: t('stats.quota-kind'), of: ({ kind }) => t(`stats.quota-${kind}`, kind) },
        ]}
        figures={[
          { title: t('stats.quota-all'), of: ({ totalM2 }) => totalM2 },
          { title: t('stats.quota-reserved'), of: ({ reservedM2 }) => reservedM2 },
          { title: t('stats.quota-occupied'), of: ({ occupiedM2 }) => occupiedM2 },
          { title: t('stats.quota-used'), of: ({ usedM2 }) => usedM2 },
          { title: t('stats.quota-available'), of: ({ availableM2 }) => availableM2 },
          { title: t('stats.quota-waiting'), of: ({ waiting }) => waiting },
        ]}
      />
    </Section>
  );
}

export function Funds({ rows }: Readonly<{ rows: readonly Row[] }>) {
  const { t } = useTranslation();
  const money = (name: string, of: (row: Row) => string): Figure<Row> => ({
    title: t(`stats.${name}`),
    of: (row) => <Money fen={of(row)} />,
  });
  return (
    <Section title={t('stats.funds')}>
      <Figures
        rows={rows}
        rowKey={({ key }) => key}
        heads={[{ title: t('stats.district'), of: ({ name }) => name }]}
        figures={[
          money('assessed', ({ levy }) => levy.assessedFen),
          money('late-fee', ({ levy }) => levy.lateFeeFen),
          money('paid', ({ levy }) => levy.paidFen),
          money('refunded', ({ levy }) => levy.refundedFen),
          money('unpaid', ({ levy }) => levy.unpaidFen),
          money('overdue-money', ({ levy }) => levy.overdueFen),
          { title: t('stats.overdue'), of: ({ levy }) => levy.overdue },
          money('shared', ({ distribution }) => distribution.sharedFen),
          money('members', ({ distribution }) => distribution.membersFen),
        ]}
      />
    </Section>
  );
}

export function Lines({ rows }: Readonly<{ rows: readonly Row[] }>) {
  const { t } = useTranslation();
  return (
    <Section title={t('stats.lines')}>
      <Figures
        rows={rows}
        rowKey={({ key }) => key}
        heads={[{ title: t('stats.district'), of: ({ name }) => name }]}
        figures={[
          { title: t('stats.blocked'), of: ({ bottomLines }) => bottomLines.blockedChecks },
          { title: t('stats.over-block'), of: ({ bottomLines }) => bottomLines.approvedOverBlock },
          { title: t('stats.new-land'), of: ({ bottomLines }) => bottomLines.approvedNewLandM2 },
          { title: t('stats.lock-refusals'), of: ({ bottomLines }) => bottomLines.lockRefusals },
          { title: t('stats.objections'), of: ({ bottomLines }) => bottomLines.objections },
          { title: t('stats.upheld'), of: ({ bottomLines }) => bottomLines.objectionsUpheld },
        ]}
      />
    </Section>
  );
}

function usePartName(): (part: string) => string {
  const { data: parts } = useProcedure();
  const names = new Map((parts ?? []).map(({ part, zh }) => [part, zh]));
  return (part) => names.get(part) ?? part;
}
