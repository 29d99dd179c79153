import { theme } from 'antd';
import { useEffect, useRef } from 'react';
import type { Bars } from './draw.js';

/** A picture of what the table beside it says: whoever cannot see it misses nothing. */
export function BarsOf({ bars }: Readonly<{ bars: Bars }>) {
  const place = useRef<HTMLDivElement>(null);
  const { token } = theme.useToken();
  const { colorText: text, colorBorderSecondary: line, fontSize } = token;
  const { colorPrimary, colorSuccess, colorWarning } = token;
  const shown = JSON.stringify(bars);
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    let takeAway: (() => void) | undefined;
    let isGone = false;
    void import('./draw.js').then(({ drawBars }) => {
      const colours = [colorPrimary, colorSuccess, colorWarning];
      if (!isGone) takeAway = drawBars(current, JSON.parse(shown) as Bars, { text, line, colours, fontSize });
    });
    return () => {
      isGone = true;
      takeAway?.();
    };
  }, [shown, text, line, fontSize, colorPrimary, colorSuccess, colorWarning]);
  return <div ref={place} className="stats-bars" aria-hidden="true" />;
}
