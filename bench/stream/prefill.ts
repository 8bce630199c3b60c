import { hash32 } from '../../src/domain/hash.ts';
import { accountKey } from '../../src/domain/profile/entity.ts';
import { EMPTY_PROFILE, type Profile, withEvent } from '../../src/domain/profile/profile.ts';
import { openStore } from '../../src/embedded/store.ts';

const BLOCK = 20_000;
const EVENTS = 6;
const HOUR_MS = 3_600_000;

/**
 * Writes the profiles of so many accounts as a past of a few days would have left them, so that a stream meets a store of its full size
 * from its first payment on. `accountOf` names the nth account.
 */
export const prefill = async (
  dataDir: string,
  { accounts, accountOf, atMs }: { accounts: number; accountOf: (n: number) => string; atMs: number },
): Promise<void> => {
  const store = await openStore(dataDir);
  for (let from = 0; from < accounts; from += BLOCK) {
    const size = Math.min(BLOCK, accounts - from);
    const ops = Array.from({ length: size }, (_, at) => {
      const account = accountOf(from + at);
      return {
        key: `P${accountKey(account)}`,
        value: pastOf(account, atMs).bytes,
      };
    });
    await store.stage(ops);
  }
  await store.close();
};

const pastOf = (account: string, atMs: number): Profile => {
  const seed = hash32(account);
  return Array.from({ length: EVENTS }, (_, back) => ({
    id: seed * 16 + back,
    atMs: atMs - (EVENTS - back) * 20 * HOUR_MS - (seed % HOUR_MS),
    cents: 1_000 + (seed % 9_000),
    direction: back % 2 === 0 ? ('out' as const) : ('in' as const),
    peer: (seed + back) >>> 0,
    failed: false,
  })).reduce(withEvent, EMPTY_PROFILE);
};
