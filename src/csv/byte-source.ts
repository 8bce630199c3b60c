import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../message-of.ts';
import { inputError } from './input-error.ts';

const CHUNK_BYTES = 64 * 1024;
const START_BYTES = 4096;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** A file's content, gunzipped where its first bytes say so (whatever its name), and how far it has been read. */
export type ByteSource = {
  /** Throws an InputError where the file turns out to be damaged. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Size on disk. */
  readonly totalBytes: number;
  /** How much of that has been read. */
  readonly bytesRead: () => number;
};

/** Throws an InputError when the file cannot be read. */
export const openBytes = async (file: string): Promise<ByteSource> => {
  const { size, gzip } = await inspect(file);
  const raw = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const chunks = gzip ? pipeline(raw, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined) : raw;
  return { chunks: naming(chunks, raw, size), totalBytes: size, bytesRead: () => raw.bytesRead };
};

/** The first 4096 bytes of a file's content, or all that there are. Throws an InputError when the file cannot be read or holds nothing. */
export const startOfContent = async (file: string): Promise<Buffer> => {
  const { chunks } = await openBytes(file);
  const start: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    start.push(chunk);
    length += chunk.length;
    if (length >= START_BYTES) break;
  }
  const content = Buffer.concat(start).subarray(0, START_BYTES);
  if (content.length === 0 || content.equals(BYTE_ORDER_MARK))
    throw inputError('file_empty', file, 'the file is empty, expected a header line and rows');
  return content;
};

const inspect = async (file: string): Promise<{ readonly size: number; readonly gzip: boolean }> => {
  try {
    // Before it is opened, for that waits at a pipe until somebody writes to it.
    const stats = await stat(file);
    if (!stats.isFile())
      throw new Error(
        `expected a file, which can be read again, got ${stats.isDirectory() ? 'a folder' : 'a pipe or a device'}`,
      );
    await using handle = await open(file);
    const start = Buffer.alloc(2);
    await handle.read(start, 0, 2, 0);
    return { size: stats.size, gzip: start.readUInt16BE(0) === 0x1f8b };
  } catch (error) {
    throw inputError('file_unreadable', file, messageOf(error));
  }
};

async function* naming(chunks: AsyncIterable<Buffer>, raw: ReadStream, size: number): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    const at = `after ${raw.bytesRead} of ${size} bytes`;
    if (isZlibError(error))
      throw inputError('gzip_damaged', String(raw.path), `damaged gzip data ${at}: ${messageOf(error)}`);
    throw inputError('file_unreadable', String(raw.path), `${messageOf(error)} ${at}`);
  }
}

const isZlibError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_');
