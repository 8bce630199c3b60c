import { renameSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { pMapIterable } from 'p-map';
import Tinypool from 'tinypool';
import { createBatchMemories, rowOf } from './batch-memory.ts';
import { copyKnownBefore } from './known-before.ts';
import { createPast } from './measure-history.ts';
import type { MeasureTask } from './measure-worker.ts';
import { unpackRows } from './packed-rows.ts';
import { openFeatureTable } from './parquet-table.ts';
import type { PaymentSource } from './payment-source.ts';
import { readAhead } from './read-ahead.ts';
import { THREAD_LIMITS } from './thread-limits.ts';
import { workerBeside } from './worker-beside.ts';

export type TableOrder = {
  readonly source: PaymentSource;
  readonly out: string;
  readonly labelDelayMs: number;
  /** Ends it early; what was written then goes. */
  readonly signal: AbortSignal;
  /** Told after each batch: the rows written so far, the lines passed over, the share of the source. */
  readonly onProgress: (made: TableMade, share: number) => void;
};
export type TableMade = { readonly rows: number; readonly refused: number };

/**
 * Writes the feature table of a history. One thread parses and checks it, this one remembers and writes, others measure: a payment and
 * what was known before it are all that its features need. The file has its name once it is whole; its rows are those of the source
 * in their order, however many threads there are.
 */
export const makeTable = async (order: TableOrder): Promise<TableMade> => {
  const { source, out, labelDelayMs, signal, onProgress } = order;
  const unfinished = `${out}.part`;
  const table = openFeatureTable(unfinished);
  const threads = measuringThreads();
  const pool = new Tinypool({
    filename: WORKER,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: TASKS,
    resourceLimits: THREAD_LIMITS,
  });
  const past = createPast(labelDelayMs);
  const memories = createBatchMemories();
  async function* remembered() {
    for await (const { rows: packed, ...read } of readAhead(source, `${out}.ahead`)) {
      const rows = unpackRows(packed);
      const memory = memories.take(rows.length);
      copyKnownBefore(rows, past, memory);
      yield { rows, packed, memory, ...read };
    }
  }
  const measured = pMapIterable(
    remembered(),
    async ({ packed, ...batch }) => {
      await measureOn(pool, { rows: packed, memory: batch.memory });
      return batch;
    },
    { concurrency: TASKS * threads, backpressure: TASKS * (threads + 1) },
  );
  let made: TableMade = { rows: 0, refused: 0 };
  try {
    for await (const { rows, memory, refused, share } of measured) {
      for (const [nth, row] of rows.entries()) table.append(row, rowOf(memory.features, nth));
      memories.giveBack(memory);
      made = { rows: made.rows + rows.length, refused: made.refused + refused };
      onProgress(made, share);
      signal.throwIfAborted();
    }
    table.close();
    renameSync(unfinished, out);
    return made;
  } finally {
    await pool.destroy();
    rmSync(unfinished, { force: true });
  }
};

const WORKER = workerBeside(import.meta.url, 'measure-worker').href;

/** Beside this thread and the one that reads, of which neither has always something to do. More than three wait for this one. */
const measuringThreads = (): number => Math.min(3, Math.max(2, availableParallelism() - 2));

/** Batches that a measuring thread has at hand: it does not wait for this one while that writes. */
const TASKS = 3;

const measureOn = (pool: Tinypool, task: MeasureTask): Promise<void> =>
  pool.run(task, { name: 'measureBatch', transferList: [task.rows.buffer] });
