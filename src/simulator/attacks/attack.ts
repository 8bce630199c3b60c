import type { Intent } from '../intent.ts';
import type { World } from '../world/world.ts';

/** A campaign that begins at a moment. Its honest bystanders' payments carry the scenario `none`. */
export type Attack = (world: World, atMs: number) => readonly Intent[];
