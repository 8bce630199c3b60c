import { describe, expect, test } from '@jest/globals';
import { parsePayment } from '../../../src/domain/payment/parse-payment.ts';
import { MAX_AMOUNT_MINOR } from '../../../src/domain/payment/payment.ts';
import { aPayment, PAYMENT_TIME } from '../../builders/a-payment.ts';

const NOW_MS = Date.parse(PAYMENT_TIME);
const parsed = (fields: object) => parsePayment({ ...aPayment(), ...fields }, NOW_MS);
const issuesOf = (fields: object) => {
  const result = parsed(fields);
  return result.ok ? [] : result.issues;
};

describe('a payment', () => {
  test('is parsed to what it was, with the fewest fields', () => {
    const fewest = {
      id: 'p',
      occurredAt: PAYMENT_TIME,
      type: 'CASH_IN',
      amountMinor: 0,
      currency: 'JPY',
      sender: { account: 'a' },
      receiver: { account: 'a' },
    };
    expect(parsePayment(fewest, NOW_MS)).toEqual({ ok: true, value: fewest });
  });

  test.each([
    { channel: 'phone' },
    { deviceId: 'd-1' },
    { ip: '192.0.2.1' },
    { ip: '2001:db8::1' },
    { card: 'tok_1' },
    { card: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
    { merchantCategory: '5411' },
    { location: { latitude: -90, longitude: 180 } },
    { failed: true },
    { sender: { account: 'C-ann', balanceBeforeMinor: 0, country: 'DE' } },
    { receiver: { account: 'Žluťoučký kůň', balanceBeforeMinor: MAX_AMOUNT_MINOR } },
    { amountMinor: MAX_AMOUNT_MINOR },
    { occurredAt: '2026-03-02T14:00:00.123+02:00' },
  ])('is parsed to what it was, with %j', (fields) => {
    expect(parsed(fields)).toEqual({ ok: true, value: { ...aPayment(), ...fields } });
  });

  test('has no negative zero', () => {
    const zeroes = (zero: number) => ({
      amountMinor: zero,
      sender: { account: 'a', balanceBeforeMinor: zero },
      location: { latitude: zero, longitude: zero },
    });
    expect(parsed(zeroes(-0))).toEqual({ ok: true, value: { ...aPayment(), ...zeroes(0) } });
  });

  test.each<[string, object, string, readonly string[]]>([
    ['/id', { id: 7 }, '7', ['string']],
    ['/id', { id: '' }, '""', ['at least 1 character']],
    ['/id', { id: 'x'.repeat(65) }, '"xxx', ['at most 64 characters']],
    ['/id', { id: undefined }, 'nothing', ['string']],
    ['/id', { id: ' \u2003' }, '" \u2003"', ['something to read']],
    ['/id', { id: '..' }, '".."', ['more than one or two dots']],
    ['/sender/account', { sender: { account: '.' } }, '"."', ['more than one or two dots']],
    ['/occurredAt', { occurredAt: 'yesterday' }, '"yesterday"', ['ISO 8601', 'zone']],
    ['/occurredAt', { occurredAt: '2026-03-02T12:00:00' }, '"2026-03-02T12:00:00"', ['ISO 8601', 'zone']],
    ['/occurredAt', { occurredAt: '2026-02-30T12:00:00Z' }, '"2026-02-30T12:00:00Z"', ['ISO 8601', 'zone']],
    ['/occurredAt', { occurredAt: 1_772_452_800 }, '1772452800', ['ISO 8601', 'zone']],
    ['/type', { type: 'GIFT' }, '"GIFT"', ['CASH_IN', 'CASH_OUT', 'DEBIT', 'PAYMENT', 'TRANSFER', 'CARD']],
    ['/amountMinor', { amountMinor: -1 }, '-1', ['at least 0']],
    ['/amountMinor', { amountMinor: 0.5 }, '0.5', ['a whole number']],
    ['/amountMinor', { amountMinor: '100' }, '"100"', ['number']],
    ['/amountMinor', { amountMinor: null }, 'null', ['number']],
    ['/amountMinor', { amountMinor: MAX_AMOUNT_MINOR + 1 }, '10000000000001', ['at most 10000000000000']],
    ['/amountMinor', { amountMinor: Number.NaN }, 'NaN', ['number']],
    ['/currency', { currency: 'usd' }, '"usd"', ['USD', 'EUR']],
    ['/sender', { sender: 'C-ann' }, '"C-ann"', ['object']],
    ['/sender/account', { sender: {} }, 'nothing', ['string']],
    ['/sender/balanceBeforeMinor', { sender: { account: 'a', balanceBeforeMinor: -1 } }, '-1', ['at least 0']],
    ['/sender/country', { sender: { account: 'a', country: 'us' } }, '"us"', ['two capital letters']],
    [
      '/receiver/balanceBeforeMinor',
      { receiver: { account: 'a', balanceBeforeMinor: 1.5 } },
      '1.5',
      ['a whole number'],
    ],
    ['/channel', { channel: 'fax' }, '"fax"', ['web', 'mobile', 'pos', 'atm', 'branch', 'phone', 'api']],
    ['/deviceId', { deviceId: '' }, '""', ['at least 1 character']],
    ['/ip', { ip: '192.0.2' }, '"192.0.2"', ['IPv4', 'IPv6']],
    ['/ip', { ip: 'localhost' }, '"localhost"', ['IPv4', 'IPv6']],
    ['/ip', { ip: 7 }, '7', ['IPv4', 'IPv6']],
    ['/merchantCategory', { merchantCategory: '54' }, '"54"', ['four digits']],
    ['/merchantCategory', { merchantCategory: 5411 }, '5411', ['string']],
    ['/location/latitude', { location: { latitude: 90.1, longitude: 0 } }, '90.1', ['at most 90']],
    ['/location/longitude', { location: { latitude: 0, longitude: -181 } }, '-181', ['at least -180']],
    ['/location/longitude', { location: { latitude: 0 } }, 'nothing', ['number']],
    ['/failed', { failed: 'no' }, '"no"', ['true or false']],
  ])('names the place %s, what it got and what is allowed: %j', (path, fields, got, allowed) => {
    const issues = issuesOf(fields);
    const told = got === 'nothing' ? 'missing, expected ' : `, got ${got}`;
    expect(issues).toEqual([{ path, message: expect.stringContaining(told) }]);
    for (const each of allowed) expect(issues[0].message).toContain(each);
  });

  test('says of a number that JSON cannot hold, such as 1e400, what became of it', () => {
    expect(issuesOf(JSON.parse('{ "amountMinor": 1e400 }'))).toEqual([
      { path: '/amountMinor', message: 'expected a number, got Infinity' },
    ]);
  });

  test('names every place that is wrong', () => {
    const paths = issuesOf({ id: '', amountMinor: -1, sender: { account: 'a', country: 'x' } }).map(({ path }) => path);
    expect(paths).toEqual(['/id', '/amountMinor', '/sender/country']);
  });

  test.each<[object, string, string]>([
    [{ isFraud: 1 }, '', 'isFraud'],
    [{ sender: { account: 'a', newbalanceOrig: 0 } }, '/sender', 'newbalanceOrig'],
    [JSON.parse('{ "__proto__": { "failed": true } }'), '', '__proto__'],
  ])('refuses a field that it does not know: %j', (fields, path, key) => {
    expect(issuesOf(fields)).toEqual([{ path: `${path}/${key}`, message: 'unknown field' }]);
  });

  test.each([[null], [7], ['p-1'], [[]], [undefined]])('is not %j', (input) => {
    const result = parsePayment(input, NOW_MS);
    expect(result).toMatchObject({ ok: false, issues: [{ path: '', message: expect.stringContaining('object') }] });
  });
});

describe('the card of a payment', () => {
  test.each(['4111111111111111', '4111 1111 1111 1111', '3782-822463-10005', '6304000000000000000'])(
    'is refused when it is the number itself, and the message does not repeat it: %s',
    (card) => {
      const issues = issuesOf({ card });
      expect(issues).toEqual([{ path: '/card', message: expect.stringContaining('a token or a hash') }]);
      expect(issues[0].message).not.toContain(card);
    },
  );

  test('is not repeated in a message when it is wrong in another way', () => {
    const [number, text] = [4111111111111111, `4111111111111111${'x'.repeat(128)}`];
    for (const card of [number, text]) expect(JSON.stringify(issuesOf({ card }))).not.toContain('4111');
  });

  test('may be digits that are no card number, and an account id may look like one', () => {
    expect(parsed({ card: '4111111111111112' }).ok).toBe(true);
    expect(parsed({ sender: { account: '4111111111111111' }, receiver: { account: '5500005555555559' } }).ok).toBe(
      true,
    );
  });
});

describe('the clock of a payment', () => {
  test.each([
    ['2026-03-02T12:05:00.000Z', true],
    ['2026-03-02T12:05:00.001Z', false],
    ['2026-03-02T14:05:00+02:00', true],
    ['2026-03-02T14:05:01+02:00', false],
    ['2000-01-01T00:00:00Z', true],
    ['1999-12-31T23:59:59.999Z', false],
    ['1970-01-01T00:00:00Z', false],
    ['9999-12-31T23:59:59Z', false],
  ])('may be five minutes ahead of ours and not before 2000: %s', (occurredAt, ok) => {
    expect(parsed({ occurredAt }).ok).toBe(ok);
  });

  test('is told with what is allowed when it is off', () => {
    expect(issuesOf({ occurredAt: '2031-01-01T00:00:00Z' })).toEqual([
      {
        path: '/occurredAt',
        message:
          'got 2031-01-01T00:00:00Z, allowed 2000-01-01T00:00:00Z to 2026-03-02T12:05:00.000Z (5 minutes ahead of this clock)',
      },
    ]);
  });
});
