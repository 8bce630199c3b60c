import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type SluiceConfig, STAGES, type Stage } from './config.ts';
import { MODEL_KINDS, type ModelConfig } from './model-config.ts';
import { championFolder } from './model-folder.ts';
import { configOf } from './stages.ts';
import { XGBOOST_REGIONS, xgboostImage } from './xgboost-image.ts';

/** What `-c name=value` gave, by name; a name that was not given is absent. */
export type Context = Readonly<Record<string, string | undefined>>;
export type ParsedContext =
  | { readonly ok: true; readonly config: SluiceConfig }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Names that a deployment may give; the CLI and cdk.json give others, which are not ours. */
export const CONTEXT_NAMES = [
  'stage',
  'region',
  'model',
  'modelArtefact',
  'modelUrl',
  'alertEmails',
  'alertPhones',
  'operatorEmails',
  'webAclArn',
  'pipelineCode',
] as const;

type Checked<T> = { readonly value?: T; readonly problems: readonly string[] };

/** Reads the context into a stage's configuration, or tells everything that is wrong with it and what is allowed. */
export const parseContext = (context: Context): ParsedContext => {
  const stage = oneOf('stage', context['stage'], STAGES);
  const region = checkRegion(context['region']);
  const model = checkModel(context, stage.value);
  const emails = listOf('alertEmails', context['alertEmails'], EMAIL);
  const operators = listOf('operatorEmails', context['operatorEmails'], EMAIL);
  const phones = listOf('alertPhones', context['alertPhones'], PHONE);
  const webAcl = listOf('webAclArn', context['webAclArn'], WEB_ACL);
  const pipelineCode = checkPipelineCode(context['pipelineCode'], stage.value);
  const told = toldProblems({ stage: stage.value, region: region.value, model: model.value, context });
  const problems = [stage, region, model, emails, operators, phones, webAcl, pipelineCode]
    .flatMap((each) => each.problems)
    .concat(told);
  if (problems.length > 0 || !stage.value || !region.value || !model.value) return { ok: false, problems };
  const alerts = { emails: emails.value ?? [], phones: phones.value ?? [], operatorEmails: operators.value ?? [] };
  return {
    ok: true,
    config: configOf(stage.value, {
      region: region.value,
      model: model.value,
      alerts,
      webAclArn: webAcl.value?.[0],
      pipelineCode: pipelineCode.value,
    }),
  };
};

const oneOf = <T extends string>(name: string, given: string | undefined, allowed: readonly T[]): Checked<T> => {
  const value = allowed.find((each) => each === given);
  const options = `allowed: ${allowed.join(', ')}`;
  if (value !== undefined) return { value, problems: [] };
  return {
    problems: [
      given === undefined
        ? `${name} is missing: give ${giving(name)}, ${options}`
        : `${name}: got ${JSON.stringify(given)}, ${options}`,
    ],
  };
};

