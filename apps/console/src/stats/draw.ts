/** The one place that knows how charts are drawn: loaded when there is one to draw. */
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use as take } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

take([BarChart, GridComponent, LegendComponent, CanvasRenderer]);

export type Bars = Readonly<{
  names: readonly string[];
  series: readonly Readonly<{ name: string; values: readonly number[] }>[];
}>;
export type Look = Readonly<{ text: string; line: string; colours: readonly string[]; fontSize: number }>;

/** Draws bars and keeps them as wide as their place; answers with what takes them away. */
export function drawBars(place: HTMLElement, { names, series }: Bars, look: Look): () => void {
  const chart = init(place, null, { renderer: 'canvas' });
  const textStyle = { color: look.text, fontSize: look.fontSize };
  chart.setOption({
    animation: false,
    color: [...look.colours],
    textStyle,
    legend: { show: series.length > 1, textStyle, top: 0 },
    grid: { left: 8, right: 8, top: series.length > 1 ? 36 : 12, bottom: 8, containLabel: true },
    xAxis: {
      type: 'category',
      data: [...names],
      // Where there is no room for a name, the table has it.
      axisLabel: { ...textStyle, hideOverlap: true },
      axisLine: { lineStyle: { color: look.line } },
    },
    yAxis: { type: 'value', axisLabel: textStyle, splitLine: { lineStyle: { color: look.line } } },
    series: series.map(({ name, values }) => ({ type: 'bar', name, data: [...values], barMaxWidth: 36 })),
  });
  const watching = new ResizeObserver(() => chart.resize());
  watching.observe(place);
  return () => {
    watching.disconnect();
    chart.dispose();
  };
}
