import { outcomeOf } from '../../domain/decision/codec.ts';
import { decisionImage, type Image, labelImage } from '../../items/change-image.ts';
import type { Store } from '../store.ts';
import { decisionNotHeld, parseReference } from './change-reference.ts';
import { decisionKey } from './decisions.ts';

/** The image that DynamoDB's stream would carry for an entry of the local change stream. */
export const createImageOf =
  (store: Store) =>
  (reference: string): Image => {
    const change = parseReference(reference);
    if (change.kind === 'label') return labelImage(change.label);
    const body = store.get(decisionKey(change.id));
    if (body === undefined) throw decisionNotHeld(change.id);
    return decisionImage(change.id, outcomeOf(body), body);
  };
