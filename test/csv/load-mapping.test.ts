import { describe, expect, test } from '@jest/globals';
import { loadMapping } from '../../src/csv/load-mapping.ts';
import { aFile, allRows, payments } from './csv-file.ts';

const refusal = async (format: string): Promise<unknown> => loadMapping(format).catch((error: unknown) => error);

const GOOD = {
  occurredAt: { column: 't', format: 'local', zone: '+01:00' },
  type: 'type',
  amount: 'a',
  sender: { account: 'x' },
  receiver: { account: 'y' },
};

describe('loadMapping', () => {
  test('names every place in a mapping that is wrong', async () => {
    const mapping = {
      occurredAt: { column: 't', format: 'sundial' },
      type: {},
      amount: 'a',
      sender: { account: 'x' },
      reciever: {},
    };
    const error = await refusal(await aFile(JSON.stringify(mapping), 'mapping.json'));
    expect(error).toMatchObject({ code: 'mapping_invalid' });
    expect(String(error)).toMatch(/\/occurredAt/);
    expect(String(error)).toMatch(/\/type: expected either a column or a constant/);
    expect(String(error)).toMatch(/\/receiver/);
    expect(String(error)).toMatch(/reciever/);
  });

  test.each<[string, object]>([
    ['/type/constant: expected one of CASH_IN', { type: { constant: 'GIFT' } }],
    ['/currency/constant: expected one of USD', { currency: { constant: 'XXX' } }],
    ['/channel/constant: expected one of web', { channel: { constant: 'pigeon' } }],
    ['/latitude: expected latitude and longitude, or neither', { latitude: 'lat' }],
    ['/latitude: missing, expected latitude and longitude, or neither', { longitude: 'lon' }],
    ['/occurredAt/zone: expected UTC', { occurredAt: { column: 't', format: 'local', zone: '+99:99' } }],
    ['/occurredAt/zone: expected UTC', { occurredAt: { column: 't', format: 'local', zone: '+0100' } }],
  ])('refuses at once what would spoil every row: %s', async (told, wrong) => {
    const file = await aFile(JSON.stringify({ ...GOOD, ...wrong }), 'mapping.json');
    expect(String(await refusal(file))).toContain(told);
  });

  test('passes over a byte order mark', async () => {
    const file = await aFile(`\uFEFF${JSON.stringify(GOOD)}`, 'mapping.json');
    expect(await loadMapping(file)).toMatchObject({ amount: { column: 'a' } });
  });

  test('refuses what is no JSON, and a file that is not there', async () => {
    expect(await refusal(await aFile('{', 'mapping.json'))).toMatchObject({
      code: 'mapping_invalid',
      message: expect.stringMatching(/not JSON/),
    });
    expect(await refusal('paysym')).toMatchObject({
      code: 'file_unreadable',
      message: expect.stringMatching(/neither the format `paysim` nor/),
    });
  });
});

describe('the example mappings', () => {
  test('card-handbook.json maps card payments at terminals', async () => {
    const file = await aFile(
      'TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD,TX_FRAUD_SCENARIO\n0,2018-04-01 00:00:31,596,3156,57.16,1,2\n',
    );
    const [row] = payments(await allRows({ file, mapping: await loadMapping('examples/card-handbook.json') }));
    expect(row).toEqual({
      line: 2,
      label: true,
      payment: {
        id: 'handbook-0',
        occurredAt: '2018-04-01T00:00:31Z',
        type: 'CARD',
        amountMinor: 5716,
        currency: 'EUR',
        sender: { account: 'customer-596' },
        receiver: { account: 'terminal-3156' },
        channel: 'pos',
        card: 'card-596',
      },
    });
  });

  test('paysim-hard.json takes the time from seconds and keeps the kind of attack', async () => {
    const header =
      'step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud,ts,scenario';
    const file = await aFile(
      `${header}\n2,TRANSFER,11601.4,C1,2,0,C2,0,0,1,0,3605,3\n2,DEBIT,1,C1,2,0,C2,0,0,0,0,3605,0\n`,
    );
    const rows = payments(await allRows({ file, mapping: await loadMapping('examples/paysim-hard.json') }));
    expect(rows.map(({ payment, scenario, label }) => [payment.occurredAt, scenario, label])).toEqual([
      ['2025-01-01T01:00:05.000Z', 'attack-3', true],
      ['2025-01-01T01:00:05.001Z', 'none', false],
    ]);
  });
});
