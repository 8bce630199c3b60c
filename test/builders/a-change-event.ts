import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { LabelChange } from '../../src/domain/boards/change.ts';
import { packDecision } from '../../src/domain/decision/codec.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { dynamoSource } from '../../src/embedded/stream/event-source.ts';
import { decisionImage, type Image, labelImage } from '../../src/items/change-image.ts';
import { PAYMENT_TIME } from './a-payment.ts';

/** A batch of the decisions' change stream, as DynamoDB sends it; positions count from `from`. */
export const aChangeEvent = (
  changes: readonly (Decision | LabelChange)[],
  { from = 0 }: { readonly from?: number } = {},
): DynamoDBStreamEvent => {
  const images = changes.map(imageOf);
  const source = dynamoSource({
    tableName: 'decisions',
    keyNames: ['id'],
    imageOf: (reference) => images[Number(reference)],
  });
  const arrivedAtMs = Date.parse(PAYMENT_TIME);
  return {
    Records: images.map((_, index) =>
      source.toAwsRecord(
        { position: from + index, partitionKey: '', data: Buffer.from(String(index)), arrivedAtMs },
        'shard-1',
      ),
    ),
  };
};

const imageOf = (change: Decision | LabelChange): Image =>
  'versions' in change ? decisionImage(change.id, change.outcome, packDecision(change)) : labelImage(change);
