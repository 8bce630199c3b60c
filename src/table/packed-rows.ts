import { Packr } from 'msgpackr/pack';
import type { LabelledPayment } from './measure-history.ts';

/** Rows of one kind share their keys' names. */
const packr = new Packr({ useRecords: true });

/** Payments in bytes, for another thread or for later. */
export const packRows = (rows: readonly LabelledPayment[]): Uint8Array => packr.pack(rows);

export const unpackRows = (bytes: Uint8Array): readonly LabelledPayment[] => packr.unpack(bytes);
