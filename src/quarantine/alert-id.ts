const PREFIX = 'alert:';

/** The id under which the alert of a payment is set aside; there is one at most. */
export const alertIdOf = (paymentId: string): string => `${PREFIX}${paymentId}`;

/** The payment whose alert is set aside under this id; undefined where it is no alert that is. */
export const paymentOfAlert = (id: string): string | undefined =>
  id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
