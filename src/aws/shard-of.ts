import type { DynamoDBStreamEvent } from 'aws-lambda';

/**
 * The shard that the changes of an event come from. Lambda tells it only to functions with a tumbling window; without one there is nothing
 * better than the stream itself, which is right while it has one shard.
 */
export const shardOf = (event: DynamoDBStreamEvent): string => {
  const shardId = 'shardId' in event && typeof event.shardId === 'string' ? event.shardId : undefined;
  return shardId ?? event.Records[0]?.eventSourceARN ?? 'none';
};
