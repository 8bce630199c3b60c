import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { PAYSIM_MAPPING } from '../../src/csv/paysim-mapping.ts';
import { readPayments } from '../../src/csv/read-payments.ts';
import { aFile, aGzipFile, aLine, allRows, faults, PAYSIM_HEADER, payments } from './csv-file.ts';

const read = async (content: string | Buffer) => allRows({ file: await aFile(content), mapping: PAYSIM_MAPPING });
const file = (...lines: readonly string[]): string => [PAYSIM_HEADER, ...lines, ''].join('\n');

describe('a PaySim file', () => {
  test('becomes payments with exact minor units, labels and no balance after the payment', async () => {
    const [row] = payments(await read(file(aLine({ label: '1.0' }))));
    expect(row).toEqual({
      line: 2,
      label: true,
      payment: {
        id: expect.stringMatching(/^.{8}-2$/),
        occurredAt: '2025-01-01T01:00:00.000Z',
        type: 'TRANSFER',
        amountMinor: 18100,
        currency: 'USD',
        sender: { account: 'C1', balanceBeforeMinor: 50000 },
        receiver: { account: 'C2', balanceBeforeMinor: 2000 },
      },
    });
  });

  test('leaves out a balance of zero of a merchant, but not of a person', async () => {
    const [person, merchant] = payments(
      await read(file('1,PAYMENT,1,C1,0.0,0,M1,0.0,0,0,0', '1,PAYMENT,1,M1,0,0,C1,0,0,0,0')),
    );
    expect([person?.payment.sender, person?.payment.receiver]).toEqual([
      { account: 'C1', balanceBeforeMinor: 0 },
      { account: 'M1' },
    ]);
    expect(merchant?.payment.sender).toEqual({ account: 'M1' });
  });

  test('tells the rows of one step apart by a millisecond each, in file order', async () => {
    const rows = payments(await read(file(aLine(), aLine(), aLine(), aLine({ step: '2' }), aLine({ step: '2' }))));
    expect(rows.map(({ payment }) => payment.occurredAt.slice(11))).toEqual([
      '01:00:00.000Z',
      '01:00:00.001Z',
      '01:00:00.002Z',
      '02:00:00.000Z',
      '02:00:00.001Z',
    ]);
  });

  test('may have its columns in any order, and others beside them', async () => {
    const content =
      'isFraud,nameDest,extra,oldbalanceDest,nameOrig,oldbalanceOrg,amount,type,step\n1,C2,?,20,C1,500,181,TRANSFER,1\n';
    const [row] = payments(await read(content));
    expect(row).toMatchObject({ label: true, payment: { amountMinor: 18100, sender: { account: 'C1' } } });
  });

  test('gives the same ids and rows gzipped, with CRLF line ends, with a byte order mark and under another name', async () => {
    const content = file(...Array.from({ length: 50 }, (_, row) => aLine({ amount: `${row}.25` })));
    const plain = await read(content);
    expect(await allRows({ file: await aGzipFile(content), mapping: PAYSIM_MAPPING })).toEqual(plain);
    const withoutIds = (rows: typeof plain) => payments(rows).map(({ payment }) => ({ ...payment, id: '' }));
    expect(withoutIds(await read(`\uFEFF${content.replaceAll('\n', '\r\n')}`))).toEqual(withoutIds(plain));
    expect(plain).toHaveLength(50);
  });
});

