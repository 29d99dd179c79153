import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Figures } from '../kit/figures.js';
import { Money } from '../kit/money.js';
import type { Refund } from './queries.js';

/** What goes back of the money of a case, why, and by which voucher it went. */
export function Refunds({ refunds }: Readonly<{ refunds: readonly Refund[] }>) {
  const { t } = useTranslation();
  return (
    <Card size="small" id="refunds" title={<h2 className="section">{t('money.refunds')}</h2>}>
      <Figures
        label={t('money.refunds')}
        head={['refund-of', 'amount', 'refund-why', 'refund-owed-on', 'refund-state'].map((one) =>
          t(`money.${one}`),
        )}
        rows={refunds.map(({ no, kind, amountFen, reason, owedOn, paid }) => ({
          key: String(no),
          name: t('money.refund-no', { no, kind: t(`money.refund-kind.${kind}`) }),
          cells: [
            <Money key="amount" fen={amountFen} />,
            reason,
            owedOn,
            paid ? t('money.refund-paid', paid) : t('money.refund-open'),
          ],
        }))}
      />
    </Card>
  );
}
