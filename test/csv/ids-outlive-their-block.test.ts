import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from '@jest/globals';
import { loadMapping } from '../../src/csv/load-mapping.ts';
import { readPayments } from '../../src/csv/read-payments.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';

afterEach(removeAll);

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const heapBytes = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

test('an id that is kept does not keep the block of the file that it was read from', async () => {
  const file = join(await aFolder(), 'payments.csv');
  const header = 'id,at,type,amount,from,to';
  const lines = Array.from(
    { length: 400_000 },
    (_, at) => `a-payment-with-a-long-id-${at},2025-01-01T00:00:00Z,TRANSFER,12.50,C${at % 997},C${at % 991}`,
  );
  await writeFile(file, `${[header, ...lines].join('\n')}\n`);
  lines.length = 0;
  const mapping = join(await aFolder(), 'mapping.json');
  await writeFile(
    mapping,
    JSON.stringify({
      id: 'id',
      occurredAt: { column: 'at', format: 'iso' },
      type: 'type',
      amount: 'amount',
      currency: { constant: 'USD' },
      sender: { account: 'from' },
      receiver: { account: 'to' },
    }),
  );
  const kept: string[] = [];
  const before = heapBytes();
  for await (const { rows } of readPayments({ file, mapping: await loadMapping(mapping) })) {
    const [row] = rows;
    if ('payment' in row) kept.push(row.payment.id);
  }
  expect(kept.length).toBeGreaterThan(100);
  expect(heapBytes() - before).toBeLessThan(8e6);
});
