import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NoticeCard } from './notices.js';

/** So few days are few for whoever wants to object or to bid. */
const NEAR_DAYS_MAX = 3;

/** The day that a notice runs towards, and how far it is, in days and in working days. */
export function TimeLeftTag({ notice }: Readonly<{ notice: NoticeCard }>) {
  const { t } = useTranslation();
  const { left, state } = notice;
  if (!left) return null;
  const { naturalDays, workingDays, until } = left;
  const band = naturalDays === 0 ? 'today' : naturalDays <= NEAR_DAYS_MAX ? 'near' : 'ample';
  const days =
    naturalDays === 0
      ? t('board.left-today')
      : workingDays === undefined
        ? t('board.left-days', { days: naturalDays })
        : t('board.left-both', { days: naturalDays, working: workingDays });
  return (
    <Tag className={`band band-${band} board-left`}>
      {t(`board.until.${state}`, { day: until })} · {days}
    </Tag>
  );
}

/** By which rule the day came about, in words. */
export function HowCounted({ notice: { left } }: Readonly<{ notice: NoticeCard }>) {
  const { t } = useTranslation();
  if (!left?.rule) return null;
  return (
    <p className="board-rule">
      {t('board.counted', { rule: left.rule })}
      {left.source && <> {t('countdown.source', { source: left.source })}</>}
      {left.confirmed === false && <> {t('countdown.unconfirmed')}</>}
    </p>
  );
}
