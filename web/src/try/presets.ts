import type { FormValues } from './draft.ts';

/** A payment to try, and the earlier payments that it takes to be remarkable: they are sent first. */
export type Preset = {
  readonly id: string;
  readonly name: string;
  /** What is sent before, for the reader to know; absent when nothing is. */
  readonly beforeText?: string;
  /** `tag` makes its accounts new ones. */
  readonly values: (tag: string) => FormValues;
  readonly before?: (tag: string) => readonly Before[];
};
export type Before = { readonly minutesAgo: number; readonly values: FormValues };

const LISBON = { '/location/latitude': '38.722', '/location/longitude': '-9.139' };
const SINGAPORE = { '/location/latitude': '1.352', '/location/longitude': '103.820' };

const purchase = (tag: string): FormValues => ({
  '/type': 'CARD',
  '/amountMinor': '42.50',
  '/currency': 'USD',
  '/sender/account': `C-${tag}`,
  '/sender/balanceBeforeMinor': '2,400.00',
  '/sender/country': 'PT',
  '/receiver/account': `M-grocer-${tag}`,
  '/receiver/country': 'PT',
  '/channel': 'pos',
  '/card': `tok_${tag}`,
  '/merchantCategory': '5411',
  ...LISBON,
});

const transfer = (tag: string): FormValues => ({
  '/type': 'TRANSFER',
  '/amountMinor': '9,800.00',
  '/currency': 'USD',
  '/sender/account': `C-${tag}`,
  '/sender/balanceBeforeMinor': '9,800.00',
  '/sender/country': 'US',
  '/receiver/account': `C-new-${tag}`,
  '/receiver/balanceBeforeMinor': '0.00',
  '/receiver/country': 'US',
  '/channel': 'mobile',
  '/deviceId': `phone-${tag}`,
});

const cardTest = (tag: string, number: number): FormValues => ({
  ...purchase(tag),
  '/amountMinor': '1.00',
  '/sender/account': `C-${tag}-${number}`,
  '/receiver/account': `M-charity-${tag}`,
  '/channel': 'web',
  '/deviceId': `browser-${tag}`,
  '/card': `tok_${tag}_${number}`,
  '/merchantCategory': '8398',
  '/location/latitude': '',
  '/location/longitude': '',
});

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

export const PRESETS: readonly [Preset, ...Preset[]] = [
  { id: 'ordinary', name: 'Ordinary purchase', values: purchase },
  { id: 'drain', name: 'Account drain', values: transfer },
  {
    id: 'travel',
    name: 'Impossible travel',
    beforeText: 'Sends one payment in Lisbon first, 20 minutes earlier.',
    values: (tag) => ({
      ...purchase(tag),
      '/amountMinor': '380.00',
      '/receiver/account': `M-watches-${tag}`,
      '/receiver/country': 'SG',
      '/merchantCategory': '5944',
      ...SINGAPORE,
    }),
    before: (tag) => [{ minutesAgo: 20, values: purchase(tag) }],
  },
  {
    id: 'testing',
    name: 'Card testing',
    beforeText: 'Sends six failed payments of other cards on the same device first.',
    values: (tag) => cardTest(tag, 7),
    before: (tag) =>
      upTo(6).map((number) => ({ minutesAgo: 8 - number, values: { ...cardTest(tag, number), '/failed': 'true' } })),
  },
  {
    id: 'mule',
    name: 'Mule',
    beforeText: 'Sends four transfers into the account first.',
    values: (tag) => ({ ...transfer(tag), '/amountMinor': '3,900.00', '/sender/balanceBeforeMinor': '4,020.00' }),
    before: (tag) =>
      upTo(4).map((number) => ({
        minutesAgo: 50 - 10 * number,
        values: {
          ...transfer(tag),
          '/amountMinor': '1,000.00',
          '/sender/account': `C-victim-${tag}-${number}`,
          '/sender/balanceBeforeMinor': '5,300.00',
          '/receiver/account': `C-${tag}`,
          '/deviceId': `phone-${tag}-${number}`,
        },
      })),
  },
];