describe('malformed lines', () => {
  test.each([
    ['cut off', '1,TRANSFER,181.00,C1', 'csv_columns', /expected 11 columns, got 4/],
    ['with a field too many', `${aLine()},9`, 'csv_columns', /got 12/],
    ['with a quote left open', '1,TRANSFER,"181.00,C1,500,319,C2,20,201,0,0', 'csv_quotes', /[Qq]uote/],
    ['with NaN as amount', aLine({ amount: 'NaN' }), 'csv_value', /column amount: expected a decimal number.*"NaN"/],
    ['with no amount', aLine({ amount: '' }), 'csv_value', /column amount/],
    ['with an infinite amount', aLine({ amount: 'Infinity' }), 'csv_value', /column amount/],
    ['with a negative amount', aLine({ amount: '-5' }), 'invalid_payment', /column amount \(\/amountMinor\): .*-500/],
    ['with an absurd amount', aLine({ amount: '1e30' }), 'invalid_payment', /column amount/],
    ['of an unknown type', aLine({ type: 'GIFT' }), 'invalid_payment', /column type \(\/type\)/],
    ['without a sender', aLine({ sender: '' }), 'invalid_payment', /column nameOrig \(\/sender\/account\)/],
    [
      'with a label that is no flag',
      aLine({ label: 'maybe' }),
      'csv_value',
      /column isFraud: expected 0 or 1, got "maybe"/,
    ],
    [
      'with a step that is no number',
      aLine({ step: 'one' }),
      'csv_value',
      /column step: expected a number of hours, got "one"/,
    ],
    ['far in the future', aLine({ step: '900000' }), 'invalid_payment', /column step \(\/occurredAt\)/],
    ['that is not UTF-8', Buffer.from(`1,TRANSFER,1,C\xe9,5,3,C2,20,201,0,0`, 'latin1'), 'csv_encoding', /UTF-8/],
  ])('a line %s is told with its number and text, and the lines around it go on', async (_, bad, reason, detail) => {
    const before = Buffer.from(`${PAYSIM_HEADER}\n${aLine()}\n`);
    const rows = await read(Buffer.concat([before, Buffer.from(bad), Buffer.from(`\n${aLine()}\n${aLine()}\n`)]));
    expect(payments(rows).map(({ line }) => line)).toEqual([2, 4, 5]);
    const [fault] = faults(rows);
    expect(fault).toMatchObject({ line: 3, error: { reason } });
    expect(fault?.error.detail).toMatch(detail);
    if (typeof bad === 'string') expect(fault?.error.raw).toBe(bad);
  });

  test('a line without an end is passed over in bounded memory', async () => {
    const rows = await read(file(aLine(), 'x'.repeat(1_000_000), aLine()));
    expect(payments(rows).map(({ line }) => line)).toEqual([2, 4]);
    expect(faults(rows)).toMatchObject([{ line: 3, error: { reason: 'csv_line_too_long' } }]);
    expect(faults(rows)[0]?.error.raw.length).toBeLessThanOrEqual(2000);
  });

  test('quoted fields may hold the delimiter and doubled quotes', async () => {
    const [row] = payments(await read(file('1,TRANSFER,"181.00","C,""1""",500,319,C2,20,201,0,0')));
    expect(row?.payment.sender.account).toBe('C,"1"');
  });

  test('blank lines and a missing last line end are no faults', async () => {
    const rows = await read(`${PAYSIM_HEADER}\n${aLine()}\n\n\n${aLine()}`);
    expect(rows.map(({ line }) => line)).toEqual([2, 5]);
    expect(faults(rows)).toEqual([]);
  });
});

describe('reading on from a line', () => {
  test.each([2, 3, 500, 1234, 2001, 5000])(
    'from line %d gives the rows that a whole reading gives',
    async (fromLine) => {
      const lines = Array.from({ length: 2000 }, (_, row) =>
        row % 97 === 5 ? 'bad' : aLine({ step: String(Math.floor(row / 700)) }),
      );
      const source = await aGzipFile(file(...lines));
      const whole = await allRows({ file: source, mapping: PAYSIM_MAPPING });
      const rest = await allRows({ file: source, mapping: PAYSIM_MAPPING, fromLine });
      expect(rest).toEqual(whole.filter(({ line }) => line >= fromLine));
    },
  );

  test('batches are bounded and tell how much of the file has been read', async () => {
    const content = file(...Array.from({ length: 5000 }, () => aLine()));
    const batches = [];
    for await (const batch of readPayments({ file: await aFile(content), mapping: PAYSIM_MAPPING, batchRows: 64 }))
      batches.push(batch);
    expect(Math.max(...batches.map(({ rows }) => rows.length))).toBe(64);
    expect(batches.at(-1)).toMatchObject({ bytesRead: content.length, totalBytes: content.length });
    expect(batches.map(({ bytesRead }) => bytesRead)).toEqual(
      batches.map(({ bytesRead }) => bytesRead).sort((a, b) => a - b),
    );
  });
});

