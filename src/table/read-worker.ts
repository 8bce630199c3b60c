import { writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { packRows } from './packed-rows.ts';
import { type PaymentBatch, type PaymentSource, paymentsOf } from './payment-source.ts';

export type ReadOrder = {
  readonly source: PaymentSource;
  /** Open for writing. */
  readonly fd: number;
};

/** A batch that now stands in the file, behind those before it. */
export type BatchRead = Pick<PaymentBatch, 'refused' | 'share'> & { readonly bytes: number };

/** Runs on a thread of its own: reads a source to its end as fast as it can, into a file. */
const readAll = async ({ source, fd }: ReadOrder): Promise<void> => {
  for await (const { rows, refused, share } of paymentsOf(source)) {
    const packed = packRows(rows);
    writeFileSync(fd, packed);
    const read: BatchRead = { bytes: packed.length, refused, share };
    parentPort?.postMessage(read);
  }
};

await readAll(workerData);
