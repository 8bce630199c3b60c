import { createHash } from 'node:crypto';
import { createProfiles } from '../../../src/aws/adapters/profiles.ts';
import { createGet } from '../../../src/aws/batch-get.ts';
import { createExecute } from '../../../src/aws/statements.ts';
import { MOST_BINS, MOST_FEATURES } from '../../../src/domain/drift/reference.ts';
import { FEATURE_NAMES, FEATURES_VERSION } from '../../../src/domain/features/index.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { occurredAtMs, type Payment } from '../../../src/domain/payment/payment.ts';
import { DAY_MS } from '../../../src/domain/profile/day.ts';
import { entitiesOf } from '../../../src/domain/profile/entity.ts';
import { eventsOf } from '../../../src/domain/profile/event.ts';
import { EMPTY_PROFILE, type Profile, withEvent } from '../../../src/domain/profile/profile.ts';
import { type Simulated, simulate } from '../../../src/simulator/simulate.ts';
import { aModel } from '../fake/a-model.ts';
import { capturedOutput } from '../fake/captured-output.ts';
import { changeEvent, paymentEvent } from '../fake/events.ts';
import { createFakeAws, type FakeAws } from '../fake/fake-aws.ts';
import { TABLES } from '../fake/fake-dynamo.ts';
import { streamFunctions } from '../fake/functions.ts';
import { itemBytes } from '../fake/item.ts';
import type { Change } from '../fake/table.ts';

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
  /** What Firehose bills: each record as a multiple of 5 KB. */
  readonly archiveBytes: number;
};

export type CountOptions = {
  /** What is kept of a simulated payment. */
  readonly take: (payment: Payment) => Payment;
  readonly accounts?: number;
  /** Of history that the profiles hold before anything is counted. */
  readonly days?: number;
  /** Payments of one call of the deciding function. */
  readonly batch?: number;
  /** Changes of one call of the counting function; as many as a batch has otherwise. */
  readonly boardBatch?: number;
  /** Payments that are counted, about. */
  readonly payments?: number;
};

const FIREHOSE_STEP_BYTES = 5_120;
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
  const { take, accounts = 3_000, days = 10, batch = 100, boardBatch = batch } = options;
  const aws = createFakeAws();
  const traffic = simulate({ seed: 1, accounts, startMs: START_MS });
  const remembered = remember(traffic, { take, untilMs: START_MS + days * DAY_MS });
  await fill(aws, remembered);
  const run = createRun(aws, { take, traffic, batch, boardBatch });
  await capturedOutput(() => run(1));
  const before = totalsOf(aws);
  const batches = Math.ceil((options.payments ?? 4_000) / batch);
  const output = await capturedOutput(() => run(batches));
  const after = totalsOf(aws);
  const payments = batches * batch;
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
    archiveBytes: per(after.archiveBytes - before.archiveBytes),
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
  archiveBytes: aws.archived.reduce(
    (sum, { length }) => sum + Math.ceil(length / FIREHOSE_STEP_BYTES) * FIREHOSE_STEP_BYTES,
    0,
  ),
});

type Traffic = Generator<Simulated>;

/** Profiles as some days of payments leave them, without the way through the functions, and without measuring what nobody asks for. */
const remember = (
  traffic: Traffic,
  { take, untilMs }: { readonly take: CountOptions['take']; readonly untilMs: number },
): ReadonlyMap<string, Profile> => {
  const profiles = new Map<string, Profile>();
  for (let atMs = 0; atMs < untilMs; ) {
    const payment = take(traffic.next().value.payment);
    atMs = occurredAtMs(payment);
    const refs = entitiesOf(payment);
    const events = eventsOf(payment, refs);
    for (const [at, { key }] of refs.entries())
      profiles.set(key, withEvent(profiles.get(key) ?? EMPTY_PROFILE, events[at]));
  }
  return profiles;
};

const fill = async (aws: FakeAws, profiles: ReadonlyMap<string, Profile>): Promise<void> => {
  const parts = { get: createGet(aws.client), execute: createExecute(aws.client), nowMs: () => START_MS };
  const { extendProfiles } = createProfiles({ ...parts, table: TABLES.PROFILES_TABLE });
  await extendProfiles([...profiles].map(([key, profile]) => ({ key, profile, readVersion: 0 })));
};

type Run = Pick<CountOptions, 'take'> & {
  readonly traffic: Traffic;
  readonly batch: number;
  readonly boardBatch: number;
};

const createRun = (aws: FakeAws, { take, traffic, batch, boardBatch }: Run) => {
  let nowMs = START_MS;
  let sequence = 1;
  const functions = streamFunctions(aws, { nowMs: () => nowMs, model: aModelWithReference() });
  const follow = async (changes: readonly Change[]): Promise<void> => {
    await functions.tally(changeEvent(changes, { firstSequence: sequence }));
    const flagged = changes.filter(({ image }) => image['outcome']?.S !== 'approve');
    if (flagged.length > 0) await functions.alert(changeEvent(flagged, { firstSequence: sequence }));
    sequence += changes.length;
  };
  return async (batches: number): Promise<void> => {
    const { changes } = aws.table(TABLES.DECISIONS_TABLE);
    for (let at = 0; at < batches; at += 1) {
      const payments = Array.from({ length: batch }, () => withLongId(take(traffic.next().value.payment)));
      nowMs = Date.parse(payments[batch - 1].occurredAt) + 1_000;
      await functions.decide(paymentEvent(payments));
      while (changes.length >= boardBatch) await follow(changes.splice(0, boardBatch));
    }
    if (changes.length > 0) await follow(changes.splice(0));
  };
};

/** Ids as long as most have them: those of the simulator are short, and alike. */
const withLongId = (payment: Payment): Payment => {
  const hex = createHash('sha256').update(payment.id).digest('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  return { ...payment, id };
};

/** With as much to count drift by as a model may ship with. */
const aModelWithReference = (): Model => {
  const model = aModel();
  const bins = {
    edges: Array.from({ length: MOST_BINS - 1 }, (_, at) => at),
    counts: Array.from({ length: MOST_BINS }, () => 1),
  };
  const features = FEATURE_NAMES.slice(0, MOST_FEATURES).map((name) => ({
    ...bins,
    name,
    counts: [...bins.counts, 1],
  }));
  return {
    ...model,
    reference: { model: model.manifest.version, featuresVersion: FEATURES_VERSION, scores: bins, features },
  };
};
