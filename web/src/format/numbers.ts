const grouped = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});
const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

/** 1,234,567: every digit, for a figure that people watch move. */
export const asCount = (value: number): string => grouped.format(value);

/** 12.3K, for an axis. */
export const asCompact = (value: number): string => compact.format(value);

/** Payments a second: one decimal below 100, whole above. */
export const asRate = (perSecond: number): string =>
  perSecond >= 100 ? grouped.format(Math.round(perSecond)) : perSecond.toFixed(1);

/** A share 0..1 as a percentage with as many digits as it takes to tell it from zero, down to 0.01 %. */
export const asPercent = (share: number): string => {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.01) return '< 0.01 %';
  if (percent > 99.99 && percent < 100) return '> 99.99 %';
  return `${percent.toFixed(percentDigits(percent))} %`;
};

const percentDigits = (percent: number): number => (percent === 100 ? 0 : percent < 10 || percent > 99 ? 2 : 1);

/** Log-odds with their sign: +1.24. */
export const asLogOdds = (value: number): string => signed.format(value).replace('-', '−');

/** A feature's value: four significant digits. */
export const asValue = (value: number): string => digits.format(value);

/** Milliseconds as they are talked about: 840 µs, 3.2 ms, 45 ms, 1.20 s. */
export const asLatency = (ms: number): string => {
  if (ms === 0) return '0 ms';
  if (ms < 1) return `${Math.round(ms * 1000)} µs`;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
};
