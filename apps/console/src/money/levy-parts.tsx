import { useTranslation } from 'react-i18next';
import { Figures } from '../kit/figures.js';
import { Money } from '../kit/money.js';
import { Explained } from './explained.js';
import { Payments } from './payments.js';
import type { Levy } from './queries.js';

/** The levy from its formula to what goes back of it. */
export function LevyParts({ levy }: Readonly<{ levy: Levy }>) {
  const { t } = useTranslation();
  const { amountFen, explanation, confirmation, reason, noticeNo, issuedOn, payments, refundedFen } = levy;
  return (
    <>
      <h3 className="money-part">{t('money.assessment')}</h3>
      {explanation ? (
        <>
          <Money fen={amountFen} />
          <Explained of={explanation} />
          {confirmation && <p>{t('money.confirmed-by', { document: confirmation.documentNo })}</p>}
        </>
      ) : (
        <p>{reason}</p>
      )}
      {noticeNo !== undefined && (
        <>
          <h3 className="money-part">{t('money.notice', { no: noticeNo, day: issuedOn })}</h3>
          <Figures
            label={`${t('money.kind.levy')} ${t('money.parts')}`}
            head={[t('money.part'), t('money.dueOn'), t('money.amount')]}
            rows={levy.schedule.map((part, index) => ({
              key: String(index),
              name: t('money.part-no', { no: index + 1 }),
              cells: [part.dueOn ?? t('money.day-open'), <Money key="amount" fen={part.amountFen} />],
            }))}
          />
          <Payments of={t('money.kind.levy')} label={t('money.payments')} payments={payments} />
        </>
      )}
      <Fees fees={levy.fees} />
      {explanation && reason !== undefined && <p>{t('money.ended-because', { reason })}</p>}
      {refundedFen !== undefined && (
        <p>
          {t('money.to-refund')} <Money fen={refundedFen} />
        </p>
      )}
    </>
  );
}

function Fees({ fees }: Pick<Levy, 'fees'>) {
  const { t } = useTranslation();
  if (fees.length === 0) return null;
  return (
    <>
      <h3 className="money-part">{t('money.fees')}</h3>
      {fees.map(({ on, feeFen, days, explanation }) => (
        <div key={`${on} ${feeFen}`}>
          {t('money.fee-of', { day: on, days })} <Money fen={feeFen} />
          <Explained of={explanation} />
        </div>
      ))}
    </>
  );
}
