import type { Explanation } from '../api/explanation-schema.ts';
import { changeText } from '../domain/counterfactual/change-text.ts';
import { placesOf } from '../domain/counterfactual/controls.ts';
import { counterfactual } from '../domain/counterfactual/counterfactual.ts';
import { outcomeOf } from '../domain/decision/decide.ts';
import { type Decision, isScored } from '../domain/decision/decision.ts';
import { reasonText } from '../domain/decision/reasons-text.ts';
import { FEATURE_NAMES } from '../domain/features/index.ts';
import { featureAtAmountOf } from '../domain/features/measure.ts';
import { toCents } from '../domain/payment/currency.ts';
import { entitiesOf } from '../domain/profile/entity.ts';
import type { AssessPorts } from '../ports.ts';
import { shortestDecimal } from '../shortest-decimal.ts';
import type { Explaining } from './explaining.ts';

export type ExplainPorts = Pick<AssessPorts, 'findDecisions' | 'readProfiles'> & {
  /** Made when first asked for: it takes tens of milliseconds and some memory. */
  readonly explaining: () => Explaining;
};

/** Why a payment was decided as it was, feature by feature, and what would have changed it; undefined when it was never decided. */
export const explainDecision = async (id: string, ports: ExplainPorts): Promise<Explanation | undefined> => {
  const decision = (await ports.findDecisions([id])).get(id);
  if (decision === undefined) return undefined;
  const told = { id, outcome: decision.outcome, probability: decision.probability };
  const explaining = ports.explaining();
  const foreign = foreignPart(decision, explaining);
  if (foreign !== undefined)
    return {
      ...told,
      contributions: [],
      alternatives: [],
      text: `What would have changed it cannot be told: ${foreign}.`,
    };
  const { bias, contributions } = contributionsOf(decision, explaining);
  return { ...told, bias, contributions, ...(await alternativesOf(decision, explaining, ports)) };
};

/** What keeps a decision from being made again here. */
const foreignPart = (decision: Decision, explaining: Explaining): string | undefined => {
  if (!isScored(decision)) return 'no model scored this payment';
  const { versions } = decision;
  const part = (['model', 'rules', 'policy', 'features'] as const).find(
    (each) => versions[each] !== explaining.versions[each],
  );
  return part && `it was decided by ${part} ${versions[part]}, and ${part} ${explaining.versions[part]} decides now`;
};

const contributionsOf = (
  { features }: Decision,
  { explain }: Explaining,
): Required<Pick<Explanation, 'bias' | 'contributions'>> => {
  const { bias, values } = explain(features);
  const contributions = FEATURE_NAMES.map((feature, at) => {
    const value = Number.isNaN(features[at]) ? null : shortestDecimal(features[at]);
    const text = reasonText({ code: feature, source: 'model', values: value === null ? {} : { [feature]: value } });
    return { feature, text, value, contribution: values[at] };
  });
  return {
    bias,
    contributions: contributions
      .filter(({ contribution }) => contribution !== 0)
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
  };
};

type Alternatives = Pick<Explanation, 'alternatives' | 'text'>;

/** Measures the payment again with other amounts, from what is remembered of its parties; says so when that is no longer what it was. */
const alternativesOf = async (
  decision: Decision,
  explaining: Explaining,
  ports: ExplainPorts,
): Promise<Alternatives> => {
  const { payment, features, outcome } = decision;
  const stored = await ports.readProfiles(entitiesOf(payment).map(({ key }) => key));
  const profiles = new Map([...stored].map(([key, { profile }]) => [key, profile]));
  const featureAtAmount = featureAtAmountOf(payment, profiles);
  if (placesOf('amount').some((at) => !Object.is(featureAtAmount(at, payment.amountMinor), features[at])))
    return none(
      'What would have changed it cannot be told: what was then known of its parties is no longer remembered in full.',
    );
  if (outcomeAgain(decision, explaining) !== outcome)
    return none('What would have changed it cannot be told: neither the model nor a rule decided it.');
  const changes = counterfactual({ ...explaining, payment, features, outcome, featureAtAmount });
  const alternatives = changes.map((change) => ({ ...change, text: changeText(payment, change) }));
  return alternatives.length === 0
    ? none('No other amount and no other hour would have changed it.')
    : { alternatives, text: alternatives.map(({ text }) => text).join(' ') };
};

const none = (text: string): Alternatives => ({ alternatives: [], text });

const outcomeAgain = ({ payment, features }: Decision, { firing, probabilityOf, policy }: Explaining) =>
  outcomeOf(
    { fired: firing(payment, features), rung: 'onnx', policy },
    probabilityOf(features),
    toCents(payment.amountMinor, payment.currency),
  );
