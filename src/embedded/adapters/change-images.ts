import type { DynamoDBRecord } from 'aws-lambda';
import { outcomeOf } from '../../domain/decision/codec.ts';
import { decisionImage, type Image, labelImage } from '../../items/change-image.ts';
import type { Store } from '../store.ts';
import { dynamoSource, type EventSource } from '../stream/event-source.ts';
import { decisionNotHeld, parseReference } from './change-reference.ts';
import { decisionKey } from './decisions.ts';

/** The entries of the local change stream as DynamoDB's stream would send them. */
export const changeSource = (store: Store): EventSource<DynamoDBRecord> =>
  dynamoSource({ tableName: 'decisions', keyNames: ['id'], imageOf: createImageOf(store) });

const createImageOf =
  (store: Store) =>
  (reference: string): Image => {
    const change = parseReference(reference);
    if (change.kind === 'label') return labelImage(change.label);
    const body = store.get(decisionKey(change.id));
    if (body === undefined) throw decisionNotHeld(change.id);
    return decisionImage(change.id, outcomeOf(body), body);
  };
