import type { Level } from './open-level.ts';

export type Reader = {
  readonly get: (key: string) => Buffer | undefined;
  /** As `get`, for values that are UTF-8 text; half the price of bytes. */
  readonly getText: (key: string) => string | undefined;
};

/**
 * Reads single keys of any text. The binding writes a key into a buffer of its own, which it makes larger when the key fills it to the last
 * byte. A character of several bytes that no longer fits leaves such a byte free: the key is then cut off unseen, and another's value found.
 * So the buffer is made large before it matters, and a key that might not fit it goes as bytes.
 */
export const createReader = (db: Level): Reader => {
  db.getSync('!'.repeat(ROOM_BYTES));
  return {
    get: (key) => (fits(key) ? db.getSync(key) : db.getSync(Buffer.from(key), BYTES_OF_BYTES)),
    getText: (key) => (fits(key) ? db.getSync(key, TEXT_OF_TEXT) : db.getSync(Buffer.from(key), TEXT_OF_BYTES)),
  };
};

/** More than the longest id of a payment, an account or a card needs. */
const ROOM_BYTES = 4_096;

/** A unit of UTF-16 is three bytes of UTF-8 at most. */
const fits = (key: string): boolean => key.length * 3 < ROOM_BYTES;

const BYTES_OF_BYTES = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const;
const TEXT_OF_BYTES = { keyEncoding: 'buffer', valueEncoding: 'utf8' } as const;
const TEXT_OF_TEXT = { keyEncoding: 'utf8', valueEncoding: 'utf8' } as const;
