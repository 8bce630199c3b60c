import type { ChartOptions, Scale } from 'chart.js';
import { asClock, asMinute } from '../format/times.ts';
import type { Palette } from './palette.ts';

export const FONT = { size: 11 };

/** What all charts share: no animation, for they move every second. */
export const BASE = {
  animation: false,
  responsive: true,
  maintainAspectRatio: false,
  normalized: true,
} as const;

/** Colours of axes and tooltip; the caller updates the chart. */
export const paintAxes = (options: ChartOptions, { surface, text, muted, grid, font }: Palette): void => {
  for (const scale of Object.values(options.scales ?? {})) {
    const { ticks, grid: lines, border } = { ticks: {}, grid: {}, border: {}, ...scale };
    Object.assign(ticks, { color: muted, font: { ...FONT, family: font } });
    Object.assign(lines, { color: grid });
    Object.assign(border, { color: grid });
  }
  const tooltip = { backgroundColor: surface, titleColor: muted, bodyColor: text, borderColor: grid };
  Object.assign(options.plugins?.tooltip ?? {}, tooltip);
};

export const TOOLTIP = {
  borderWidth: 1,
  padding: 10,
  cornerRadius: 6,
  usePointStyle: true,
  boxPadding: 4,
  titleFont: { size: 11, weight: 'normal' },
  bodyFont: { size: 12 },
} as const;

/** A time axis over epoch milliseconds whose ticks fall on round times: Chart.js's own needs a date library. */
export const timeScale = () => ({
  type: 'linear' as const,
  // A chart with bars would keep room for half a bar at both ends, reckoned from the whole range.
  offset: false,
  grid: { display: false },
  border: { display: true },
  afterBuildTicks: (axis: Scale) => {
    axis.ticks = roundTicks(axis.min, axis.max).map((value) => ({ value }));
  },
  ticks: {
    font: FONT,
    maxRotation: 0,
    autoSkip: true,
    autoSkipPadding: 16,
    callback: (value: number | string) => asTick(Number(value)),
  },
});

const STEPS_SECONDS = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600];

const roundTicks = (fromMs: number, toMs: number): readonly number[] => {
  const seconds = (toMs - fromMs) / 1000;
  const stepMs = (STEPS_SECONDS.find((step) => seconds / step <= 8) ?? 21_600) * 1000;
  const zoneMs = new Date(toMs).getTimezoneOffset() * 60_000;
  const firstMs = Math.ceil((fromMs - zoneMs) / stepMs) * stepMs + zoneMs;
  const count = Math.max(0, Math.floor((toMs - firstMs) / stepMs) + 1);
  return Array.from({ length: count }, (_, index) => firstMs + index * stepMs);
};

const asTick = (timeMs: number): string => (timeMs % 60_000 === 0 ? asMinute(timeMs) : asClock(timeMs));
