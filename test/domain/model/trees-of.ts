import { readOnnx } from '../../../src/domain/model/read-onnx.ts';
import type { Trees } from '../../../src/domain/model/trees.ts';

/** The trees of an ONNX file that can be read. */
export const treesOf = (bytes: Uint8Array): Trees => {
  const read = readOnnx(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};
