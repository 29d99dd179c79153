import { Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Figures } from '../kit/figures.js';
import { Area } from '../kit/money.js';
import type { Batch } from './quotas.js';

const COLUMNS = ['limitM2', 'takenM2', 'leftM2'] as const;

/** The parts in which a year is given out, where it is. */
export function Batches({ batches }: Readonly<{ batches: readonly Batch[] }>) {
  const { t } = useTranslation();
  if (batches.length === 0) return null;
  return (
    <Card size="small" title={<h2 className="section">{t('quota.batches')}</h2>}>
      <Figures
        label={t('quota.batches')}
        head={['batchNo', 'openedOn', ...COLUMNS].map((column) => t(`quota.${column}`))}
        rows={batches.map((batch) => ({
          key: batch.batchNo,
          name: (
            <>
              {batch.batchNo} {batch.isCurrent && <Tag className="band">{t('quota.current')}</Tag>}
            </>
          ),
          cells: [batch.openedOn, ...COLUMNS.map((column) => <Area key={column} m2={batch[column]} />)],
        }))}
      />
    </Card>
  );
}
