/** Eight random hex digits: enough to keep tried payments and their accounts apart. */
export const randomTag = (): string =>
  [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const randomId = (): string => `try-${randomTag()}${randomTag()}`;
