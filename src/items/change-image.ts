import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { Change, LabelChange } from '../domain/boards/change.ts';
import { unpackDecision } from '../domain/decision/codec.ts';

/** An item's attributes in a DynamoDB stream event; binary travels as base64. */
export type Image = Record<string, AttributeValue>;

/** A decision as stored: its id, its outcome (which subscribers filter by), and the whole in MessagePack. */
export const decisionImage = (id: string, outcome: string, body: Uint8Array): Image => ({
  id: { S: id },
  outcome: { S: outcome },
  body: { B: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64') },
});

/** A label as stored beside the decisions, under a key of its own. */
export const labelImage = (label: LabelChange): Image => ({
  id: { S: `label#${label.paymentId}` },
  label: { S: JSON.stringify(label) },
});

/** What a record of the change stream tells; undefined for what is no news, such as an expired item. */
export const changeOf = ({ eventName, dynamodb }: DynamoDBRecord): Change | undefined => {
  const image = dynamodb?.NewImage;
  const sequence = dynamodb?.SequenceNumber;
  if (image === undefined || sequence === undefined) return undefined;
  if (image['label']?.S !== undefined) return { kind: 'label', sequence, label: JSON.parse(image['label'].S) };
  if (eventName !== 'INSERT' || image['body']?.B === undefined) return undefined;
  return { kind: 'decision', sequence, decision: unpackDecision(Buffer.from(image['body'].B, 'base64')) };
};
