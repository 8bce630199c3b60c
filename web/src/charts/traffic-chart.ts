import {
  BarController,
  BarElement,
  Chart,
  type ChartConfiguration,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { asCompact, asRate } from '../format/numbers.ts';
import { asClock } from '../format/times.ts';
import type { TrafficSlot } from '../live/traffic-series.ts';
import type { Drawn } from './chart-canvas.tsx';
import { BASE, FONT, paintAxes, TOOLTIP, timeScale } from './options.ts';
import type { Palette } from './palette.ts';

Chart.register(BarController, BarElement, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip);

export type TrafficData = { readonly slots: readonly TrafficSlot[]; readonly fromMs: number; readonly toMs: number };

/** Payments a second above, held and blocked below, over one time axis: a flood of approvals does not hide the few that matter. */
export const drawTraffic = (canvas: HTMLCanvasElement, palette: Palette): Drawn<TrafficData> => {
  const chart = new Chart<'line' | 'bar', Point[]>(canvas, configuration());
  paint(chart, palette);
  return {
    show: ({ slots, fromMs, toMs }) => {
      const series = [
        slots.map(({ atMs, perSecond }) => ({ x: atMs, y: perSecond })),
        slots.map(({ atMs, review }) => ({ x: atMs, y: review })),
        slots.map(({ atMs, block }) => ({ x: atMs, y: block })),
      ];
      chart.data.datasets.forEach((dataset, index) => {
        dataset.data = series[index] ?? [];
      });
      const x = chart.options.scales?.['x'];
      if (x !== undefined) Object.assign(x, { min: fromMs, max: toMs });
      chart.update('none');
    },
    paint: (colours) => paint(chart, colours),
    destroy: () => chart.destroy(),
  };
};

type Point = { x: number; y: number };
type TrafficChart = Chart<'line' | 'bar', Point[]>;

const configuration = (): ChartConfiguration<'line' | 'bar', Point[]> => ({
  type: 'line',
  data: {
    datasets: [
      {
        type: 'line',
        label: 'Payments a second',
        data: [],
        yAxisID: 'yRate',
        fill: true,
        borderWidth: 1.5,
        pointRadius: 0,
      },
      { type: 'bar', label: 'Held', data: [], yAxisID: 'yFlagged', stack: 'flagged', ...BARS },
      { type: 'bar', label: 'Blocked', data: [], yAxisID: 'yFlagged', stack: 'flagged', ...BARS },
    ],
  },
  options: {
    ...BASE,
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: timeScale(),
      yFlagged: { ...Y_AXIS, stack: 'y', stackWeight: 2, stacked: true, ticks: { ...TICKS, precision: 0 } },
      yRate: { ...Y_AXIS, stack: 'y', stackWeight: 3, offset: true },
    },
    plugins: {
      tooltip: {
        ...TOOLTIP,
        callbacks: {
          title: ([item]) => (item === undefined ? '' : asClock(item.parsed.x ?? 0)),
          label: ({ dataset, parsed }) =>
            ` ${dataset.label}: ${dataset.yAxisID === 'yRate' ? asRate(parsed.y ?? 0) : asCompact(parsed.y ?? 0)}`,
        },
      },
    },
  },
});

const BARS = { barPercentage: 1, categoryPercentage: 0.9, minBarLength: 0 } as const;
const TICKS = { font: FONT, maxTicksLimit: 4, callback: (value: number | string) => asCompact(Number(value)) };
const Y_AXIS = { type: 'linear', beginAtZero: true, grace: '5%', border: { display: false }, ticks: TICKS } as const;

const paint = (chart: TrafficChart, palette: Palette): void => {
  const [rate, held, blocked] = chart.data.datasets;
  Object.assign(rate ?? {}, { borderColor: palette.accent, backgroundColor: palette.accentSoft });
  Object.assign(held ?? {}, { backgroundColor: palette.review });
  Object.assign(blocked ?? {}, { backgroundColor: palette.block });
  paintAxes(chart.options, palette);
  // Not 'none', which leaves the colours that all marks share as they were.
  chart.update();
};
