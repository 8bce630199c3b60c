import * as z from 'zod';
import { isCardNumber } from './card-number.ts';
import { CURRENCIES } from './currency.ts';

export const PAYMENT_TYPES = ['CASH_IN', 'CASH_OUT', 'DEBIT', 'PAYMENT', 'TRANSFER', 'CARD'] as const;
export const CHANNELS = ['web', 'mobile', 'pos', 'atm', 'branch', 'phone', 'api'] as const;

/** 100 billion units of a two-digit currency: above it an amount is a mistake, and 128 of them still add up exactly in a double. */
export const MAX_AMOUNT_MINOR = 10_000_000_000_000;

/** JSON knows a -0, which is written as 0 and yet not the same in a comparison: with it a payment would differ from itself. */
const unsignedZero = (value: number): number => value + 0;

const amountMinor = z.int().min(0).max(MAX_AMOUNT_MINOR).overwrite(unsignedZero);
const degrees = (most: number) => z.number().min(-most).max(most).overwrite(unsignedZero);

/** Half of a surrogate pair is no character: as UTF-8 two different ones would be the same key. */
const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((value) => value.isWellFormed(), 'expected well-formed Unicode, got half of a surrogate pair')
    .refine((value) => value === '' || value.trim() !== '', 'expected something to read, not blanks alone')
    // Part of an address such as /v1/payments/{id}, where a browser takes them for a step to a folder.
    .refine(
      (value) => value !== '.' && value !== '..',
      'expected more than one or two dots, which an address takes for a folder',
    );

const partySchema = z.strictObject({
  account: text(64).describe('Account id: free text, unique at your institution.'),
  balanceBeforeMinor: amountMinor
    .optional()
    .describe('Balance before this payment, minor units. Leave out when unknown.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected two capital letters (ISO 3166-1 alpha-2)')
    .optional(),
});

/** A payment as it travels: the body of the API, a line of the stream. Times are ISO 8601, money is in minor units. */
export const paymentSchema = z
  .strictObject({
    id: text(64).describe('Unique for ever: a payment id is decided once.'),
    occurredAt: z.iso
      .datetime({ offset: true, error: 'expected ISO 8601 with seconds and a zone, such as 2026-03-02T12:00:00Z' })
      .describe('When the payment was asked for, ISO 8601 with a zone.'),
    type: z.enum(PAYMENT_TYPES),
    amountMinor,
    currency: z.enum(CURRENCIES),
    sender: partySchema,
    receiver: partySchema,
    channel: z.enum(CHANNELS).optional(),
    deviceId: text(64).optional(),
    ip: z.union([z.ipv4(), z.ipv6()], 'expected an IPv4 or IPv6 address').optional(),
    card: text(128)
      .refine(
        (card) => !isCardNumber(card),
        'expected a token or a hash, got what looks like a card number; never send the number itself',
      )
      .optional()
      .describe('A token or a hash of the card, never its number.'),
    merchantCategory: z
      .string()
      .regex(/^\d{4}$/, 'expected four digits (ISO 18245)')
      .optional(),
    location: z.strictObject({ latitude: degrees(90), longitude: degrees(180) }).optional(),
    failed: z
      .boolean()
      .optional()
      .describe('True when the attempt had already failed elsewhere, such as by a wrong security code.'),
  })
  .meta({ id: 'Payment' });

export type Payment = z.infer<typeof paymentSchema>;
export type Party = Payment['sender'];

/** Epoch milliseconds at which a payment occurred. */
export const occurredAtMs = (payment: Payment): number => Date.parse(payment.occurredAt);
