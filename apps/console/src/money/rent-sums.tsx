import { useTranslation } from 'react-i18next';
import { Figures } from '../kit/figures.js';
import { Money } from '../kit/money.js';
import { RENT_SUMS } from './rents.js';
import type { RentTotals, RentsOfYear } from './rents.js';

/** Sums of all that the filters leave, whether it is on the page yet or not. */
export function RentSums({ totals, asOf }: Readonly<{ totals: RentTotals; asOf: string }>) {
  const { t } = useTranslation();
  return (
    <>
      <p role="status" className="secondary">
        {t('rents.as-of', { day: asOf, count: totals.rows })}
      </p>
      <dl className="money-sums">
        {RENT_SUMS.map((sum) => (
          <div key={sum} data-sum={sum}>
            <dt>{t(`rents.sum.${sum}`)}</dt>
            <dd>
              <Money fen={totals[sum]} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The same year by year, of all years that the other filters leave. */
export function RentYears({ years }: Readonly<{ years: readonly RentsOfYear[] }>) {
  const { t } = useTranslation();
  return (
    <Figures
      label={t('rents.by-year')}
      head={[t('rents.due-year'), t('rents.count'), ...RENT_SUMS.map((sum) => t(`rents.sum.${sum}`))]}
      rows={years.map(({ year, rows, ...sums }) => ({
        key: String(year),
        name: String(year),
        cells: [rows, ...RENT_SUMS.map((sum) => <Money key={sum} fen={sums[sum]} />)],
      }))}
    />
  );
}
