import type { Issue, Parsed } from '../payment/parse-payment.ts';
import type { Attribute, OnnxModel, OnnxNode } from './onnx-proto.ts';

/** The columns of an ONNX tree ensemble: one entry a node of any tree, and the leaves' weights by `nodeKey`. */
export type Ensemble = {
  readonly featureCount: number;
  readonly baseScore: number;
  readonly treeIds: readonly number[];
  readonly nodeIds: readonly number[];
  readonly featureIds: readonly number[];
  readonly modes: readonly string[];
  readonly thresholds: readonly number[];
  readonly trueIds: readonly number[];
  readonly falseIds: readonly number[];
  /** 1 where a missing value takes the true branch. */
  readonly missingTrue: readonly number[];
  readonly covers: readonly number[];
  readonly weights: ReadonlyMap<number, number>;
};

/** One number for a tree's id and a node's, each of 32 bits. */
export const nodeKey = (treeId: number, nodeId: number): number => treeId * 2 ** 32 + nodeId;

/** The model's one tree ensemble, if it is a sum or a mean of float trees with one score, as a sum; columns that do not fit together are refused. */
export const ensembleOf = (model: OnnxModel): Parsed<Ensemble> => {
  const [node, ...others] = model.nodes;
  if (node === undefined || others.length > 0 || node.domain !== ML_DOMAIN || !Object.hasOwn(SCORES, node.opType)) {
    const found = model.nodes.map(({ domain, opType }) => `${domain || 'ai.onnx'}.${opType}`).join(', ');
    return refused([
      { path: '/graph/node', got: found || 'no operator', allowed: `one of ${ML_DOMAIN}: ${OPERATORS}` },
    ]);
  }
  const columns = columnsOf(model, node);
  const wrong = [...kindChecks(model, node), ...columnChecks(columns), ...scoreChecks(node)].filter(
    ({ fits }) => !fits,
  );
  return wrong.length > 0 ? refused(wrong) : { ok: true, value: columns };
};

const ML_DOMAIN = 'ai.onnx.ml';
/** Operators that are read, and what the attributes of their leaves' weights are named after. */
const SCORES: Readonly<Record<string, string>> = { TreeEnsembleRegressor: 'target', TreeEnsembleClassifier: 'class' };
const OPERATORS = Object.keys(SCORES).join(' or ');
const FLOAT = 1;

type Fault = { readonly path: string; readonly got: string | number; readonly allowed: string | number };
type Check = Fault & { readonly fits: boolean };

const refused = (faults: readonly Fault[]): { ok: false; issues: readonly Issue[] } => ({
  ok: false,
  issues: faults.map(({ path, got, allowed }) => ({ path, message: `got ${got}, allowed ${allowed}` })),
});

const NONE: Attribute = { integer: 0, text: '', floats: [], integers: [], texts: [] };
const attributeOf = (node: OnnxNode, name: string): Attribute => node.attributes.get(name) ?? NONE;
const scoreOf = (node: OnnxNode, name: string): Attribute => attributeOf(node, `${SCORES[node.opType]}_${name}`);

const columnsOf = (model: OnnxModel, node: OnnxNode): Ensemble => {
  const integers = (name: string) => attributeOf(node, `nodes_${name}`).integers;
  const treeIds = integers('treeids');
  const missingTrue = integers('missing_value_tracks_true');
  const [weights, trees, nodes] = [scoreOf(node, 'weights').floats, scoreOf(node, 'treeids'), scoreOf(node, 'nodeids')];
  const share = attributeOf(node, 'aggregate_function').text === 'AVERAGE' ? 1 / new Set(treeIds).size : 1;
  return {
    featureCount: model.inputs[0]?.shape[1] ?? 0,
    baseScore: attributeOf(node, 'base_values').floats[0] ?? 0,
    treeIds,
    nodeIds: integers('nodeids'),
    featureIds: integers('featureids'),
    modes: attributeOf(node, 'nodes_modes').texts,
    thresholds: attributeOf(node, 'nodes_values').floats,
    trueIds: integers('truenodeids'),
    falseIds: integers('falsenodeids'),
    missingTrue: missingTrue.length > 0 ? missingTrue : treeIds.map(() => 0),
    covers: attributeOf(node, 'nodes_hitrates').floats,
    weights: new Map(weights.map((weight, i) => [nodeKey(trees.integers[i], nodes.integers[i]), weight * share])),
  };
};

