import { Environment } from '@marcbachmann/cel-js';
import { FEATURE_NAMES } from '../features/index.ts';
import type { Payment } from '../payment/payment.ts';
import type { Rule } from './rule.ts';

/** The rules that fire on a payment with these feature values (order of FEATURES), in the order in which they were given. */
export type FiringRules = (payment: Payment, features: Float32Array) => readonly Rule[];

/** The same, and which rule could not be asked and why: the first of them. What the others say stands. */
export type AskRules = (
  payment: Payment,
  features: Float32Array,
) => { readonly fired: readonly Rule[]; readonly failed?: string };

export type Compiled =
  | { readonly ok: true; readonly firing: FiringRules; readonly ask: AskRules }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Type-checks every rule against the real feature names; one wrong rule refuses them all, and says which and why. */
export const compileRules = (rules: readonly Rule[]): Compiled => {
  const seen = bindable();
  const environment = ruleEnvironment();
  const conditions = rules.map((rule) => ({ rule, parsed: parse(environment, rule) }));
  const problems = conditions.flatMap(({ parsed }) => ('problem' in parsed ? [parsed.problem] : []));
  if (problems.length > 0) return { ok: false, problems };
  const asked = conditions.flatMap(({ rule, parsed }) => ('holds' in parsed ? [{ rule, holds: parsed.holds }] : []));
  const ask: AskRules = (payment, features) => {
    seen.bind(payment, features);
    return askAll(asked, seen.context);
  };
  return { ok: true, ask, firing: (payment, features) => ask(payment, features).fired };
};

type Asked = { readonly rule: Rule; readonly holds: (context: object) => unknown };

const askAll = (asked: readonly Asked[], context: object): ReturnType<AskRules> => {
  const fired: Rule[] = [];
  let failed: string | undefined;
  for (const { rule, holds } of asked) {
    try {
      if (holds(context) === true) fired.push(rule);
    } catch (error) {
      failed ??= `${rule.id}: ${firstLine(error)}`;
    }
  }
  return failed === undefined ? { fired } : { fired, failed };
};

type Parsed = { readonly holds: (context: object) => unknown } | { readonly problem: string };

const parse = (environment: Environment, { id, when }: Rule): Parsed => {
  try {
    const expression = environment.parse(when);
    const checked = expression.check();
    if (!checked.valid) return { problem: `rule ${id}: ${firstLine(checked.error)}, in ${when}` };
    return checked.type === 'bool'
      ? { holds: expression }
      : { problem: `rule ${id}: gives ${checked.type}, expected bool, in ${when}` };
  } catch (error) {
    return { problem: `rule ${id}: ${firstLine(error)}, in ${when}` };
  }
};

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0];

/** Feature names as objects and fields: `sender.count_1h` is field `count_1h` of `sender`. */
const groups = (): ReadonlyMap<string, readonly { field: string; index: number }[]> => {
  const named = FEATURE_NAMES.map((name, index) => ({ group: name.split('.')[0], field: name.split('.')[1], index }));
  return Map.groupBy(named, ({ group }) => group);
};

const TEXT_FIELDS = ['type', 'channel', 'currency'] as const;

const ruleEnvironment = (): Environment => {
  const environment = new Environment({ limits: { maxAstNodes: 200, maxDepth: 20 } });
  for (const [group, fields] of groups()) {
    const texts = group === 'payment' ? TEXT_FIELDS.map((field) => [field, 'string']) : [];
    const schema = Object.fromEntries([...fields.map(({ field }) => [field, 'double']), ...texts]);
    environment.registerVariable(group, { schema });
  }
  return environment;
};

/** One context whose getters read the bound payment: building a hundred fields a payment would cost more than all rules. */
const bindable = () => {
  const bound: { payment?: Payment; features: Float32Array } = { features: new Float32Array(FEATURE_NAMES.length) };
  const context = Object.fromEntries([...groups().keys()].map((group) => [group, {}]));
  for (const [group, fields] of groups()) {
    for (const { field, index } of fields) getter(context[group], field, () => bound.features[index]);
  }
  for (const field of TEXT_FIELDS) getter(context['payment'], field, () => bound.payment?.[field] ?? '');
  const bind = (payment: Payment, features: Float32Array): void => {
    bound.payment = payment;
    bound.features = features;
  };
  return { context, bind };
};

const getter = (target: object, field: string, get: () => unknown): void => {
  Object.defineProperty(target, field, { get, enumerable: true });
};
