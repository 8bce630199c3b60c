import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type AlertPorts, sendAlert } from '../../src/fan-out/send-alerts.ts';
import { changeOf } from '../../src/items/change-image.ts';

export type AlertHandlerPorts = AlertPorts & {
  /** Told of a failure that will be tried again. */
  readonly reportFailure: (error: unknown) => void;
};

/** Alerts of held and blocked payments, in order; stops at the first that fails, which is tried again with those behind it. */
export const createHandler =
  (ports: AlertHandlerPorts) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of event.Records) {
      const failed = await alertFails(record, ports);
      if (failed) return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
    return { batchItemFailures: [] };
  };

const alertFails = async (record: DynamoDBRecord, ports: AlertHandlerPorts): Promise<boolean> => {
  const change = changeOf(record);
  if (change?.kind !== 'decision') return false;
  try {
    await sendAlert(change.decision, ports);
    return false;
  } catch (error) {
    ports.reportFailure(error);
    return true;
  }
};
