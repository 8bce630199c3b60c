import { describe, expect, test } from '@jest/globals';
import { readOnnx } from '../../../src/domain/model/read-onnx.ts';
import { anOnnxModel, type OnnxOptions, type OnnxTreeNode } from './an-onnx-model.ts';
import { randomOf, randomTree } from './random-trees.ts';

const STUMP: readonly OnnxTreeNode[] = [
  { tree: 0, id: 0, cover: 10, feature: 1, threshold: 0.5, yes: 1, no: 2 },
  { tree: 0, id: 1, cover: 6, weight: 1 },
  { tree: 0, id: 2, cover: 4, weight: -1 },
];

/** A tree of so many levels with two nodes on each. */
const aVine = (levels: number): readonly OnnxTreeNode[] => [
  ...Array.from({ length: levels }, (_, level) => [
    { tree: 0, id: 2 * level, cover: 1, feature: level % 3, threshold: level, yes: 2 * level + 1, no: 2 * level + 2 },
    { tree: 0, id: 2 * level + 1, cover: 1, weight: level },
  ]).flat(),
  { tree: 0, id: 2 * levels, cover: 1, weight: 0.5 },
];

const refusal = (bytes: Uint8Array): string => {
  const read = readOnnx(bytes);
  return read.ok ? 'was read' : read.issues.map(({ path, message }) => `${path}: ${message}`).join('\n');
};

const stumpWith = (index: number, change: Partial<OnnxTreeNode>): Uint8Array =>
  anOnnxModel(STUMP.map((node, i) => (i === index ? { ...node, ...change } : node)));

const withOptions = (options: OnnxOptions): Uint8Array => anOnnxModel(STUMP, options);
const withAttributes = (attributes: NonNullable<OnnxOptions['attributes']>): Uint8Array => withOptions({ attributes });

describe('reading an ONNX file', () => {
  test('reads a model whose missing branches are left out as sending them to the false branch', () => {
    const named = readOnnx(anOnnxModel(STUMP));
    expect(named).toMatchObject({ ok: true, value: { featureCount: 3, baseScore: 0 } });
    expect(readOnnx(withAttributes({ nodes_missing_value_tracks_true: undefined }))).toEqual(named);
  });

  test.each([
    [
      'an operator that is not read',
      withOptions({ opType: 'SVMRegressor' }),
      'got ai.onnx.ml.SVMRegressor, allowed one of ai.onnx.ml: TreeEnsembleRegressor or TreeEnsembleClassifier',
    ],
    ['an operator of another domain', withOptions({ domain: '' }), 'got ai.onnx.TreeEnsembleRegressor'],
    [
      'an input of double',
      withOptions({ elementType: 11 }),
      '/graph/input/0: got element type 11 of shape [?,3], allowed element type 1 (float)',
    ],
    [
      'trees of double',
      withAttributes({ nodes_values_as_tensor: 'a tensor' }),
      'nodes_values_as_tensor: got trees of double, allowed trees of float',
    ],
    ['a maximum', withAttributes({ aggregate_function: 'MAX' }), 'aggregate_function: got MAX, allowed SUM or AVERAGE'],
    [
      'another transform',
      withAttributes({ post_transform: 'SOFTMAX' }),
      'post_transform: got SOFTMAX, allowed NONE or LOGISTIC',
    ],
    ['two targets', withAttributes({ target_ids: [0, 1] }), 'target_ids: got scores 0,1, allowed one score'],
    ['two base scores', withAttributes({ base_values: { floats: [1, 2] } }), 'base_values: got 2 values, allowed one'],
    [
      'an unending base score',
      withAttributes({ base_values: { floats: [Infinity] } }),
      'base_values: got Infinity, allowed a finite number',
    ],
    ['no covers', withAttributes({ nodes_hitrates: undefined }), 'nodes_hitrates: got 0 covers, allowed 3, one a node'],
    [
      'a column that is too short',
      withAttributes({ nodes_modes: ['LEAF'] }),
      '/modes: got 1 entries, allowed 3, one a node',
    ],
    [
      'weights without their leaves',
      withAttributes({ target_nodeids: [1] }),
      'target_weights: got 2 weights with 2,2,1 ids, trees and nodes',
    ],
    [
      'a mode that is not read',
      stumpWith(0, { mode: 'BRANCH_EQ' }),
      'nodes_modes/0: got BRANCH_EQ, allowed BRANCH_LT,BRANCH_LEQ or LEAF',
    ],
    ['a feature out of range', stumpWith(0, { feature: 3 }), 'nodes_featureids/0: got 3, allowed 0 to 2'],
    ['a threshold that is no number', stumpWith(0, { threshold: Number.NaN }), 'nodes_values/0: got NaN'],
    ['a branch into nothing', stumpWith(0, { yes: 9 }), 'tree 0 node 0 whose branch 9 is no node of its tree'],
    ['a leaf without a weight', withAttributes({ target_nodeids: [1, 1] }), 'tree 0 node 2, a leaf without a weight'],
    [
      'a branch back to the root',
      stumpWith(0, { yes: 0 }),
      'nodes_nodeids: got 1 nodes below roots of 3, allowed each once',
    ],
    ['a branch taken twice', stumpWith(0, { yes: 2 }), 'nodes_treeids: got 2 roots of 1 trees, allowed one a tree'],
    ['no trees', anOnnxModel([]), 'nodes_treeids: got no tree'],
    ['too deep a tree', anOnnxModel(aVine(65)), 'below level 64, the deepest that is read'],
    ['text', new TextEncoder().encode('{"not": "a model"}'), 'expected an ONNX file, got 18 bytes'],
    ['nothing', new Uint8Array(), '/graph/node: got no operator'],
  ])('refuses %s', (_name, bytes, message) => {
    expect(refusal(bytes)).toContain(message);
  });

  test('refuses a file cut short at any byte of its graph', () => {
    const bytes = anOnnxModel(randomTree(randomOf(3), 0, { depth: 3, features: 3, mode: 'BRANCH_LT' }));
    const opsets = 22;
    for (let length = 0; length < bytes.length - opsets; length += 1) {
      expect(refusal(bytes.subarray(0, length))).not.toBe('was read');
    }
  });
});
