import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMay } from '../entry/queries.js';
import { ProblemAlert } from '../kit/problem.js';
import { OrderForm } from './order-form.js';
import { OrderRow } from './order-row.js';
import { useOrders } from './oversight.js';
import '../talk/talk.css';

/** What supervisors ask of offices about a case; for a supervisor the place to ask. */
export default function OversightSection({ entry }: Readonly<{ entry: string }>) {
  const { t } = useTranslation();
  const mayOrder = useMay('oversight.order');
  const { data, error } = useOrders(entry);
  if (!error && !mayOrder && (data ?? []).length === 0) return null;
  return (
    <Card size="small" id="oversight" title={<h2 className="section">{t('oversight.title')}</h2>}>
      {error && !data && <ProblemAlert error={error} />}
      {data?.length === 0 && <p className="secondary">{t('oversight.none')}</p>}
      {data && data.length > 0 && (
        <ol className="plain-list comments" aria-label={t('oversight.title')}>
          {data.map((order) => (
            <OrderRow key={order.no} entry={entry} order={order} mayAct={mayOrder} />
          ))}
        </ol>
      )}
      {mayOrder && data && <OrderForm entry={entry} />}
    </Card>
  );
}
