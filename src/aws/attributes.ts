import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Attributes = Readonly<Record<string, AttributeValue>>;

export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: number): AttributeValue => ({ N: String(value) });
export const binary = (value: Uint8Array): AttributeValue => ({ B: value });

/** Reads an attribute of an item that this code wrote. Throws when it is not there: the table holds what is not ours. */
export const textOf = (item: Attributes, name: string): string => present(item[name]?.S, name);
export const numberOf = (item: Attributes, name: string): number => Number(present(item[name]?.N, name));
export const binaryOf = (item: Attributes, name: string): Uint8Array => present(item[name]?.B, name);

const present = <T>(value: T | undefined, name: string): T => {
  if (value === undefined) throw new Error(`an item lacks its attribute ${name}, or has it of another type`);
  return value;
};
