import { KinesisClient } from '@aws-sdk/client-kinesis';
import type { Deployed } from '../deploy/deployed.ts';
import { createPutRecords, type PutRecords } from './adapters/put-records.ts';

/** The payment stream of a deployed stack. */
export const openPutRecords = ({ client, outputs, recordsACall }: Deployed): PutRecords =>
  createPutRecords(new KinesisClient(client), outputs['PaymentsStream'] ?? '', recordsACall);
