import { Tag, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Band, Countdown as Left } from '../api/types.js';

/** Four bands, told by text and sign, and by colour besides. */
const SIGNS: Readonly<Record<Band, string>> = { ample: '○', near: '◔', today: '◕', overdue: '●' };

/** How much time is left, and, for whoever asks, how that was counted and by which rule. */
export function Countdown({ left, dueOn }: Readonly<{ left: Left | undefined; dueOn: string }>) {
  const { t } = useTranslation();
  if (!left) return <span className="money">{dueOn}</span>;
  const { band, workingDays, rule, source, confirmed } = left;
  const text = t(`countdown.${band}`, { days: Math.abs(workingDays) });
  const lines = [
    t('countdown.until', { day: left.dueOn }),
    rule,
    source && t('countdown.source', { source }),
    confirmed === false && t('countdown.unconfirmed'),
  ].filter(Boolean);
  return (
    <Tooltip
      title={lines.map((line) => (
        <div key={String(line)}>{line}</div>
      ))}
    >
      <Tag className={`band band-${band}`} tabIndex={0}>
        <span aria-hidden>{SIGNS[band]} </span>
        {text} · {left.dueOn.slice('2026-'.length)}
      </Tag>
    </Tooltip>
  );
}
