import { POLICY } from '../domain/decision/policy.ts';
import { evaluated } from '../domain/evaluation/evaluated.ts';
import { pairedBootstrap } from '../domain/evaluation/paired-bootstrap.ts';
import type { Model } from '../domain/model/model.ts';
import { DAY_MS } from '../domain/profile/day.ts';
import type { KeptComparison } from '../domain/registry/records.ts';
import { registryFault } from '../registry/fault.ts';
import { fetchModel } from '../registry/fetch-model.ts';
import type { Registry } from '../registry/registry.ts';
import { probabilityOf } from '../scoring/in-process.ts';
import { scoreTable } from './score-table.ts';

export type ComparisonOptions = {
  readonly champion: string;
  readonly challenger: string;
  readonly table: string;
  /** Epoch milliseconds; only payments after it are compared on. Left out: what both models' labels leave untouched, see `freshAfterMs`. */
  readonly afterMs?: number;
  readonly resamples: number;
  readonly seed: number;
  readonly nowMs: number;
};

const CONFIDENCE = 0.95;
/** The slices between training and test, in which models are calibrated and chosen. */
const GAP_DAYS = 7;

/**
 * Measures two registered models on the same rows of a feature table and keeps the report in the registry. No row is compared on that
 * either model was trained on. Throws a RegistryFault when nothing is left to compare on.
 */
export const compare = async (registry: Registry, options: ComparisonOptions): Promise<KeptComparison> => {
  if (options.champion === options.challenger) throw registryFault(`got ${options.champion} twice, allowed two models`);
  const [champion, challenger] = await Promise.all(
    [options.champion, options.challenger].map((id) => fetchModel(registry, id)),
  );
  const models = [champion, challenger];
  const afterMs = options.afterMs ?? freshAfterMs(models);
  refuseTrainedOn(models, afterMs);
  const { features } = champion.manifest;
  const scored = await scoreTable({ file: options.table, afterMs, features, scorers: models.map(probabilityOf) });
  const frauds = scored.fraud.reduce((sum, each) => sum + each, 0);
  refuseEmpty(options.table, { rows: scored.fraud.length, frauds, afterMs });
  if (scored.featuresVersion !== champion.manifest.featuresVersion)
    throw registryFault(
      `${options.table}: has features ${scored.featuresVersion}, the models have ${champion.manifest.featuresVersion}`,
    );
  const [ofChampion, ofChallenger] = scored.scores.map((probability) => evaluated(probability, scored, POLICY));
  const bootstrap = { resamples: options.resamples, seed: options.seed, confidence: CONFIDENCE };
  return registry.keepComparison({
    champion: options.champion,
    challenger: options.challenger,
    table: {
      digest: scored.digest,
      featuresVersion: scored.featuresVersion,
      rows: scored.fraud.length,
      frauds,
      from: new Date(scored.fromMs).toISOString(),
      to: new Date(scored.toMs).toISOString(),
    },
    measures: pairedBootstrap({ champion: ofChampion, challenger: ofChallenger }, bootstrap),
    ...bootstrap,
    madeAt: new Date(options.nowMs).toISOString(),
  });
};

const trainedThroughMs = ({ manifest }: Model): number => Date.parse(manifest.trainedThrough);

const freshAfterMs = (models: readonly Model[]): number =>
  Math.max(...models.map(trainedThroughMs)) + GAP_DAYS * DAY_MS;

const refuseTrainedOn = (models: readonly Model[], afterMs: number): void => {
  for (const model of models)
    if (afterMs < trainedThroughMs(model))
      throw registryFault(
        `rows after ${new Date(afterMs).toISOString()}: model ${model.manifest.version} was trained on payments through ${model.manifest.trainedThrough}; compare on later ones`,
      );
};

const refuseEmpty = (
  table: string,
  { rows, frauds, afterMs }: { rows: number; frauds: number; afterMs: number },
): void => {
  if (rows > 0 && frauds > 0 && frauds < rows) return;
  throw registryFault(
    `${table}: got ${rows} payments after ${new Date(afterMs).toISOString()}, ${frauds} of them fraud; allowed some of both (--after tells from when on)`,
  );
};
