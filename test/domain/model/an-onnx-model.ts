import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** A node of a tree ensemble: a leaf when it has a `weight`. */
export type OnnxTreeNode = {
  readonly tree: number;
  readonly id: number;
  readonly mode?: string;
  readonly feature?: number;
  readonly threshold?: number;
  readonly yes?: number;
  readonly no?: number;
  readonly missingYes?: boolean;
  readonly cover: number;
  readonly weight?: number;
};

/** An attribute as ONNX has them; plain arrays are integers unless marked as floats. */
export type OnnxAttribute =
  | string
  | number
  | readonly string[]
  | readonly number[]
  | { readonly floats: readonly number[] };

export type OnnxOptions = {
  readonly opType?: string;
  readonly domain?: string;
  readonly elementType?: number;
  readonly features?: number;
  readonly packed?: boolean;
  /** Replaces or, with undefined, leaves out attributes. */
  readonly attributes?: Readonly<Record<string, OnnxAttribute | undefined>>;
};

/** The bytes of an ONNX file with one tree ensemble of these nodes. */
export const anOnnxModel = (nodes: readonly OnnxTreeNode[], options: OnnxOptions = {}): Uint8Array => {
  const { opType = 'TreeEnsembleRegressor', domain = 'ai.onnx.ml', elementType = 1, features = 3 } = options;
  const attributes = { ...columnsOf(nodes, opType), ...options.attributes };
  const node = new BinaryWriter();
  textField(node, 1, 'features');
  textField(node, 2, opType === 'TreeEnsembleClassifier' ? 'label' : 'raw_score');
  if (opType === 'TreeEnsembleClassifier') textField(node, 2, 'raw_score');
  textField(node, 4, opType);
  textField(node, 7, domain);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) messageField(node, 5, anAttribute(name, value, options.packed ?? false));
  }
  const graph = new BinaryWriter();
  messageField(graph, 1, node);
  textField(graph, 2, 'test');
  messageField(graph, 11, aTensor('features', elementType, features));
  if (opType === 'TreeEnsembleClassifier') messageField(graph, 12, aTensor('label', INT64));
  messageField(graph, 12, aTensor('raw_score', FLOAT, opType === 'TreeEnsembleClassifier' ? 2 : 1));
  const model = new BinaryWriter().tag(1, WireType.Varint).int64(8);
  messageField(model, 7, graph);
  for (const [name, version] of [['ai.onnx.ml', 3] as const, ['', 18] as const]) {
    messageField(model, 8, textField(new BinaryWriter(), 1, name).tag(2, WireType.Varint).int64(version));
  }
  return model.finish();
};

const FLOAT = 1;
const INT64 = 7;

const columnsOf = (nodes: readonly OnnxTreeNode[], opType: string): Record<string, OnnxAttribute> => {
  const leaves = nodes.filter(({ weight }) => weight !== undefined);
  const scores = opType === 'TreeEnsembleClassifier' ? 'class' : 'target';
  return {
    nodes_treeids: nodes.map(({ tree }) => tree),
    nodes_nodeids: nodes.map(({ id }) => id),
    nodes_featureids: nodes.map(({ feature }) => feature ?? 0),
    nodes_modes: nodes.map(({ mode, weight }) => (weight === undefined ? (mode ?? 'BRANCH_LT') : 'LEAF')),
    nodes_values: { floats: nodes.map(({ threshold }) => threshold ?? 0) },
    nodes_truenodeids: nodes.map(({ yes }) => yes ?? 0),
    nodes_falsenodeids: nodes.map(({ no }) => no ?? 0),
    nodes_missing_value_tracks_true: nodes.map(({ missingYes }) => (missingYes ? 1 : 0)),
    nodes_hitrates: { floats: nodes.map(({ cover }) => cover) },
    [`${scores}_treeids`]: leaves.map(({ tree }) => tree),
    [`${scores}_nodeids`]: leaves.map(({ id }) => id),
    [`${scores}_ids`]: leaves.map(() => 0),
    [`${scores}_weights`]: { floats: leaves.map(({ weight }) => weight ?? 0) },
    ...(opType === 'TreeEnsembleClassifier'
      ? { classlabels_int64s: [0, 1], post_transform: 'NONE' }
      : { n_targets: 1 }),
  };
};

const anAttribute = (name: string, value: OnnxAttribute, packed: boolean): BinaryWriter => {
  const writer = textField(new BinaryWriter(), 1, name);
  const kind = (type: number) => writer.tag(20, WireType.Varint).int32(type);
  if (typeof value === 'string') return textField(kind(3), 4, value);
  if (typeof value === 'number') return kind(2).tag(3, WireType.Varint).int64(value);
  if ('floats' in value) return floatsField(kind(6), value.floats, packed);
  for (const one of value) {
    if (typeof one === 'string') textField(writer, 9, one);
    else writer.tag(8, WireType.Varint).int64(one);
  }
  return kind(typeof value[0] === 'string' ? 8 : 7);
};

const floatsField = (writer: BinaryWriter, floats: readonly number[], packed: boolean): BinaryWriter => {
  if (!packed) {
    for (const float of floats) writer.tag(7, WireType.Bit32).float(float);
    return writer;
  }
  writer.tag(7, WireType.LengthDelimited).fork();
  for (const float of floats) writer.float(float);
  return writer.join();
};

/** A tensor of one row or more, with its second dimension if it has one. */
const aTensor = (name: string, elementType: number, columns?: number): BinaryWriter => {
  const shape = new BinaryWriter();
  messageField(shape, 1, textField(new BinaryWriter(), 2, 'rows'));
  if (columns !== undefined) messageField(shape, 1, new BinaryWriter().tag(1, WireType.Varint).int64(columns));
  const tensor = new BinaryWriter().tag(1, WireType.Varint).int32(elementType);
  messageField(tensor, 2, shape);
  return messageField(textField(new BinaryWriter(), 1, name), 2, messageField(new BinaryWriter(), 1, tensor));
};

const textField = (writer: BinaryWriter, field: number, text: string): BinaryWriter =>
  writer.tag(field, WireType.LengthDelimited).string(text);

const messageField = (writer: BinaryWriter, field: number, message: BinaryWriter): BinaryWriter =>
  writer.tag(field, WireType.LengthDelimited).bytes(message.finish());
