import { useTranslation } from 'react-i18next';
import { Figures } from '../kit/figures.js';
import { Money } from '../kit/money.js';
import type { Paid } from './queries.js';

type Shown = Readonly<{
  label: string;
  /** Of which money, where a page shows the payments of several. */
  of: string;
  payments: readonly Paid[];
}>;

/** What came, voucher by voucher. */
export function Payments({ label, of, payments }: Shown) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="money-part">{label}</h3>
      {payments.length === 0 ? (
        <p className="secondary">{t('money.nothing-paid')}</p>
      ) : (
        <Figures
          label={`${of} ${label}`}
          head={[t('money.voucher'), t('money.paidOn'), t('money.amount')]}
          rows={payments.map(({ voucherNo, paidOn, amountFen }) => ({
            key: voucherNo,
            name: voucherNo,
            cells: [paidOn, <Money key="amount" fen={amountFen} />],
          }))}
        />
      )}
    </>
  );
}
