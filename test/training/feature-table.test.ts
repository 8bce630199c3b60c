import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { benchmarkNames, readBenchmark } from '../../src/training/benchmark.ts';
import { checkSource, featureTable } from '../../src/training/feature-table.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';

afterEach(removeAll);

const CSV = [
  'step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud',
  '1,TRANSFER,10.5,C1,100,89.5,C2,0,10.5,0,0',
  '2,CASH_OUT,89.5,C1,89.5,0,C3,0,89.5,1,0',
];

const aCsv = async (lines: readonly string[]): Promise<string> => {
  const file = join(await aFolder(), 'log.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};

describe('the feature table of a benchmark', () => {
  test('is made once, and again for another file, delay or mapping', async () => {
    const tables = join(await aFolder(), 'tables');
    const file = await aCsv(CSV);
    const first = await featureTable({ file, format: 'paysim', labelDelayDays: 7 }, tables);
    const [name] = readdirSync(tables);
    expect(first.path).toBe(join(tables, name));
    writeFileSync(first.path, 'kept');
    expect(await featureTable({ file, format: 'paysim', labelDelayDays: 7 }, tables)).toEqual(first);
    const others = [
      await featureTable({ file, format: 'paysim', labelDelayDays: 1 }, tables),
      await featureTable({ file: await aCsv([...CSV, CSV[1]]), format: 'paysim', labelDelayDays: 7 }, tables),
    ];
    expect(new Set([first, ...others].map(({ digest }) => digest)).size).toBe(3);
    expect(readdirSync(tables)).toHaveLength(3);
  }, 60_000);

  test('has no source in a file that is not there or a mapping without labels', async () => {
    await expect(checkSource({ file: 'none.csv', format: 'paysim', labelDelayDays: 7 })).rejects.toThrow(
      'none.csv: no such file; name another with --data FILE --format FORMAT',
    );
    const mapping = join(await aFolder(), 'unlabelled.json');
    const column = (name: string) => ({ account: name });
    writeFileSync(
      mapping,
      JSON.stringify({
        occurredAt: { column: 'step', format: 'hours-since', start: '2025-01-01T00:00:00Z' },
        type: 'type',
        amount: 'amount',
        sender: column('nameOrig'),
        receiver: column('nameDest'),
      }),
    );
    const file = await aCsv(CSV);
    await expect(checkSource({ file, format: mapping, labelDelayDays: 7 })).rejects.toThrow('names no `label` column');
  });
});

describe('benchmarks', () => {
  test('are told by name when another is asked for', () => {
    expect(() => readBenchmark('other')).toThrow(/no benchmark other, allowed card-handbook, .*paysim-hard.*unseen/);
  });

  test('each name the data that they are measured on, or leave them to --data', () => {
    for (const name of benchmarkNames()) {
      const { file, format, simulate } = readBenchmark(name).data;
      expect([name, file === undefined, format === undefined, simulate === undefined]).toEqual(
        file === undefined ? [name, true, true, name === 'own-data'] : [name, false, false, true],
      );
    }
  });
});
