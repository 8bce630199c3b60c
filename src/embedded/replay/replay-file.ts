import type { CsvMapping } from '../../csv/mapping.ts';
import { readPayments } from '../../csv/read-payments.ts';
import type { PaymentRow, Row } from '../../csv/row.ts';
import { occurredAtMs } from '../../domain/payment/payment.ts';
import { createLabelFeed, type LabelFeed } from '../../labels/label-feed.ts';
import type { Label, Quarantined } from '../../ports.ts';
import { lineIdOf } from '../../quarantine/line-id.ts';
import type { Op } from '../store.ts';
import type { NewRecord } from '../stream/stream.ts';
import type { System } from '../system.ts';
import { createReplayState, type ReplayCheckpoint, type ReplayState } from './checkpoint.ts';
import type { ReplayCounting } from './counting.ts';

export type ReplayFile = {
  readonly file: string;
  readonly mapping: CsvMapping;
  readonly digest: string;
  /** Time until the file's frauds become known to the system. */
  readonly labelDelayMs: number;
  readonly system: System;
  readonly counting: ReplayCounting;
  readonly stopping: AbortSignal;
  readonly onProgress: (progress: { readonly share: number; readonly checkpoint: ReplayCheckpoint }) => void;
};

/** Records that may wait on the stream: enough to keep the functions busy, few enough to keep memory flat. */
const MAX_LAG = 4_000;

/**
 * Puts a file on the stream from where it was left, in constant memory; resolves when all of it is decided, or early when stopped.
 * What somebody else had left on the stream is decided first, and not counted.
 */
export const replayFile = async (replay: ReplayFile): Promise<ReplayCheckpoint> => {
  const { system, digest, counting } = replay;
  const state = createReplayState(system.store, digest);
  if (!counting.hasBegun()) await system.settled();
  counting.begin();
  const begun = state.checkpoint();
  const checkpoint = begun.finished ? begun : await putFile(replay, begun);
  await system.settled();
  return checkpoint;
};

/** Puts the rest of the file on the stream; what is put is decided whoever comes after us. */
const putFile = async (replay: ReplayFile, begun: ReplayCheckpoint): Promise<ReplayCheckpoint> => {
  const { file, mapping, system, digest } = replay;
  const state = createReplayState(system.store, digest);
  let checkpoint = begun;
  const feed = createLabelFeed(replay.labelDelayMs, await state.pending());
  for await (const { rows, bytesRead, totalBytes } of readPayments({ file, mapping, fromLine: checkpoint.nextLine })) {
    if (replay.stopping.aborted) break;
    checkpoint = await putRows(rows, { replay, feed, before: checkpoint, state });
    replay.onProgress({ share: bytesRead / totalBytes, checkpoint });
    await system.payments.room(MAX_LAG);
  }
  if (replay.stopping.aborted) return checkpoint;
  const rest = feed.takeDue(Number.POSITIVE_INFINITY);
  const finished = { ...checkpoint, finished: true };
  const told = rest.map((label) => state.pendingOp(label, false));
  const known = rest.map(knownBy(system.ports.nowMs()));
  await putOwn({ system, state }, known.map(labelRecord), [...told, state.checkpointOp(finished)]);
  return finished;
};

type Putting = {
  readonly replay: ReplayFile;
  readonly feed: LabelFeed;
  readonly before: ReplayCheckpoint;
  readonly state: ReplayState;
};

const putRows = async (rows: readonly Row[], { replay, feed, before, state }: Putting): Promise<ReplayCheckpoint> => {
  const { system, counting, digest } = replay;
  const payments = rows.filter((row): row is PaymentRow => 'payment' in row);
  const faulty = rows.flatMap((row) => ('error' in row ? [quarantinedLine(row, digest)] : []));
  const moves: Op[] = [];
  const records = payments.flatMap((row) =>
    recordsOf(row, feed, (label, waiting) => moves.push(state.pendingOp(label, waiting))),
  );
  const frauds = payments.filter(({ label }) => label === true).map(({ payment }) => counting.expectFraud(payment.id));
  const checkpoint: ReplayCheckpoint = {
    nextLine: (rows.at(-1)?.line ?? before.nextLine - 1) + 1,
    rows: before.rows + rows.length,
    quarantined: before.quarantined + faulty.length,
    labelled: before.labelled || payments.some(({ label }) => label !== undefined),
    finished: false,
  };
  if (faulty.length > 0) await system.ports.quarantine(faulty);
  await putOwn({ system, state }, records, [...frauds, ...moves, state.checkpointOp(checkpoint)]);
  return checkpoint;
};

/** Puts records on the stream, and notes that what is on it up to there is this replay's. */
const putOwn = (
  { system, state }: { readonly system: System; readonly state: ReplayState },
  records: readonly NewRecord[],
  alongside: readonly Op[],
): Promise<void> => {
  const until = system.payments.shards[0].end() + records.length;
  return system.payments.put(records, [...alongside, state.lastOp(until)]);
};

/** A payment's record, after the labels that had become known before it; `moved` is told which labels are on their way and which no more. */
const recordsOf = (
  { payment, label, labelledAtMs }: PaymentRow,
  feed: LabelFeed,
  moved: (label: Label, waiting: boolean) => void,
): readonly NewRecord[] => {
  const due = feed.takeDue(occurredAtMs(payment));
  for (const known of due) moved(known, false);
  if (label === true) moved(feed.add(payment, labelledAtMs), true);
  return [...due.map(labelRecord), { partitionKey: payment.sender.account, data: JSON.stringify(payment) }];
};

/** What a file tells at its end is known by now, also where its delay would have it known later: no label is from the future. */
const knownBy =
  (nowMs: number) =>
  (label: Label): Label => ({ ...label, labelledAtMs: Math.min(label.labelledAtMs, Math.floor(nowMs)) });

const labelRecord = ({ paymentId, fraud, labelledAtMs }: Label): NewRecord => ({
  partitionKey: paymentId,
  data: JSON.stringify({ label: { paymentId, fraud, labelledAt: new Date(labelledAtMs).toISOString() } }),
});

const quarantinedLine = ({ line, error }: Extract<Row, { error: object }>, digest: string): Quarantined => ({
  id: lineIdOf(digest, line),
  reason: error.reason,
  detail: `line ${line}: ${error.detail}`,
  payload: error.raw,
  partitionKey: '',
  at: new Date().toISOString(),
});
