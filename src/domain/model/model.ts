import type { Reference } from '../drift/reference.ts';
import type { Manifest } from './manifest.ts';
import type { Trees } from './trees.ts';

export type { Manifest, Trees };

/** A model that fits the code: its trees, and what it ships with. */
export type Model = {
  readonly trees: Trees;
  readonly manifest: Manifest;
  /** How scores and features lay in training; absent for a model of before this was written down. */
  readonly reference?: Reference;
};
