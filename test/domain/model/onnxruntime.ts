import { runInThisContext } from 'node:vm';

// Jest gives each test file array types of its own, onnxruntime answers with Node's, and its tensors compare the two.
for (const name of ['Float32Array', 'BigInt64Array']) Object.assign(globalThis, { [name]: runInThisContext(name) });
const { InferenceSession, Tensor } = await import('onnxruntime-node');

export type OnnxRuntime = (rows: readonly Float32Array[]) => Promise<readonly number[]>;

/** Scores rows by onnxruntime: its output `raw_score`, the last column where there are several. */
export const onnxRuntimeOf = async (bytes: Uint8Array): Promise<OnnxRuntime> => {
  const session = await InferenceSession.create(bytes);
  return async (rows) => {
    const features = rows[0].length;
    const data = Float32Array.from(rows.flatMap((row) => [...row]));
    const { raw_score: scores } = await session.run({
      features: new Tensor('float32', data, [rows.length, features]),
    });
    const columns = scores.dims[1];
    return rows.map((_, i) => Number(scores.data[i * columns + columns - 1]));
  };
};
