import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { Parsed } from '../payment/parse-payment.ts';

/** The little of an ONNX model that a tree ensemble needs; field numbers are those of onnx.proto (onnx/onnx, IR version 10). */
export type OnnxModel = { readonly nodes: readonly OnnxNode[]; readonly inputs: readonly OnnxInput[] };
export type OnnxNode = {
  readonly opType: string;
  readonly domain: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
};

/** An attribute of any kind: what its kind does not use is empty. */
export type Attribute = {
  readonly integer: number;
  readonly text: string;
  readonly floats: readonly number[];
  /** Ids and flags: a negative one appears as a number too large to be any. */
  readonly integers: readonly number[];
  readonly texts: readonly string[];
};

/** An input of the graph: its element type (1 is float) and shape, undefined where a dimension is open. */
export type OnnxInput = {
  readonly name: string;
  readonly elementType: number;
  readonly shape: readonly (number | undefined)[];
};

/** Reads an ONNX file's bytes as far as its graph's nodes and inputs. */
export const readOnnxModel = (bytes: Uint8Array): Parsed<OnnxModel> => {
  try {
    const model: { nodes: OnnxNode[]; inputs: OnnxInput[] } = { nodes: [], inputs: [] };
    const graph: Fields = {
      1: (reader) => model.nodes.push(readNode(reader.bytes())),
      11: (reader) => model.inputs.push(readInput(reader.bytes())),
    };
    readFields(bytes, { 7: (reader) => readFields(reader.bytes(), graph) });
    return { ok: true, value: model };
  } catch (error) {
    // The library reports a malformed message by throwing; here that is bad input like any other.
    return {
      ok: false,
      issues: [
        { path: '', message: `expected an ONNX file, got ${bytes.length} bytes that end early or are none: ${error}` },
      ],
    };
  }
};

type Fields = Readonly<Record<number, (reader: BinaryReader, wire: WireType) => unknown>>;

const readFields = (bytes: Uint8Array, fields: Fields): void => {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    const read = fields[field];
    if (read === undefined) reader.skip(wire, field);
    else read(reader, wire);
  }
};

const readNode = (bytes: Uint8Array): OnnxNode => {
  const node = { opType: '', domain: '' };
  const attributes = new Map<string, Attribute>();
  readFields(bytes, {
    4: (reader) => (node.opType = reader.string()),
    7: (reader) => (node.domain = reader.string()),
    5: (reader) => attributes.set(...readAttribute(reader.bytes())),
  });
  return { ...node, attributes };
};

const readAttribute = (bytes: Uint8Array): [string, Attribute] => {
  const read = { name: '', integer: 0, text: '' };
  const lists: { floats: number[]; integers: number[]; texts: string[] } = { floats: [], integers: [], texts: [] };
  readFields(bytes, {
    1: (reader) => (read.name = reader.string()),
    3: (reader) => (read.integer = Number(reader.int64())),
    4: (reader) => (read.text = reader.string()),
    7: (reader, wire) => readNumbers(reader, wire, () => lists.floats.push(reader.float())),
    8: (reader, wire) => readNumbers(reader, wire, () => lists.integers.push(reader.uint32())),
    9: (reader) => lists.texts.push(reader.string()),
  });
  return [read.name, { integer: read.integer, text: read.text, ...lists }];
};

/** A repeated number is written one by one (ONNX's own files) or packed: both are valid. */
const readNumbers = (reader: BinaryReader, wire: WireType, readOne: () => void): void => {
  const end = wire === WireType.LengthDelimited ? reader.uint32() + reader.pos : reader.pos + 1;
  while (reader.pos < end) readOne();
};

const readInput = (bytes: Uint8Array): OnnxInput => {
  const read: { name: string; elementType: number; shape: (number | undefined)[] } = {
    name: '',
    elementType: 0,
    shape: [],
  };
  const dimension: Fields = { 1: (reader) => read.shape.splice(-1, 1, Number(reader.int64())) };
  const shape: Fields = {
    1: (reader) => {
      read.shape.push(undefined);
      readFields(reader.bytes(), dimension);
    },
  };
  const tensor: Fields = {
    1: (reader) => (read.elementType = reader.int32()),
    2: (reader) => readFields(reader.bytes(), shape),
  };
  const type: Fields = { 1: (reader) => readFields(reader.bytes(), tensor) };
  readFields(bytes, { 1: (reader) => (read.name = reader.string()), 2: (reader) => readFields(reader.bytes(), type) });
  return read;
};
