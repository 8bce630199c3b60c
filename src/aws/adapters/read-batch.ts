import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  InvalidArgumentException,
  type KinesisClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-kinesis';
import { isLater } from '../../domain/boards/change.ts';
import type { BatchPlace, ReadRecord, RescuePorts } from '../../quarantine/rescue.ts';

/** The records of a place on a Kinesis stream, as far as the stream still has them. */
export const createReadBatch =
  (client: KinesisClient, streamName: string): RescuePorts['readBatch'] =>
  async (place) => {
    const found: ReadRecord[] = [];
    let iterator = await iteratorAt(client, streamName, place);
    while (iterator !== undefined) {
      const {
        Records = [],
        NextShardIterator,
        MillisBehindLatest,
      } = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: place.batchSize }));
      const read = Records.map(readOf);
      found.push(...read.filter(({ sequenceNumber }) => isOf(place, sequenceNumber)));
      const isPast = read.some(({ sequenceNumber }) => !isLater(place.endSequenceNumber, sequenceNumber));
      iterator = isPast || (read.length === 0 && MillisBehindLatest === 0) ? undefined : NextShardIterator;
    }
    return found;
  };

/** Undefined when the shard is gone, or the stream no longer goes back so far. */
const iteratorAt = async (
  client: KinesisClient,
  StreamName: string,
  { shardId, startSequenceNumber }: BatchPlace,
): Promise<string | undefined> => {
  try {
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamName,
        ShardId: shardId,
        ShardIteratorType: 'AT_SEQUENCE_NUMBER',
        StartingSequenceNumber: startSequenceNumber,
      }),
    );
    return ShardIterator;
  } catch (error) {
    if (error instanceof ResourceNotFoundException || error instanceof InvalidArgumentException) return undefined;
    throw error;
  }
};

const isOf = ({ startSequenceNumber, endSequenceNumber }: BatchPlace, sequence: string): boolean =>
  !isLater(startSequenceNumber, sequence) && !isLater(sequence, endSequenceNumber);

type KinesisRecord = {
  readonly SequenceNumber?: string;
  readonly PartitionKey?: string;
  readonly Data?: Uint8Array;
  readonly ApproximateArrivalTimestamp?: Date;
};

const readOf = ({
  SequenceNumber = '',
  PartitionKey = '',
  Data,
  ApproximateArrivalTimestamp,
}: KinesisRecord): ReadRecord => ({
  sequenceNumber: SequenceNumber,
  partitionKey: PartitionKey,
  data: Buffer.from(Data ?? []).toString('utf8'),
  arrivedAtMs: ApproximateArrivalTimestamp?.getTime() ?? 0,
});
