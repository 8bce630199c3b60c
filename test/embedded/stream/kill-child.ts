import { openStore } from '../../../src/embedded/store.ts';
import { consume } from '../../../src/embedded/stream/consume.ts';
import { kinesisSource } from '../../../src/embedded/stream/event-source.ts';
import { createStream } from '../../../src/embedded/stream/stream.ts';

/**
 * A process to be killed: puts records as fast as it can and says on standard output which puts were acknowledged (`+`), what the
 * handler was given (`=`) and what it did durably (`.`), a line each. Goes on from where the killed one before it ended.
 */
const [dataDir, run] = process.argv.slice(2);

const store = await openStore(dataDir);
const stream = await createStream({ store, name: 'payments', shards: 2, consumers: ['decide'] });

consume({
  stream,
  consumer: 'decide',
  source: kinesisSource('payments'),
  batchSize: 50,
  reportFailure: ({ reason }) => console.log(`!${reason}`),
  handler: async ({ Records }) => {
    const texts = Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString());
    console.log(`=${texts.join(' ')}`);
    await store.stage(texts.map((text) => ({ key: `X${text}`, value: text })));
    console.log(`.${texts.join(' ')}`);
  },
});

for (let put = 0; ; put += 1) {
  const texts = Array.from(
    { length: 1 + (put % 40) },
    (_, n) => `k${n % 7}:${run}-${String(put).padStart(6, '0')}-${String(n).padStart(2, '0')}`,
  );
  await stream.put(
    texts.map((text) => ({ partitionKey: text.split(':')[0], data: text })),
    [{ key: 'Xcursor', value: `${run}-${put}` }],
  );
  console.log(`+${texts.join(' ')}`);
  await stream.room(2000);
}
