import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aStore, removeStores } from '../a-store.ts';
import { aStream, consuming, sequenceOf, stopConsumers, textsOf } from './a-stream.ts';

afterEach(async () => {
  await stopConsumers();
  await removeStores();
});

type Reaction = 'ok' | 'throw' | 'partial' | 'nonsense' | 'stop';

const plan = fc.record({
  shards: fc.integer({ min: 1, max: 3 }),
  batchSize: fc.integer({ min: 1, max: 12 }),
  bisect: fc.boolean(),
  puts: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 15 }), {
    minLength: 1,
    maxLength: 8,
  }),
  reactions: fc.array(fc.constantFrom<Reaction>('ok', 'throw', 'partial', 'nonsense', 'stop'), { maxLength: 30 }),
  poison: fc.integer({ min: -1, max: 30 }),
});

const isSorted = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || numbers[index - 1] < number);

/** The order in which a key's records were done for the first time. */
const firstTimes = (done: readonly string[], key: string): readonly number[] =>
  [...new Set(done.filter((text) => text.startsWith(`${key}:`)))].map((text) => Number(text.split(':')[1]));

test('every record is done or given up at least once, those of a key in order, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ shards, batchSize, bisect, puts, reactions, poison }) => {
      const { store } = await aStore();
      const stream = await aStream(store, { shards });
      const pending = [...reactions];
      const done: string[] = [];
      const givenUp: string[] = [];

      const start = (): { readonly stop: () => Promise<void> } =>
        consuming(
          stream,
          async (event) => {
            const texts = textsOf(event);
            const reaction = pending.shift() ?? 'ok';
            if (reaction === 'stop') void running.stop();
            if (reaction === 'throw' || texts.some((text) => text.endsWith(`:${poison}`))) throw new Error('failed');
            const failedFrom =
              reaction === 'partial' ? Math.floor(texts.length / 2) : reaction === 'nonsense' ? 0 : texts.length;
            done.push(...texts.slice(0, failedFrom));
            if (failedFrom === texts.length) return;
            const itemIdentifier = reaction === 'nonsense' ? 'nonsense' : sequenceOf(event, texts[failedFrom]);
            return { batchItemFailures: [{ itemIdentifier }] };
          },
          {
            batchSize,
            bisect,
            giveUp: {
              maxRetries: 40,
              onFailure: async ({ records }) => void givenUp.push(...records.map(({ data }) => data.toString())),
            },
          },
        );

      let running = start();
      let count = 0;
      for (const keys of puts) {
        await stream.put(keys.map((key) => ({ partitionKey: `k${key}`, data: `k${key}:${count++}` })));
        await new Promise(setImmediate);
      }
      while (stream.lag() > 0) {
        await stream.room(0).catch(() => {
          running = start();
        });
      }

      const all = puts.flat().map((key, index) => `k${key}:${index}`);
      expect(new Set([...done, ...givenUp])).toEqual(new Set(all));
      if (bisect) expect([...new Set(givenUp)]).toEqual(all.filter((text) => text.endsWith(`:${poison}`)));
      for (const key of new Set(puts.flat())) expect(isSorted(firstTimes(done, `k${key}`))).toBe(true);
      await stopConsumers();
      await removeStores();
    }),
    { numRuns: 60 },
  );
}, 120_000);
