import * as z from 'zod';
import { CURRENCIES } from '../domain/payment/currency.ts';
import { CHANNELS, PAYMENT_TYPES } from '../domain/payment/payment.ts';

const column = z.string().min(1).describe('A column by its name in the header.');
const none = z.array(z.string()).default(['']).describe('Texts that mean there is no value.');

/** `"nameOrig"` is short for `{ "column": "nameOrig" }`. */
const shorthand = (value: unknown): unknown => (typeof value === 'string' ? { column: value } : value);

const textSource = z.preprocess(
  shorthand,
  z
    .strictObject({
      column: column.optional(),
      constant: z.string().optional().describe('The same text on every row, instead of a column.'),
      prefix: z.string().default('').describe('Put before the text, to keep ids of different kinds apart.'),
      values: z.record(z.string(), z.string()).default({}).describe('Texts to replace; others stay as they are.'),
      none,
    })
    .refine((source) => (source.column === undefined) !== (source.constant === undefined), {
      message: 'expected either a column or a constant',
    }),
);

/** A text of which only some are valid: a constant that is none of them would spoil every row. */
const oneOf = (allowed: readonly string[]) =>
  textSource.refine(({ constant }) => constant === undefined || allowed.includes(constant), {
    path: ['constant'],
    message: `expected one of ${allowed.join(', ')}`,
  });

const unit = z.enum(['major', 'minor']).default('major').describe('major: 12.34 dollars; minor: 1234 cents.');
const moneySource = z.preprocess(shorthand, z.strictObject({ column, unit }));
const balanceSource = z.preprocess(
  shorthand,
  z.strictObject({
    column,
    unit,
    none,
    zeroIsUnknownFor: z
      .string()
      .min(1)
      .optional()
      .describe('A balance of 0 is unknown where the account starts with this.'),
  }),
);

const start = z.iso.datetime({ offset: true });
const spread = z
  .boolean()
  .default(false)
  .describe(
    'Rows in a row with the same time are told apart by a millisecond each, up to the end of that hour or second.',
  );
const timeSource = z.discriminatedUnion('format', [
  z.strictObject({ column, format: z.literal('iso') }),
  z.strictObject({ column, format: z.literal('epoch-seconds'), spread }),
  z.strictObject({ column, format: z.literal('epoch-milliseconds') }),
  z.strictObject({ column, format: z.literal('seconds-since'), start, spread }),
  z.strictObject({ column, format: z.literal('hours-since'), start, spread }),
  z.strictObject({
    column,
    format: z.literal('local').describe('YYYY-MM-DD HH:mm:ss, with T or a space, with or without a fraction.'),
    zone: z.string().refine(isZone, 'expected UTC, an offset such as +02:00 or a name such as Europe/Brussels'),
  }),
]);

const idSource = z.preprocess(
  shorthand,
  z.strictObject({ column: column.optional(), prefix: z.string().max(40).optional() }),
);

const partySource = z.strictObject({
  account: textSource,
  balanceBefore: balanceSource.optional(),
  country: textSource.optional(),
});

const numberSource = z.preprocess(shorthand, z.strictObject({ column, none }));
const flagSource = z.preprocess(shorthand, z.strictObject({ column, none }));

/** How the columns of a CSV file become payments; docs/csv.md explains each part. */
export const csvMappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    description: z.string().optional(),
    delimiter: z
      .string()
      .length(1)
      .refine((text) => !'"\r\n'.includes(text), 'expected one character that is no quote and no line end')
      .default(','),
    id: idSource.default({}).describe('Left out, an id is a digest of the start of the file and the line number.'),
    occurredAt: timeSource,
    type: oneOf(PAYMENT_TYPES),
    amount: moneySource,
    currency: oneOf(CURRENCIES).prefault({ constant: 'USD' }),
    sender: partySource,
    receiver: partySource,
    channel: oneOf(CHANNELS).optional(),
    deviceId: textSource.optional(),
    ip: textSource.optional(),
    card: textSource.optional(),
    merchantCategory: textSource.optional(),
    latitude: numberSource.optional(),
    longitude: numberSource.optional(),
    failed: flagSource.optional(),
    label: flagSource.optional().describe('1, 1.0 or true for fraud; 0, 0.0 or false for honest.'),
    labelledAt: timeSource
      .optional()
      .describe('When the label became known; empty, or left out, the label delay of the command counts.'),
    scenario: textSource.optional().describe('Kind of fraud, for reports; never seen by a feature.'),
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    path: ['latitude'],
    message: 'expected latitude and longitude, or neither',
  });

export type CsvMapping = z.infer<typeof csvMappingSchema>;
export type TextSource = z.infer<typeof textSource>;
export type BalanceSource = z.infer<typeof balanceSource>;
export type TimeSource = z.infer<typeof timeSource>;

function isZone(zone: string): boolean {
  if (/^[+-]/.test(zone) && !/^.\d\d:\d\d$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
