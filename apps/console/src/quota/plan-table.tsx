import { useTranslation } from 'react-i18next';
import { useTerms } from '../api/queries.js';
import { Figures } from '../kit/figures.js';
import { Area } from '../kit/money.js';
import { sharesOf } from './quotas.js';
import type { QuotaRow } from './quotas.js';

const COLUMNS = ['totalM2', 'reservedM2', 'occupiedM2', 'usedM2', 'availableM2'] as const;

/** Kind by kind what there is, what is taken and what is left, in numbers and as a bar. */
export function PlanTable({ rows }: Readonly<{ rows: readonly QuotaRow[] }>) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const nameOf = (kind: string) => terms?.quotaKinds.find(({ code }) => code === kind)?.name ?? kind;
  return (
    <Figures
      label={t('quota.plan')}
      head={[t('quota.kind'), ...COLUMNS.map((column) => t(`quota.${column}`)), t('quota.waits')]}
      rows={rows.map((row) => ({
        key: row.kind,
        name: (
          <>
            {nameOf(row.kind)}
            <Bar row={row} />
          </>
        ),
        cells: [...COLUMNS.map((column) => <Area key={column} m2={row[column]} />), row.waiting],
      }))}
    />
  );
}

/** The same at a glance: used, occupied and reserved of the whole, from the left. */
function Bar({ row }: Readonly<{ row: QuotaRow }>) {
  const { t } = useTranslation();
  const shares = sharesOf(row);
  const [used, occupied, reserved] = shares.map(({ width }) => width);
  if (shares.length === 0) return null;
  return (
    <svg className="quota-bar" role="img" aria-label={t('quota.bar', { used, occupied, reserved })}>
      {shares.map(({ of, from, width }) => (
        <rect key={of} className={`quota-${of}`} x={`${from}%`} width={`${width}%`} height="100%" />
      ))}
    </svg>
  );
}
