import { Alert, Button, Card } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Loading } from '../kit/states.js';
import { useOne } from './asking.js';
import { AdminTable } from './parts.js';

type Lag = Readonly<{ subscription: string; behind: number; owners: Readonly<Record<string, number>> }>;
type Health = Readonly<{
  version: string;
  head: string;
  lag: readonly Lag[];
  parked: number;
  parkedDeliveries: number;
  faults: Readonly<Record<string, string>>;
}>;

/** `engine-2 ×8、engine-3 ×8`: whose partitions they are. */
export const ownersOf = (owners: Readonly<Record<string, number>>): string =>
  Object.entries(owners)
    .map(([name, partitions]) => `${name} ×${partitions}`)
    .join('、');

/** Those behind and those that nobody works on come first: most of them are neither. */
export const needsLook = ({ behind, owners }: Lag): boolean => behind > 0 || Object.keys(owners).length === 0;

/** How far every subscription is, by whom it is worked on, and which of them failed. */
export function Engines() {
  const { t } = useTranslation();
  const { data, error, refetch, dataUpdatedAt } = useOne<Health>('/health', true, true);
  const [isAll, setAll] = useState(false);
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  const faults = Object.entries(data.faults);
  const behind = data.lag.filter(needsLook);
  const isWell = faults.length === 0 && behind.length === 0 && data.parked + data.parkedDeliveries === 0;
  return (
    <Card size="small" title={<h2>{t('running.health')}</h2>}>
      <Alert
        role="status"
        showIcon
        type={faults.length > 0 ? 'error' : isWell ? 'success' : 'warning'}
        title={t(faults.length > 0 ? 'running.faulty' : isWell ? 'running.well' : 'running.look')}
        description={faults.map(([name, fault]) => (
          <div key={name}>
            <strong>{name}</strong> {fault}
          </div>
        ))}
      />
      <dl className="admin-facts" style={{ marginBlock: 12 }}>
        <dt>{t('running.version')}</dt>
        <dd>{data.version}</dd>
        <dt>{t('running.head')}</dt>
        <dd>{data.head}</dd>
        <dt>{t('running.parked')}</dt>
        <dd>{data.parked}</dd>
        <dt>{t('running.stuck')}</dt>
        <dd>{data.parkedDeliveries}</dd>
        <dt>{t('running.seen')}</dt>
        <dd>{new Date(dataUpdatedAt).toLocaleTimeString('sv-SE')}</dd>
        <dt>{t('running.backup')}</dt>
        <dd>{t('running.backup-how')}</dd>
      </dl>
      <div className="admin-line">
        <span>{t('running.behind', { behind: behind.length, all: data.lag.length })}</span>
        <Button size="small" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {t(isAll ? 'running.only-behind' : 'running.all-subscriptions')}
        </Button>
      </div>
      {(isAll || behind.length > 0) && (
        <AdminTable<Lag>
          rowKey="subscription"
          dataSource={isAll ? data.lag : behind}
          columns={[
            { title: t('running.subscription'), dataIndex: 'subscription' },
            { title: t('running.lag'), dataIndex: 'behind', align: 'end' },
            {
              title: t('running.engines'),
              render: (_, { owners }) => ownersOf(owners) || t('running.nobody'),
            },
          ]}
        />
      )}
    </Card>
  );
}
