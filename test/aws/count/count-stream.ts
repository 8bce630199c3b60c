import { createProfiles } from '../../../src/aws/adapters/profiles.ts';
import { createGet } from '../../../src/aws/batch-get.ts';
import { createExecute } from '../../../src/aws/statements.ts';
import { measureAndRemember } from '../../../src/domain/features/measure.ts';
import { occurredAtMs, type Payment } from '../../../src/domain/payment/payment.ts';
import { DAY_MS } from '../../../src/domain/profile/day.ts';
import type { Profile } from '../../../src/domain/profile/profile.ts';
import { type Simulated, simulate } from '../../../src/simulator/simulate.ts';
import { capturedOutput } from '../fake/captured-output.ts';
import { changeEvent, paymentEvent } from '../fake/events.ts';
import { createFakeAws, type FakeAws } from '../fake/fake-aws.ts';
import { TABLES } from '../fake/fake-dynamo.ts';
import { streamFunctions } from '../fake/functions.ts';
import { itemBytes } from '../fake/item.ts';

/** What a payment costs on the stream path, on average over some batches, all functions together. */
export type Counts = {
  readonly sdkCalls: number;
  readonly writeUnits: number;
  /** Of them, by table. */
  readonly decisionUnits: number;
  readonly profileUnits: number;
  readonly consoleUnits: number;
  readonly readUnits: number;
  readonly logBytes: number;
  readonly profilesWritten: number;
  readonly flagged: number;
  /** Share of decisions that fit one write unit. */
  readonly decisionsInOneUnit: number;
  /** Decide, tally and alert, calls of the functions. */
  readonly invocations: number;
};

export type CountOptions = {
  /** What is kept of a simulated payment. */
  readonly take: (payment: Payment) => Payment;
  readonly accounts?: number;
  /** Of history that the profiles hold before anything is counted. */
  readonly days?: number;
  readonly batches?: number;
};

const BATCH = 100;
const START_MS = Date.parse('2025-01-01T00:00:00Z');

/** As PaySim's rows and most ledgers have them: two accounts, and neither device nor card nor address. */
export const accountsOnly = ({
  deviceId: _device,
  card: _card,
  ip: _ip,
  location: _place,
  ...payment
}: Payment): Payment => payment;
export const everything = (payment: Payment): Payment => payment;

/** Runs simulated payments through the functions with the real SDK, and counts once the profiles have filled up for some batches. */
export const countStream = async (options: CountOptions): Promise<Counts> => {
  const { take, accounts = 3_000, days = 10, batches = 40 } = options;
  const aws = createFakeAws();
  const traffic = simulate({ seed: 1, accounts, startMs: START_MS });
  const remembered = remember(traffic, { take, untilMs: START_MS + days * DAY_MS });
  await fill(aws, remembered);
  const run = createRun(aws, { take, traffic });
  await capturedOutput(() => run(1));
  const before = totalsOf(aws);
  const output = await capturedOutput(() => run(batches));
  const after = totalsOf(aws);
  const payments = batches * BATCH;
  const per = (total: number): number => total / payments;
  const decisions = [...aws.table(TABLES.DECISIONS_TABLE).items.values()];
  const flagged = after.flagged - before.flagged;
  return {
    sdkCalls: per(after.calls - before.calls),
    writeUnits: per(after.write - before.write),
    decisionUnits: per(after.decisions - before.decisions),
    profileUnits: per(after.profileUnits - before.profileUnits),
    consoleUnits: per(after.console - before.console),
    readUnits: per(after.read - before.read),
    logBytes: per(Buffer.byteLength(output)),
    profilesWritten: per(after.profiles - before.profiles),
    flagged: per(flagged),
    decisionsInOneUnit: decisions.filter((item) => itemBytes(item) <= 1024).length / decisions.length,
    invocations: per(output.split('\n').filter((line) => line.includes('"level":"INFO"')).length),
  };
};

const totalsOf = (aws: FakeAws) => ({
  ...aws.units,
  decisions: aws.table(TABLES.DECISIONS_TABLE).writeUnits(),
  profileUnits: aws.table(TABLES.PROFILES_TABLE).writeUnits(),
  console: aws.table(TABLES.CONSOLE_TABLE).writeUnits(),
  calls: Object.values(aws.calls).reduce((sum, count) => sum + count, 0),
  profiles: aws.table(TABLES.PROFILES_TABLE).changes.length,
  flagged: aws.published.length,
});

type Traffic = Generator<Simulated>;

/** Profiles as some days of payments leave them, without the way through the functions. */
const remember = (
  traffic: Traffic,
  { take, untilMs }: { readonly take: CountOptions['take']; readonly untilMs: number },
): ReadonlyMap<string, Profile> => {
  const profiles = new Map<string, Profile>();
  for (let atMs = 0; atMs < untilMs; ) {
    const payment = take(traffic.next().value.payment);
    atMs = occurredAtMs(payment);
    measureAndRemember(payment, profiles);
  }
  return profiles;
};

const fill = async (aws: FakeAws, profiles: ReadonlyMap<string, Profile>): Promise<void> => {
  const parts = { get: createGet(aws.client), execute: createExecute(aws.client), nowMs: () => START_MS };
  const { extendProfiles } = createProfiles({ ...parts, table: TABLES.PROFILES_TABLE });
  await extendProfiles([...profiles].map(([key, profile]) => ({ key, profile, readVersion: 0 })));
};

const createRun = (
  aws: FakeAws,
  { take, traffic }: { readonly take: CountOptions['take']; readonly traffic: Traffic },
) => {
  let nowMs = START_MS;
  let sequence = 1;
  const functions = streamFunctions(aws, { nowMs: () => nowMs });
  return async (batches: number): Promise<void> => {
    for (let batch = 0; batch < batches; batch += 1) {
      const payments = Array.from({ length: BATCH }, () => take(traffic.next().value.payment));
      nowMs = Date.parse(payments[BATCH - 1].occurredAt) + 1_000;
      await functions.decide(paymentEvent(payments, sequence));
      const changes = aws.table(TABLES.DECISIONS_TABLE).changes.splice(0);
      await functions.tally(changeEvent(changes, { firstSequence: sequence }));
      const flagged = changes.filter(({ image }) => image['outcome']?.S !== 'approve');
      if (flagged.length > 0) await functions.alert(changeEvent(flagged, { firstSequence: sequence }));
      sequence += BATCH;
    }
  };
};
