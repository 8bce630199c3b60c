import type { LabelChange } from '../../domain/boards/change.ts';
import type { Decision } from '../../domain/decision/decision.ts';

/**
 * What an entry of the change stream holds. A decision never changes, so its id is enough, after a letter that lets a subscriber pass
 * over approvals without reading them. A label is replaced by later ones in the store, so it is told whole.
 */
export type ChangeReference =
  | { readonly kind: 'decision'; readonly id: string; readonly flagged: boolean }
  | { readonly kind: 'label'; readonly label: LabelChange };

const [APPROVED, FLAGGED, LABEL] = ['a', 'f', 'l'];

/** What is wrong when a decision that the stream names cannot be read. */
export const decisionNotHeld = (id: string): Error =>
  new Error(`the change stream names decision ${id}, which the store does not hold`);

export const decisionReference = ({ id, outcome }: Decision): string =>
  outcome === 'approve' ? `${APPROVED}${id}` : flaggedReference(id);
export const flaggedReference = (paymentId: string): string => `${FLAGGED}${paymentId}`;
export const labelReference = (label: LabelChange): string => `${LABEL}${JSON.stringify(label)}`;

/** True for what names a payment that was held or blocked. */
export const isFlaggedReference = (data: Uint8Array): boolean => data[0] === FLAGGED.charCodeAt(0);

/** The payment that such a one names. */
export const flaggedIdOf = (data: Buffer): string => data.toString('utf8', 1);

export const parseReference = (reference: string): ChangeReference => {
  const rest = reference.slice(1);
  if (reference[0] === LABEL) return { kind: 'label', label: JSON.parse(rest) };
  return { kind: 'decision', id: rest, flagged: reference[0] === FLAGGED };
};
