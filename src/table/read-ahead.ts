import { on } from 'node:events';
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { PaymentSource } from './payment-source.ts';
import type { BatchRead, ReadOrder } from './read-worker.ts';
import { THREAD_LIMITS } from './thread-limits.ts';
import { workerBeside } from './worker-beside.ts';

export type PackedBatch = Omit<BatchRead, 'bytes'> & {
  /** As `packRows` made them. */ readonly rows: Buffer<ArrayBuffer>;
};

/**
 * The payments of a source, which another thread parses and checks as fast as it can, however slow these are taken: what is wrong at the
 * end of a file is thrown long before the payments there are reached. What was read and not yet taken waits in `aheadFile`, whose name is
 * gone at once.
 */
export async function* readAhead(source: PaymentSource, aheadFile: string): AsyncGenerator<PackedBatch> {
  const fd = openSync(aheadFile, 'w+');
  rmSync(aheadFile);
  const order: ReadOrder = { source, fd };
  const reader = new Worker(workerBeside(import.meta.url, 'read-worker'), {
    workerData: order,
    resourceLimits: THREAD_LIMITS,
  });
  let failure: unknown;
  reader.once('error', (error) => {
    failure = error;
  });
  try {
    let position = 0;
    for await (const [read] of on(reader, 'message', { close: ['exit'] })) {
      // Told at once, not after what was read before it.
      if (failure !== undefined) throw failure;
      const { bytes, refused, share }: BatchRead = read;
      const rows = Buffer.allocUnsafeSlow(bytes);
      readSync(fd, rows, 0, bytes, position);
      position += bytes;
      yield { rows, refused, share };
    }
  } finally {
    await reader.terminate();
    closeSync(fd);
  }
}
