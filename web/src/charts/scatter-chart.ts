import { Chart, type ChartConfiguration, LogarithmicScale, PointElement, ScatterController, Tooltip } from 'chart.js';
import { OUTCOMES } from '../api-types.ts';
import { asMoney, minorDigitsOf } from '../format/money.ts';
import { asCompact } from '../format/numbers.ts';
import { asClock } from '../format/times.ts';
import { OUTCOME_WORDS } from '../format/words.ts';
import { SCATTER_WINDOW_MS, type ScatterPoint } from '../live/scatter-points.ts';
import type { Drawn } from './chart-canvas.tsx';
import { BASE, FONT, paintAxes, TOOLTIP, timeScale } from './options.ts';
import type { Palette } from './palette.ts';

Chart.register(LogarithmicScale, PointElement, ScatterController, Tooltip);

export type ScatterData = {
  readonly points: readonly ScatterPoint[];
  readonly nowMs: number;
  readonly onOpen: (id: string) => void;
};

/** Amount (logarithmic) against time; outcomes are told apart by shape as well as by colour, and flagged ones lie on top. */
export const drawScatter = (canvas: HTMLCanvasElement, palette: Palette): Drawn<ScatterData> => {
  const chart: ScatterChart = new Chart<'scatter', Dot[]>(canvas, configuration());
  paint(chart, palette);
  return {
    show: ({ points, nowMs, onOpen }) => {
      chart.data.datasets.forEach((dataset, index) => {
        dataset.data = points.filter(({ outcome }) => outcome === OUTCOMES[index]).map(dotOf);
      });
      const oldestMs = points.reduce((least, { atMs }) => Math.min(least, atMs), nowMs - MINUTE_MS);
      const x = chart.options.scales?.['x'];
      if (x !== undefined) Object.assign(x, { min: Math.max(oldestMs, nowMs - SCATTER_WINDOW_MS), max: nowMs });
      chart.options.onClick = (_event, [hit]) => {
        const dot = hit === undefined ? undefined : chart.data.datasets[hit.datasetIndex]?.data[hit.index];
        if (dot !== undefined) onOpen(dot.point.id);
      };
      chart.update('none');
    },
    paint: (colours) => paint(chart, colours),
    destroy: () => chart.destroy(),
  };
};

const MINUTE_MS = 60_000;

type Dot = { readonly x: number; readonly y: number; readonly point: ScatterPoint };
type ScatterChart = Chart<'scatter', Dot[]>;

const dotOf = (point: ScatterPoint): Dot => ({ x: point.atMs, y: point.amount, point });

const MARKS = [
  { pointStyle: 'circle', pointRadius: 2, order: 3 },
  { pointStyle: 'triangle', pointRadius: 4.5, order: 2 },
  { pointStyle: 'rectRot', pointRadius: 5, order: 1 },
] as const;

const configuration = (): ChartConfiguration<'scatter', Dot[]> => ({
  type: 'scatter',
  data: {
    datasets: OUTCOMES.map((outcome, index) => ({
      label: OUTCOME_WORDS[outcome],
      data: [],
      clip: false,
      ...MARKS[index],
    })),
  },
  options: {
    ...BASE,
    interaction: { mode: 'nearest', intersect: true },
    scales: {
      x: timeScale(),
      y: {
        type: 'logarithmic',
        border: { display: false },
        grid: {},
        ticks: { font: FONT, callback: (value) => (isDecade(Number(value)) ? asCompact(Number(value)) : null) },
      },
    },
    plugins: {
      tooltip: {
        ...TOOLTIP,
        callbacks: {
          title: ([item]) => (item === undefined ? '' : asClock(item.parsed.x ?? 0)),
          label: ({ raw, dataset }) => ` ${dataset.label}: ${amountOf(raw)}`,
        },
      },
    },
  },
});

const isDecade = (value: number): boolean => Math.abs(Math.log10(value) % 1) < 1e-9;

const amountOf = (raw: unknown): string => {
  const point = raw instanceof Object && 'point' in raw ? raw.point : undefined;
  if (!isPoint(point)) return '';
  return asMoney(point.amount * 10 ** minorDigitsOf(point.currency), point.currency);
};

const isPoint = (value: unknown): value is ScatterPoint =>
  value instanceof Object && 'amount' in value && 'currency' in value;

const paint = (chart: ScatterChart, palette: Palette): void => {
  chart.data.datasets.forEach((dataset, index) => {
    const colour = [palette.approve, palette.review, palette.block][index];
    Object.assign(dataset, { backgroundColor: colour, borderColor: palette.surface, borderWidth: index === 0 ? 0 : 1 });
  });
  paintAxes(chart.options, palette);
  // Not 'none', which leaves the colours that all marks share as they were.
  chart.update();
};