/** The input is rows of float, the trees are of float too, and they are summed or averaged. */
const kindChecks = (model: OnnxModel, node: OnnxNode): readonly Check[] => {
  const [input] = model.inputs;
  const [aggregate, transform] = [
    attributeOf(node, 'aggregate_function').text,
    attributeOf(node, 'post_transform').text,
  ];
  const wide = [...node.attributes.keys()].find((name) => name.endsWith('_as_tensor'));
  return [
    {
      path: '/graph/input/0',
      fits: input?.elementType === FLOAT && input.shape.length === 2 && (input.shape[1] ?? 0) > 0,
      got: `element type ${input?.elementType} of shape [${input?.shape.map((size) => size ?? '?')}]`,
      allowed: `element type ${FLOAT} (float) of shape [?,features]`,
    },
    { path: `/graph/node/0/${wide}`, fits: wide === undefined, got: 'trees of double', allowed: 'trees of float' },
    {
      path: '/graph/node/0/aggregate_function',
      fits: ['', 'SUM', 'AVERAGE'].includes(aggregate),
      got: aggregate,
      allowed: 'SUM or AVERAGE',
    },
    {
      path: '/graph/node/0/post_transform',
      fits: ['', 'NONE', 'LOGISTIC'].includes(transform),
      got: transform,
      allowed: 'NONE or LOGISTIC',
    },
  ];
};

const columnChecks = ({
  featureCount,
  baseScore,
  weights,
  treeIds,
  covers,
  ...columns
}: Ensemble): readonly Check[] => [
  { path: '/graph/node/0/nodes_treeids', fits: treeIds.length > 0, got: 'no tree', allowed: 'one or more' },
  {
    path: '/graph/node/0/nodes_hitrates',
    fits: covers.length === treeIds.length && covers.every((cover) => cover >= 0 && cover < Infinity),
    got: `${covers.length} covers`,
    allowed: `${treeIds.length}, one a node, none negative: reasons need the training weight that reached each node`,
  },
  { path: '/graph/node/0/base_values', fits: Number.isFinite(baseScore), got: baseScore, allowed: 'a finite number' },
  ...Object.entries(columns).map(([name, column]) => ({
    path: `/graph/node/0/${name}`,
    fits: column.length === treeIds.length,
    got: `${column.length} entries`,
    allowed: `${treeIds.length}, one a node`,
  })),
];

/** One score a row: one target, or two classes of which one carries all weights. */
const scoreChecks = (node: OnnxNode): readonly Check[] => {
  const ids = new Set(scoreOf(node, 'ids').integers);
  const bases = attributeOf(node, 'base_values').floats.length;
  const path = `/graph/node/0/${SCORES[node.opType]}`;
  const lengths = ['ids', 'treeids', 'nodeids'].map((name) => scoreOf(node, name).integers.length);
  const weights = scoreOf(node, 'weights').floats;
  return [
    { path: `${path}_ids`, fits: ids.size === 1, got: `scores ${[...ids]}`, allowed: 'one score' },
    { path: '/graph/node/0/base_values', fits: bases <= 1, got: `${bases} values`, allowed: 'one' },
    {
      path: `${path}_weights`,
      fits: lengths.every((length) => length === weights.length) && weights.every(Number.isFinite),
      got: `${weights.length} weights with ${lengths} ids, trees and nodes`,
      allowed: 'as many of each, all finite',
    },
  ];
};
