import { afterEach, expect, test } from '@jest/globals';
import { loadMapping } from '../../../src/csv/load-mapping.ts';
import { createReplayCounting } from '../../../src/embedded/replay/counting.ts';
import { replayFile } from '../../../src/embedded/replay/replay-file.ts';
import { createStream } from '../../../src/embedded/stream/stream.ts';
import type { System } from '../../../src/embedded/system.ts';
import { aFile, aLine, PAYSIM_HEADER } from '../../csv/csv-file.ts';
import { aStore, removeStores } from '../a-store.ts';

afterEach(removeStores);

const DIGEST = 'abc';

test('a replay that ends when all is on the stream and little is decided counts the rest when it goes on', async () => {
  const lines = Array.from({ length: 50 }, (_, nth) => aLine({ label: nth % 10 === 0 ? '1' : '0', sender: `C${nth}` }));
  const file = await aFile([PAYSIM_HEADER, ...lines].join('\n'));
  const { store } = await aStore();
  const payments = await createStream({ store, name: 'payments', shards: 1, consumers: ['decide'] });
  const counting = await createReplayCounting(store, payments, DIGEST);
  // Nobody reads the stream, and waiting for it is where the process ends.
  const settled = async () => {
    if (payments.lag() > 0) throw new Error('killed');
  };
  const replaying = replayFile({
    file,
    mapping: await loadMapping('paysim'),
    digest: DIGEST,
    labelDelayMs: 86_400_000,
    system: { store, payments, settled, ports: { nowMs: Date.now } } as unknown as System,
    counting,
    stopping: new AbortController().signal,
    onProgress: () => undefined,
  });
  await expect(replaying).rejects.toThrow('killed');
  expect(payments.lag()).toBe(55);
  expect((await createReplayCounting(store, payments, DIGEST)).hasBegun()).toBe(true);
  await payments.put([{ partitionKey: 'a', data: 'of another' }]);
  expect((await createReplayCounting(store, payments, DIGEST)).hasBegun()).toBe(false);
});
