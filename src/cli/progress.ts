import { Presets, SingleBar } from 'cli-progress';

type Payload = Readonly<Record<string, string | number>>;

export type Progress = {
  /** Sets how much is done, of the total, and what the line tells beside it. */
  readonly update: (done: number, payload: Payload) => void;
  readonly stop: () => void;
};

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

/** A progress bar on standard error; nothing when that is no terminal. `{name}` in the format is taken from the payload. */
export const progressBar = (format: string, total: number, first: Payload = {}): Progress => {
  if (!process.stderr.isTTY) return SILENT;
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, etaBuffer: 50, fps: 5 },
    Presets.shades_classic,
  );
  bar.start(total, 0, first);
  return { update: (done, payload) => bar.update(done, payload), stop: () => bar.stop() };
};

/** `12,345` */
export const grouped = (count: number): string => Math.round(count).toLocaleString('en');
