import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openQuery } from '../../src/archive/open-query.ts';
import { labelRow } from '../../src/archive/row.ts';
import { aFolder, removeAll } from '../builders/a-system.ts';
import { anArchive } from '../builders/an-archive.ts';
import { asked } from './asked.ts';

let folder: string;
beforeEach(async () => {
  folder = await aFolder();
  const archive = await anArchive(folder);
  const label = (position: number, fraud: boolean) => ({
    position,
    row: labelRow({ paymentId: 'p-1', fraud, flagged: false, cents: 1 }, position * 1_000),
  });
  await archive.append(0, [label(1, true), label(2, false)]);
});
afterEach(removeAll);

describe('a query', () => {
  test('sees the newest label of a payment', async () => {
    expect(await asked(folder, 'SELECT payment_id, fraud FROM labels')).toEqual([{ payment_id: 'p-1', fraud: false }]);
  });

  test('gives whole numbers beyond a double as text, and no number as a word', async () => {
    expect(
      await asked(folder, `SELECT 9007199254740993::BIGINT AS big, 'nan'::DOUBLE AS none, [1, NULL] AS list`),
    ).toEqual([{ big: '9007199254740993', none: 'NaN', list: [1, null] }]);
  });

  test.each([
    ['selec 1', /Parser Error: syntax error at or near "selec"/],
    ['SELECT * FROM payments', /Catalog Error: Table with name payments does not exist/],
    ['SELECT sendr FROM decisions', /Binder Error: Referenced column "sendr" not found/],
    [`SELECT 1 / CAST(kind AS INTEGER) FROM changes`, /Conversion Error/],
  ])('that is wrong is refused with what is wrong: %s', async (sql, message) => {
    await expect(asked(folder, sql)).rejects.toMatchObject({ code: 'query', message: expect.stringMatching(message) });
  });

  test.each([
    (outside: string) => `SELECT * FROM read_csv('${outside}')`,
    (outside: string) => `COPY changes TO '${outside}'`,
    (outside: string) => `ATTACH '${outside}'`,
    () => 'SET enable_external_access = true',
    () => 'INSTALL httpfs',
  ])('reaches nothing outside the archive (%#)', async (sqlOf) => {
    const outside = join(await aFolder(), 'outside.csv');
    await writeFile(outside, 'a\n1\n');
    await expect(asked(folder, sqlOf(outside))).rejects.toMatchObject({ code: 'query' });
  });

  test('of a folder without an archive is refused, and says which', async () => {
    await expect(openQuery(join(folder, 'nowhere'))).rejects.toThrow(/nowhere.*nothing is archived there/);
  });
});
