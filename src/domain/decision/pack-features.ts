/** Most features of most payments are unknown or nought: two bits say so, and only the others take their four bytes. */
const UNKNOWN = 1;
const NOUGHT = 2;

/** Feature values as bytes: a 16-bit count, two bits a value, then four bytes for each that is neither NaN nor 0. Bit for bit. */
export const packFeatures = (features: Float32Array): Uint8Array => {
  const kinds = Math.ceil(features.length / 4);
  const bytes = new Uint8Array(2 + kinds + features.length * 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, features.length);
  let end = 2 + kinds;
  for (let at = 0; at < features.length; at += 1) {
    const kind = kindOf(features[at]);
    bytes[2 + (at >> 2)] |= kind << ((at & 3) * 2);
    if (kind !== 0) continue;
    view.setFloat32(end, features[at]);
    end += 4;
  }
  return bytes.subarray(0, end);
};

/** The feature values in bytes that `packFeatures` made. */
export const unpackFeatures = (bytes: Uint8Array): Float32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const features = new Float32Array(view.getUint16(0));
  let from = 2 + Math.ceil(features.length / 4);
  for (let at = 0; at < features.length; at += 1) {
    const kind = (bytes[2 + (at >> 2)] >> ((at & 3) * 2)) & 3;
    if (kind === UNKNOWN) features[at] = Number.NaN;
    if (kind !== 0) continue;
    features[at] = view.getFloat32(from);
    from += 4;
  }
  return features;
};

const kindOf = (value: number): number => {
  if (Number.isNaN(value)) return UNKNOWN;
  return Object.is(value, 0) ? NOUGHT : 0;
};
