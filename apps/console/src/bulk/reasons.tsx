import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { To } from 'react-router';
import { grouped } from './grouped.js';
import type { Refusal } from './types.js';

/** Why some of many were not, or cannot be, done. */
export function Reasons({
  items,
  label,
  at,
}: Readonly<{
  items: readonly Readonly<{ task: string; parcel?: string; refusal?: Refusal }>[];
  label: string;
  /** The address of a task, where it can be gone to. */
  at?: (task: string) => To;
}>) {
  const { t } = useTranslation();
  return (
    <ul aria-label={label} style={{ paddingInlineStart: 20, maxHeight: 260, overflow: 'auto' }} tabIndex={0}>
      {grouped(items).map(({ why, source, about }) => (
        <li key={why}>
          <div style={{ whiteSpace: 'pre-line' }}>
            {t('bulk.count', { count: about.length })}：{why}
          </div>
          {source && <div>{t('bulk.source', { source })}</div>}
          <Typography.Text type="secondary">
            {about.map(({ task, parcel }, n) => (
              <span key={task}>
                {n > 0 && '、'}
                {at ? <Link to={at(task)}>{parcel}</Link> : parcel}
              </span>
            ))}
          </Typography.Text>
        </li>
      ))}
    </ul>
  );
}
