import type { Reference } from '../../src/domain/drift/reference.ts';
import { FEATURES_VERSION } from '../../src/domain/features/index.ts';

/** A reference of model `m0`: scores in three bins, and amounts and hours. */
export const aReference = (overrides: Partial<Reference> = {}): Reference => ({
  model: 'm0',
  featuresVersion: FEATURES_VERSION,
  scores: { edges: [0.01, 0.5], counts: [900, 90, 10] },
  features: [
    { name: 'payment.amount', edges: [10, 20], counts: [500, 300, 200, 0] },
    { name: 'payment.hour', edges: [12], counts: [400, 500, 100] },
  ],
  ...overrides,
});
