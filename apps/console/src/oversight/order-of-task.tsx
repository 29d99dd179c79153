import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Task } from '../api/types.js';
import { ProblemAlert } from '../kit/problem.js';
import { OrderRow } from './order-row.js';
import { orderOfTask, useOrders } from './oversight.js';
import '../talk/talk.css';

/** What the supervisor asks, for whoever answers it. */
export default function OrderOfTask({ task }: Readonly<{ task: Task }>) {
  const { t } = useTranslation();
  const { entry } = task.subject;
  const { data, error } = useOrders(entry);
  if (error && !data) return <ProblemAlert error={error} />;
  const order = data && orderOfTask(data, task.id);
  if (!order) return null;
  return (
    <Card
      size="small"
      style={{ marginBottom: 12 }}
      title={<h3 className="section">{t('oversight.asked')}</h3>}
    >
      <ol className="plain-list">
        <OrderRow entry={entry} order={order} mayAct={false} />
      </ol>
    </Card>
  );
}
