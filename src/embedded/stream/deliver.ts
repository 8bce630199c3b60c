import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { type BatchResponse, type Outcome, outcomeOf, outcomeOfError } from './batch-response.ts';
import type { EventSource } from './event-source.ts';
import { type FailureRecord, failureRecordOf, type GivenUp } from './failure-record.ts';
import type { StoredRecord } from './frame.ts';
import { lambdaContext } from './lambda-context.ts';
import { backoffMs, planRetry, type RetryRules, type Work } from './retry-plan.ts';

/** Told of records that were given up. They are passed over once it resolves; when it fails it is called again, so it is idempotent. */
export type OnFailure = (given: {
  readonly failure: FailureRecord;
  readonly reason: string;
  readonly records: readonly GivenUpRecord[];
}) => Promise<void>;
export type GivenUpRecord = StoredRecord & { readonly eventId: string };

export type FailedCall = {
  readonly consumer: string;
  readonly shardId: string;
  readonly records: number;
  readonly reason: string;
  readonly failuresInARow: number;
};

export type Delivery<AwsRecord> = RetryRules & {
  readonly consumer: string;
  readonly shardId: string;
  readonly source: EventSource<AwsRecord>;
  readonly handler: (event: { Records: AwsRecord[] }, context: Context) => Promise<BatchResponse> | Promise<void>;
  /** Records older than this are given up. */
  readonly maxAgeMs?: number;
  readonly onFailure: OnFailure;
  readonly backoff: { readonly firstMs: number; readonly mostMs: number };
  readonly reportFailure: (failed: FailedCall) => void;
  /** Called with the position of the last record that is done, again and again. */
  readonly pass: (position: number) => void;
  readonly stopping: AbortSignal;
  readonly nowMs: () => number;
};

/**
 * Sends records of one shard to the handler, in order, until each is done or given up. When stopped it ends after the call in flight;
 * false then says that some are left.
 */
export const deliver = async <AwsRecord>(
  batch: readonly StoredRecord[],
  delivery: Delivery<AwsRecord>,
): Promise<boolean> => {
  let state: State = {
    todo: batch.length === 0 ? [] : [{ records: batch, retries: 0 }],
    failures: 0,
    reason: 'it was never tried',
  };
  while (state.todo.length > 0 && !delivery.stopping.aborted) state = await step(state, delivery);
  return state.todo.length === 0;
};

/** `failures` counts failed calls since the last progress, `reason` is that of the last. */
type State = { readonly todo: readonly Work[]; readonly failures: number; readonly reason: string };

const step = async <AwsRecord>(state: State, delivery: Delivery<AwsRecord>): Promise<State> => {
  const [work, ...later] = state.todo;
  const expired = expiredOf(work.records, delivery);
  if (expired.length > 0) {
    const rest = { ...work, records: work.records.slice(expired.length) };
    const given = {
      records: expired,
      condition: 'RecordAgeExceeded',
      reason: state.reason,
      invokeCount: work.retries,
    } as const;
    const todo = rest.records.length > 0 ? [rest, ...later] : later;
    return (await giveUp(given, delivery)) ? { ...state, todo } : state;
  }
  const outcome = await call(work.records, delivery);
  if (!outcome.done) return afterFailure(state, outcome, delivery);
  delivery.pass(work.records[work.records.length - 1].position);
  return { ...state, todo: later, failures: 0 };
};

const afterFailure = async <AwsRecord>(
  state: State,
  { from, reason }: Outcome & { readonly done: false },
  delivery: Delivery<AwsRecord>,
): Promise<State> => {
  const [work, ...later] = state.todo;
  const { consumer, shardId } = delivery;
  const failures = from > 0 ? 1 : state.failures + 1;
  if (from > 0) delivery.pass(work.records[from - 1].position);
  delivery.reportFailure({ consumer, shardId, reason, records: work.records.length - from, failuresInARow: failures });
  const plan = planRetry(work, from, delivery);
  if ('retry' in plan) {
    await pause(failures, delivery);
    return { todo: [...plan.retry, ...later], failures, reason };
  }
  const given = {
    records: plan.giveUp,
    condition: 'RetryAttemptsExhausted',
    reason,
    invokeCount: work.retries + 1,
  } as const;
  return (await giveUp(given, delivery)) ? { todo: later, failures: 0, reason } : state;
};

const expiredOf = <AwsRecord>(
  records: readonly StoredRecord[],
  { maxAgeMs, nowMs }: Delivery<AwsRecord>,
): readonly StoredRecord[] => {
  if (maxAgeMs === undefined) return [];
  const oldestMs = nowMs() - maxAgeMs;
  const fresh = records.findIndex(({ arrivedAtMs }) => arrivedAtMs >= oldestMs);
  return fresh === -1 ? records : records.slice(0, fresh);
};

const call = async <AwsRecord>(records: readonly StoredRecord[], delivery: Delivery<AwsRecord>): Promise<Outcome> => {
  const { source, shardId, handler, consumer } = delivery;
  try {
    const Records = records.map((record) => source.toAwsRecord(record, shardId));
    const response = await handler({ Records }, lambdaContext(consumer));
    return outcomeOf(response ?? undefined, () => records.map(({ position }) => source.sequenceOf(position)));
  } catch (error) {
    return outcomeOfError(error);
  }
};

/** Hands records over to the on-failure destination until it takes them; false when stopped before. */
const giveUp = async <AwsRecord>(given: GivenUp, delivery: Delivery<AwsRecord>): Promise<boolean> => {
  const { source, shardId, consumer, onFailure, nowMs, stopping } = delivery;
  const failure = failureRecordOf(given, { source, shardId, consumer, nowMs: nowMs() });
  const records = given.records.map((record) => ({
    ...record,
    eventId: `${shardId}:${source.sequenceOf(record.position)}`,
  }));
  for (let failures = 1; !stopping.aborted; failures += 1) {
    try {
      await onFailure({ failure, reason: given.reason, records });
      delivery.pass(records[records.length - 1].position);
      return true;
    } catch (error) {
      const reason = `the on-failure destination failed: ${String(error)}`;
      delivery.reportFailure({ consumer, shardId, reason, records: records.length, failuresInARow: failures });
      await pause(failures, delivery);
    }
  }
  return false;
};

/** Waits before the next try; ends early when stopping. */
export const pause = async <AwsRecord>(failures: number, { backoff, stopping }: Delivery<AwsRecord>): Promise<void> => {
  await sleep(backoffMs(failures, backoff), undefined, { signal: stopping }).catch(() => undefined);
};
