import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { assess } from '../../src/assess/assess.ts';
import { recordLabels } from '../../src/labels/record-labels.ts';
import type { AssessPorts, Label, LabelPorts, Quarantine, Quarantined } from '../../src/ports.ts';
import { parseStreamRecord, type StreamRecord } from '../../src/stream-record.ts';

export type DecidePorts = AssessPorts & LabelPorts & { readonly quarantine: Quarantine };

/**
 * Decides the payments of a Kinesis batch and records its labels. What can never succeed goes to quarantine at once and holds nothing up;
 * a fault of the infrastructure throws, and the whole batch is tried again: all of it is idempotent.
 */
export const createHandler =
  (ports: DecidePorts) =>
  async (event: KinesisStreamEvent): Promise<void> => {
    const nowMs = ports.nowMs();
    const records = event.Records.map((source) => ({ source, record: parseStreamRecord(textOf(source), nowMs) }));
    const of = <K extends StreamRecord['kind']>(kind: K) =>
      records.filter(
        (each): each is { source: KinesisStreamRecord; record: Extract<StreamRecord, { kind: K }> } =>
          each.record.kind === kind,
      );

    const poison = of('poison').map(({ source, record }) => quarantined(source, record.reason, record.detail));
    const payments = of('payment');
    const ids = new Set(payments.map(({ record }) => record.payment.id));
    const labels = of('label');
    const isOfThisBatch = ({ record: { label } }: (typeof labels)[number]) => ids.has(label.paymentId);

    const unknown = await record(
      labels.filter((label) => !isOfThisBatch(label)),
      ports,
    );
    const assessed = await assess(
      payments.map(({ record }) => record.payment),
      ports,
    );
    const unknownStill = await record(labels.filter(isOfThisBatch), ports);
    const conflicts = payments.flatMap(({ source, record: { payment } }, index) =>
      assessed[index].status === 'conflict'
        ? [
            quarantined(
              source,
              'id_conflict',
              `payment ${payment.id} was decided with another body; an id is decided once`,
            ),
          ]
        : [],
    );
    const rejected = [...poison, ...conflicts, ...unknown, ...unknownStill];
    if (rejected.length > 0) await ports.quarantine(rejected);
  };

type LabelledRecord = { readonly source: KinesisStreamRecord; readonly record: { readonly label: Label } };

const record = async (labels: readonly LabelledRecord[], ports: DecidePorts): Promise<readonly Quarantined[]> => {
  if (labels.length === 0) return [];
  const statuses = await recordLabels(
    labels.map(({ record: { label } }) => label),
    ports,
  );
  return labels.flatMap(({ source, record: { label } }, index) =>
    statuses[index] === 'unknown_payment'
      ? [quarantined(source, 'unknown_payment', `no payment ${label.paymentId} was decided`)]
      : [],
  );
};

const textOf = ({ kinesis }: KinesisStreamRecord): string => Buffer.from(kinesis.data, 'base64').toString('utf8');

const quarantined = (source: KinesisStreamRecord, reason: string, detail: string): Quarantined => ({
  id: source.eventID,
  reason,
  detail,
  payload: textOf(source),
  partitionKey: source.kinesis.partitionKey,
  at: new Date(source.kinesis.approximateArrivalTimestamp * 1000).toISOString(),
});
