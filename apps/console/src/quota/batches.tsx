import { Card, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Area } from '../kit/money.js';
import type { Batch } from './quotas.js';

/** The parts in which a year is given out, where it is. */
export function Batches({ batches }: Readonly<{ batches: readonly Batch[] }>) {
  const { t } = useTranslation();
  if (batches.length === 0) return null;
  return (
    <Card size="small" title={<h2 className="section">{t('quota.batches')}</h2>}>
      <Table<Batch>
        size="small"
        rowKey="batchNo"
        dataSource={[...batches]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('quota.batchNo'),
            render: (_, { batchNo, isCurrent }) => (
              <>
                {batchNo} {isCurrent && <Tag className="band">{t('quota.current')}</Tag>}
              </>
            ),
          },
          { title: t('quota.openedOn'), dataIndex: 'openedOn' },
          ...(['limitM2', 'takenM2', 'leftM2'] as const).map((column) => ({
            title: t(`quota.${column}`),
            align: 'end' as const,
            render: (_: unknown, batch: Batch) => <Area m2={batch[column]} />,
          })),
        ]}
      />
    </Card>
  );
}
