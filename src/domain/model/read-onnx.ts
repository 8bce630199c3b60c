import type { Parsed } from '../payment/parse-payment.ts';
import { ensembleOf } from './ensemble.ts';
import { layOut } from './lay-out.ts';
import { linkTrees } from './link-trees.ts';
import { readOnnxModel } from './onnx-proto.ts';
import type { Trees } from './trees.ts';

/**
 * Reads an ONNX file whose graph is one TreeEnsembleRegressor or TreeEnsembleClassifier (ai.onnx.ml, opset 1 to 3). The score read
 * is the raw one, before `post_transform`. What is not understood is refused, never guessed; `nodes_hitrates` must hold the training
 * weight that reached each node (the specification leaves its meaning open).
 */
export const readOnnx = (bytes: Uint8Array): Parsed<Trees> => {
  const model = readOnnxModel(bytes);
  if (!model.ok) return model;
  const ensemble = ensembleOf(model.value);
  if (!ensemble.ok) return ensemble;
  const trees = linkTrees(ensemble.value);
  if (!trees.ok) return trees;
  const { featureCount, baseScore } = ensemble.value;
  return { ok: true, value: layOut(trees.value, { featureCount, baseScore }) };
};