/** How a value is given to our commands, and to the CDK's own. */
const giving = (name: string, value = '…'): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value} (to cdk itself: -c ${name}=${value})`;

type Form = { readonly pattern: RegExp; readonly example: string };
const EMAIL: Form = {
  pattern: /^[^\s@,<>"]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
  example: 'an e-mail address such as ops@example.com',
};
const PHONE: Form = { pattern: /^\+[1-9]\d{6,14}$/, example: 'an E.164 number such as +4915112345678' };
const WEB_ACL: Form = {
  pattern: /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]+\/[0-9a-f-]{36}$/,
  example: 'the ARN of a regional web ACL: arn:aws:wafv2:REGION:ACCOUNT:regional/webacl/NAME/ID',
};

const listOf = (name: string, given: string | undefined, { pattern, example }: Form): Checked<readonly string[]> => {
  const value = (given ?? '').split(',').flatMap((each) => each.trim() || []);
  const problems = value
    .filter((each) => !pattern.test(each))
    .map((each) => `${name}: got ${JSON.stringify(each)}, expected ${example}`);
  return { value, problems };
};

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

const checkRegion = (given: string | undefined): Checked<string> => {
  const expected = 'expected an AWS region such as eu-central-1';
  if (given === undefined || given === '')
    return { problems: [`region is missing: give ${giving('region')} or set AWS_REGION, ${expected}`] };
  if (!REGION.test(given)) return { problems: [`region: got ${JSON.stringify(given)}, ${expected}`] };
  return { value: given, problems: [] };
};

/** The container takes some 40 ms of a core for the 500 rows of a batch; a batch has waited a second anyway. */
const BUDGETS = { budgetMs: 60, batchBudgetMs: 500 };

const checkModel = (context: Context, stage: Stage | undefined): Checked<ModelConfig> => {
  const kind = oneOf('model', context['model'] ?? 'none', MODEL_KINDS);
  const artefact = context['modelArtefact'] ?? join(championFolder(), 'model.tar.gz');
  switch (kind.value) {
    case undefined:
      return { problems: kind.problems };
    case 'none':
      return { value: { kind: 'none' }, problems: [] };
    case 'stand-in':
      return checkStandIn(context['modelUrl'], stage);
    case 'serverless':
      return withArtefact({ kind: 'serverless', artefact, ...BUDGETS, memoryMb: 2048, mostAtOnce: 20 });
    case 'realtime':
      return withArtefact({
        kind: 'realtime',
        artefact,
        ...BUDGETS,
        instanceType: 'ml.c6i.large',
        instances: stage === 'prod' ? { least: 2, most: 8 } : { least: 1, most: 1 },
        callsPerInstance: 6_000,
        capturePercent: 0,
      });
  }
};

const withArtefact = (value: ModelConfig & { readonly artefact: string }): Checked<ModelConfig> =>
  existsSync(value.artefact)
    ? { value, problems: [] }
    : {
        problems: [
          `model ${value.kind} needs the file ${value.artefact}, which does not exist: \`npm run train\` writes it; give another with ${giving('modelArtefact')}, or --model none`,
        ],
      };

const checkStandIn = (url: string | undefined, stage: Stage | undefined): Checked<ModelConfig> => {
  if (stage !== undefined && stage !== 'local')
    return { problems: [`model stand-in is for stage local only, got stage ${stage}`] };
  if (url === undefined || !/^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(url))
    return {
      problems: [`modelUrl: got ${JSON.stringify(url)}, expected a loopback address such as http://127.0.0.1:9000`],
    };
  return { value: { kind: 'stand-in', url, ...BUDGETS }, problems: [] };
};

const checkPipelineCode = (given: string | undefined, stage: Stage | undefined): Checked<string> => {
  if (given === undefined) return { problems: [] };
  if (stage === 'local')
    return { problems: ['pipelineCode: the emulator of stage local has no SageMaker, allowed stages: dev, prod'] };
  return existsSync(given)
    ? { value: given, problems: [] }
    : {
        problems: [
          `pipelineCode: got ${JSON.stringify(given)}, which does not exist: \`npm run model:pack\` writes it`,
        ],
      };
};

type Parts = {
  readonly stage?: Stage;
  readonly region?: string;
  readonly model?: ModelConfig;
  readonly context: Context;
};

/** What is wrong only in combination. */
const toldProblems = ({ stage, region, model, context }: Parts): readonly string[] => {
  const needsImage =
    model?.kind === 'realtime' || model?.kind === 'serverless' || context['pipelineCode'] !== undefined;
  const noImage = needsImage && region !== undefined && xgboostImage(region) === undefined;
  const nobody = stage === 'prod' ? ['operatorEmails', 'alertEmails'].filter((name) => !context[name]?.trim()) : [];
  return [
    ...(noImage
      ? [`region ${region} has no built-in XGBoost image: use --model none, or one of ${XGBOOST_REGIONS.join(', ')}`]
      : []),
    ...nobody.map(
      (name) =>
        `${name} is missing: stage prod must tell somebody, give ${giving(name, 'a@example.com,b@example.com')}`,
    ),
  ];
};
