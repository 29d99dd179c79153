import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { grouped } from './grouped.js';
import type { Refusal } from './types.js';

/** Why some of many were not, or cannot be, done. */
export function Reasons({
  items,
  label,
}: Readonly<{
  items: readonly Readonly<{ task: string; parcel?: string; refusal?: Refusal }>[];
  label: string;
}>) {
  const { t } = useTranslation();
  return (
    <ul aria-label={label} style={{ paddingInlineStart: 20, maxHeight: 260, overflow: 'auto' }} tabIndex={0}>
      {grouped(items).map(({ why, source, parcels }) => (
        <li key={why}>
          <div style={{ whiteSpace: 'pre-line' }}>
            {t('bulk.count', { count: parcels.length })}：{why}
          </div>
          {source && <div>{t('bulk.source', { source })}</div>}
          <Typography.Text type="secondary">{parcels.join('、')}</Typography.Text>
        </li>
      ))}
    </ul>
  );
}
