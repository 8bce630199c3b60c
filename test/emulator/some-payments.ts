import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PAYSIM_MAPPING } from '../../src/csv/paysim-mapping.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';
import { csvLine } from '../../src/simulator/csv-line.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aFolder } from '../builders/a-system.ts';
import { simulatedPayments } from '../builders/simulated-payments.ts';
import { allRows, PAYSIM_HEADER, payments } from '../csv/csv-file.ts';

const COLUMNS = PAYSIM_HEADER.split(',').length;
const MINUTE_MS = 60_000;

/** A tag that makes accounts and ids new ones, for an emulator may have seen earlier runs. */
export const aTag = (): string => Date.now().toString(36);

/** The payments of a CSV file with PaySim's columns, fraud among them. */
export const paysimPayments = async (count: number, tag: string): Promise<readonly Payment[]> => {
  const simulated = simulatedPayments(count);
  const startMs = Date.parse(simulated[0].payment.occurredAt);
  const lines = simulated.map((row) => csvLine(row, startMs).split(',').slice(0, COLUMNS).join(','));
  const file = join(await aFolder(), 'paysim.csv');
  await writeFile(file, [PAYSIM_HEADER, ...lines].join('\n').replaceAll(/(?<=,)[CM](?=\d)/g, `$&${tag}`));
  return payments(await allRows({ file, mapping: PAYSIM_MAPPING })).map(({ payment }) => payment);
};

export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

/** A card that pays in Lisbon, and twenty minutes later in Singapore: the second payment is blocked. */
export const impossibleTravel = (tag: string): readonly [before: Payment, blocked: Payment] => {
  const purchase = aPayment({
    id: `lisbon-${tag}`,
    occurredAt: minutesAgo(21),
    type: 'CARD',
    amountMinor: 4_250,
    sender: { account: `C-${tag}`, balanceBeforeMinor: 240_000, country: 'PT' },
    receiver: { account: `M-grocer-${tag}`, country: 'PT' },
    channel: 'pos',
    card: `tok_${tag}`,
    merchantCategory: '5411',
    location: { latitude: 38.722, longitude: -9.139 },
  });
  const blocked = {
    ...purchase,
    id: `singapore-${tag}`,
    occurredAt: minutesAgo(1),
    amountMinor: 38_000,
    receiver: { account: `M-watches-${tag}`, country: 'SG' },
    merchantCategory: '5944',
    location: { latitude: 1.352, longitude: 103.82 },
  };
  return [purchase, blocked];
};

/** All of a balance to somebody new: held for review. */
export const accountDrain = (tag: string): Payment =>
  aPayment({
    id: `drain-${tag}`,
    occurredAt: minutesAgo(1),
    amountMinor: 500_000,
    sender: { account: `D-${tag}`, balanceBeforeMinor: 500_000 },
    receiver: { account: `N-${tag}`, balanceBeforeMinor: 0 },
  });
