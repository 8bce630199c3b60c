import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Versions } from '../domain/decision/decision.ts';
import { POLICY, policyVersion } from '../domain/decision/policy.ts';
import { FEATURES_VERSION } from '../domain/features/index.ts';
import { manifestSchema } from '../domain/model/manifest.ts';
import { RULES_VERSION } from '../domain/rules/index.ts';

/** Digests of all that this code would decide with, for functions that only tell of it: the manifest is read, and not the model. */
export const versionsWith = (modelFolder: string): Versions => ({
  model: manifestSchema.parse(JSON.parse(readFileSync(join(modelFolder, 'manifest.json'), 'utf8'))).version,
  rules: RULES_VERSION,
  policy: policyVersion(POLICY),
  features: FEATURES_VERSION,
});