describe('a file that cannot be read on', () => {
  const refusal = async (source: string) =>
    allRows({ file: source, mapping: PAYSIM_MAPPING }).then(
      () => undefined,
      (error: unknown) => error,
    );

  test.each([
    ['empty', '', 'file_empty', /empty/],
    ['with a byte order mark and nothing else', '\uFEFF', 'file_empty', /empty/],
    ['gzipped and empty', gzipSync(''), 'file_empty', /empty/],
    [
      'without its header',
      `${aLine()}\n${aLine()}\n`,
      'header_missing',
      /line 1: expected a header with the columns "step".*got "1", "TRANSFER"/,
    ],
    ['of which lines end in CR alone', file(aLine()).replaceAll('\n', '\r'), 'header_missing', /line 1: .*LF or CRLF/],
    ['with another delimiter', file(aLine()).replaceAll(',', ';'), 'header_missing', /separated by ","/],
    [
      'without a column the mapping names',
      file(aLine()).replace('amount', 'sum'),
      'column_missing',
      /"amount".*the header has .*"sum"/,
    ],
    [
      'with a column twice',
      file(aLine()).replace('newbalanceOrig', 'amount'),
      'column_twice',
      /"amount" more than once/,
    ],
  ])('%s is refused with its place before any row', async (_, content, code, message) => {
    expect(await refusal(await aFile(content))).toMatchObject({
      name: 'InputError',
      code,
      message: expect.stringMatching(message),
    });
  });

  test('absent, it is named', async () => {
    expect(await refusal('/no/such/file.csv')).toMatchObject({
      code: 'file_unreadable',
      message: expect.stringMatching(/^\/no\/such\/file.csv: ENOENT/),
    });
  });

  test('a folder is no file', async () => {
    expect(await refusal('/')).toMatchObject({
      code: 'file_unreadable',
      message: '/: expected a file, which can be read again, got a folder',
    });
  });

  test('a pipe that nobody writes to is no file, and is not waited for', async () => {
    const pipe = join(mkdtempSync(join(tmpdir(), 'sluice-pipe-')), 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await refusal(pipe)).toMatchObject({
      code: 'file_unreadable',
      message: `${pipe}: expected a file, which can be read again, got a pipe or a device`,
    });
  });

  test('cut off in the middle, a gzip file is refused with how far it was read', async () => {
    const source = await aGzipFile(
      file(...Array.from({ length: 20_000 }, (_, row) => aLine({ amount: String(row * 7919) }))),
    );
    await truncate(source, 40_000);
    expect(await refusal(source)).toMatchObject({
      code: 'gzip_damaged',
      message: expect.stringMatching(/after 40000 of 40000 bytes: unexpected end/),
    });
  });

  test('a gzip file with garbage inside is refused', async () => {
    expect(await refusal(await aFile(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])))).toMatchObject({
      code: 'gzip_damaged',
    });
  });
});

describe('a file that says when labels became known', () => {
  const mapping = { ...PAYSIM_MAPPING, labelledAt: { column: 'isFlaggedFraud', format: 'iso' as const } };
  const withTime = async (time: string) => {
    const line = aLine({ label: '1' }).replace(/0$/, time);
    return allRows({ file: await aFile(file(line)), mapping });
  };

  test('gives the time, or none where it is empty', async () => {
    const [told] = payments(await withTime('2025-01-03T00:00:00Z'));
    expect(told?.labelledAtMs).toBe(Date.parse('2025-01-03T00:00:00Z'));
    const [untold] = payments(await withTime(''));
    expect(untold).toMatchObject({ label: true });
    expect(untold?.labelledAtMs).toBeUndefined();
  });

  test.each(['soon', '2024-12-31T00:00:00Z'])('refuses %s, before the payment or no time at all', async (time) => {
    const [fault] = faults(await withTime(time));
    expect(fault?.error).toMatchObject({ reason: 'csv_value', detail: expect.stringContaining('isFlaggedFraud') });
  });
});
