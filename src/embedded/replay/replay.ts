import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { escaped } from '../../cli/escaped.ts';
import { grouped, type Progress, progressBar } from '../../cli/progress.ts';
import { stopSignal } from '../../cli/stop-signal.ts';
import { startOfContent } from '../../csv/byte-source.ts';
import { loadMapping } from '../../csv/load-mapping.ts';
import type { CsvMapping } from '../../csv/mapping.ts';
import { loadModel } from '../../model-files.ts';
import { championFolder } from '../../registry/model-folders.ts';
import { openSystem } from '../system.ts';
import { createReplayState, type ReplayCheckpoint } from './checkpoint.ts';
import { createReplayCounting, type ReplayCounting } from './counting.ts';
import { replayFile } from './replay-file.ts';
import { replaySummary, summaryText } from './summary.ts';

export type ReplayOptions = {
  readonly file: string;
  /** `paysim`, or the path of a mapping file. */
  readonly format: string;
  readonly dataDir: string;
  readonly json: boolean;
  readonly labelDelayMs: number;
};

/** The command `npm run replay`: streams a file through the whole system, with a progress bar, and prints what came of it. */
export const replay = async ({ file, format, dataDir, json, labelDelayMs }: ReplayOptions): Promise<void> => {
  const mapping = await loadMapping(format);
  const digest = await identityOf(file, mapping);
  const counters: ReplayCounting[] = [];
  const system = await openSystem({
    dataDir,
    model: loadModel(championFolder()),
    report: (message) => process.stderr.write(`${escaped(message)}\n`),
    opsWith: async (store, payments) => {
      counters.push(await createReplayCounting(store, payments, digest));
      return counters[0].opsWith;
    },
  });
  const [counting] = counters;
  const startedAt = createReplayState(system.store, digest).checkpoint();
  const progress = progressBar(BAR, 100);
  const startedMs = performance.now();
  try {
    const checkpoint = await replayFile({
      ...{ file, mapping, digest, labelDelayMs, system, counting, stopping: stopSignal() },
      onProgress: (now) => show(progress, { ...now, counting, speed: speedOf(now.checkpoint, startedAt, startedMs) }),
    });
    progress.stop();
    const seconds = (performance.now() - startedMs) / 1000;
    const summary = replaySummary({
      file,
      checkpoint,
      result: counting.result(),
      seconds,
      rowsThisRun: checkpoint.rows - startedAt.rows,
    });
    if (!json || !checkpoint.finished) process.stderr.write(summaryNote(checkpoint, startedAt));
    process.stdout.write(json ? `${JSON.stringify(summary)}\n` : summaryText(summary));
  } finally {
    progress.stop();
    await system.stop();
  }
};

const BAR =
  '{bar} {percentage} % | {rows} rows, {speed}/s | {approved} approved, {held} held, {blocked} blocked, {quarantined} quarantined | {eta_formatted} left';

type Shown = {
  readonly share: number;
  readonly checkpoint: ReplayCheckpoint;
  readonly counting: ReplayCounting;
  readonly speed: number;
};

const show = (progress: Progress, { share, checkpoint, counting, speed }: Shown): void => {
  const { approve, review, block } = counting.result().outcomes;
  progress.update(share * 100, {
    rows: grouped(checkpoint.rows),
    speed: grouped(speed),
    approved: grouped(approve),
    held: grouped(review),
    blocked: grouped(block),
    quarantined: grouped(checkpoint.quarantined),
  });
};

const speedOf = (now: ReplayCheckpoint, start: ReplayCheckpoint, startedMs: number): number =>
  ((now.rows - start.rows) * 1000) / Math.max(1, performance.now() - startedMs);

const summaryNote = (checkpoint: ReplayCheckpoint, startedAt: ReplayCheckpoint): string => {
  if (startedAt.finished)
    return 'This file has been replayed into this data directory before; nothing was left to do.\n';
  if (!checkpoint.finished)
    return `Stopped before line ${grouped(checkpoint.nextLine)}. The same command goes on from there.\n`;
  return startedAt.rows > 0 ? `Went on from line ${grouped(startedAt.nextLine)}.\n` : '';
};

/**
 * What tells one replay from another: all that the file holds, for a line may have been mended without a change of its length, and the
 * mapping; not where it lies. A gigabyte takes about a second.
 */
const identityOf = async (file: string, mapping: CsvMapping): Promise<string> => {
  // Tells a file that is none as reading it would.
  await startOfContent(file);
  const hash = createHash('sha256').update(JSON.stringify(mapping));
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex').slice(0, 16);
};
