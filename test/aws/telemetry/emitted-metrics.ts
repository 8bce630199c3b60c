import { observeDecisions } from '../../../src/aws/telemetry/observe-deciding.ts';
import { createTelemetry } from '../../../src/aws/telemetry/telemetry.ts';
import { RUNGS } from '../../../src/domain/decision/decision.ts';
import { aDecision } from '../../builders/a-decision.ts';
import { aPayment } from '../../builders/a-payment.ts';
import { capturedOutput } from '../fake/captured-output.ts';
import { changeEvent, kinesisEvent } from '../fake/events.ts';
import { createFakeAws } from '../fake/fake-aws.ts';
import { TABLES } from '../fake/fake-dynamo.ts';
import { ENVIRONMENT, streamFunctions } from '../fake/functions.ts';
import { watchedPayments } from '../fake/watched-payments.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const drain = aPayment({
  id: 'drain',
  occurredAt: NOW,
  amountMinor: 90_000_000,
  sender: { account: 'C-1', balanceBeforeMinor: 90_000_000 },
});

/**
 * All metrics that the functions write when everything that they count happens, `<namespace> <dimension>=<value> <name>` each, read from what
 * they print in CloudWatch's embedded metric format.
 */
export const emittedMetrics = async (): Promise<ReadonlySet<string>> => {
  const output = await capturedOutput(async () => {
    await onTheStream();
    for (const service of ['decide', 'score']) await decidingAs(service);
    await watchedPayments();
  });
  return new Set(output.split('\n').flatMap(namesIn));
};

/** Payments decided and refused, alerts sent and not confirmed. */
const onTheStream = async (): Promise<void> => {
  const aws = createFakeAws();
  const options = { nowMs: () => Date.parse(NOW) };
  const { decide } = streamFunctions(aws, { ...options, service: 'decide' });
  const { alert } = streamFunctions(aws, { ...options, service: 'alert' });
  await decide(kinesisEvent(['{', JSON.stringify(drain)]));
  const { changes } = aws.table(TABLES.DECISIONS_TABLE);
  aws.faults['BatchExecuteStatement'] = [{}, { error: 'InternalServerError' }];
  await alert(changeEvent(changes));
  await alert(changeEvent(changes));
};

/** Decisions on every rung. */
const decidingAs = async (service: string): Promise<void> => {
  const telemetry = createTelemetry({ ...ENVIRONMENT, POWERTOOLS_SERVICE_NAME: service });
  const record = observeDecisions(async (decisions) => decisions, telemetry);
  const outcomes = ['approve', 'review', 'block', 'approve'] as const;
  await record(
    RUNGS.map((rung, at) => aDecision({ rung, outcome: outcomes[at], rungReason: 'rules: do not compile' })),
  );
  telemetry.flush();
};

const namesIn = (line: string): readonly string[] => {
  if (!line.includes('CloudWatchMetrics')) return [];
  const told = JSON.parse(line);
  return told._aws.CloudWatchMetrics.flatMap(
    (group: { Namespace: string; Dimensions: string[][]; Metrics: unknown[] }) =>
      group.Metrics.map(
        (metric) =>
          `${group.Namespace} ${group.Dimensions[0].map((name) => `${name}=${told[name]}`).join()} ${Object(metric).Name}`,
      ),
  );
};
