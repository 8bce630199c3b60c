/** A key that no value reaches from above, and one that none reaches from below: where a missing value goes. */
const BELOW_ALL = -0x8000_0000;
const ABOVE_ALL = 0x7fff_ffff;
const INFINITY_BITS = 0x7f80_0000;
const NEGATIVE_ZERO = -0x8000_0000;

/**
 * A threshold's order key: for float32 a and b that are numbers, a < b exactly when keyOf(a) < keyOf(b). The bits of an IEEE 754
 * number already order the positive ones as integers; the negative ones need theirs turned over.
 */
export const keyOf = (value: number): number => {
  scratch.setFloat32(0, value + 0);
  const bits = scratch.getInt32(0);
  return bits ^ ((bits >> 31) & 0x7fff_ffff);
};

/** The least float32 whose key is at least this one; NaN above infinity's. */
export const valueOfKey = (key: number): number => {
  scratch.setInt32(0, key ^ ((key >> 31) & 0x7fff_ffff));
  return scratch.getFloat32(0);
};

const scratch = new DataView(new ArrayBuffer(4));

/** Below every key, that of a missing value sent right included: a node with this threshold sends everything right. */
export const NEVER_LEFT = BELOW_ALL;

/**
 * Makes the function that turns a row of features into its key row, two columns a feature: column f for nodes that send a missing
 * value (NaN) right, column f + featureCount for nodes that send it left. Integer keys let the walk compare without a branch and
 * without a case for NaN. The key row is overwritten by the next call.
 */
export const keyRowOf = (featureCount: number): ((row: Float32Array) => Int32Array) => {
  const floats = new Float32Array(featureCount);
  const bitsOf = new Int32Array(floats.buffer);
  const keys = new Int32Array(2 * featureCount);
  return (row) => {
    floats.set(row);
    for (let feature = 0; feature < featureCount; feature += 1) {
      const bits = bitsOf[feature];
      const missing = (bits & 0x7fff_ffff) > INFINITY_BITS;
      // -0 compares as equal to 0 but has other bits: its key would be -1.
      const key = (bits ^ ((bits >> 31) & 0x7fff_ffff)) + +(bits === NEGATIVE_ZERO);
      keys[feature] = missing ? ABOVE_ALL : key;
      keys[feature + featureCount] = missing ? BELOW_ALL : key;
    }
    return keys;
  };
};
