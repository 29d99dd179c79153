import { useTranslation } from 'react-i18next';
import { Figures } from '../kit/figures.js';
import { Money } from '../kit/money.js';
import { Explained } from './explained.js';
import { Payments } from './payments.js';
import type { Price } from './queries.js';

/** The price, or the rents year by year with their notices and what secures them. */
export function PriceParts({ price }: Readonly<{ price: Price }>) {
  const { t } = useTranslation();
  const { schedule, stopped, calls, payments, guarantee, guaranteePaid, reason, refundFen } = price;
  const callOf = (no: number) => calls.find((call) => call.no === no)?.noticeNo;
  return (
    <>
      <h3 className="money-part">{t('money.parts')}</h3>
      <Figures
        label={`${t('money.kind.price')} ${t('money.parts')}`}
        head={[t('money.part'), t('money.dueOn'), t('money.amount'), t('money.rent-notice')]}
        rows={schedule.map(({ no, dueOn, amountFen, rentYear }) => ({
          key: String(no),
          name:
            rentYear === undefined
              ? t('money.part-no', { no })
              : t('money.rent-year', { no, year: rentYear }),
          cells: [
            stopped.includes(no) ? t('money.stopped') : dueOn,
            <Money key="amount" fen={amountFen} />,
            callOf(no) ?? '—',
          ],
        }))}
      />
      {guarantee && (
        <>
          <h3 className="money-part">{t('money.guarantee')}</h3>
          <Money fen={guarantee.value} />
          <Explained of={guarantee} />
          <Payments
            of={t('money.kind.price')}
            label={t('money.guarantee-paid')}
            payments={guaranteePaid ? [guaranteePaid] : []}
          />
        </>
      )}
      <Payments of={t('money.kind.price')} label={t('money.payments')} payments={payments} />
      {reason !== undefined && <p>{t('money.ended-because', { reason })}</p>}
      {refundFen !== undefined && (
        <p>
          {t('money.to-refund')} <Money fen={refundFen} />
        </p>
      )}
    </>
  );
}
