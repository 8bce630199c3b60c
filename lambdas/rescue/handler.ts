import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { givenUpSchema, type RescuePorts, rescue } from '../../src/quarantine/rescue.ts';

export type RescueHandlerPorts = RescuePorts & {
  /** Told of a message that stays in the queue and is tried again. */
  readonly reportFailure: (error: unknown) => void;
};

/** Brings the batches that the payment stream's event source gave up into quarantine; a message that fails stays in the queue. */
export const createHandler =
  (ports: RescueHandlerPorts) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: SQSRecord[] = [];
    for (const record of event.Records) if (!(await isRescued(record, ports))) failed.push(record);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };

const isRescued = async ({ body }: SQSRecord, ports: RescueHandlerPorts): Promise<boolean> => {
  try {
    await rescue(givenUpSchema.parse(JSON.parse(body)), ports);
    return true;
  } catch (error) {
    ports.reportFailure(error);
    return false;
  }
};
