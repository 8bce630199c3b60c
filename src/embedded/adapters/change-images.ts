import type { LabelChange } from '../../domain/boards/change.ts';
import { outcomeOf } from '../../domain/decision/codec.ts';
import { decisionImage, type Image, labelImage } from '../../items/change-image.ts';
import type { Store } from '../store.ts';
import { decisionKey } from './decisions.ts';
import { LABEL_REFERENCE } from './labels.ts';

/** The image that DynamoDB's stream would carry for a reference on the local change stream. Decisions never change, so it is read when told. */
export const createImageOf =
  (store: Store) =>
  (reference: string): Image => {
    if (reference.startsWith(LABEL_REFERENCE)) {
      const label: LabelChange = JSON.parse(reference.slice(LABEL_REFERENCE.length));
      return labelImage(label);
    }
    const body = store.get(decisionKey(reference));
    if (body === undefined)
      throw new Error(`the change stream names decision ${reference}, which the store does not hold`);
    return decisionImage(reference, outcomeOf(body), body);
  };
