import * as z from 'zod';

const name = z.string().min(1);
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** The environment of the functions: all that they are told by the stack. Addresses of AWS services come from the SDK's own variables. */
const environmentSchema = z.object({
  DECISIONS_TABLE: name.describe('the name of a DynamoDB table'),
  PROFILES_TABLE: name.describe('the name of a DynamoDB table'),
  CONSOLE_TABLE: name.describe('the name of a DynamoDB table'),
  ARCHIVE_STREAM: name.describe('the name of a Firehose stream'),
  PAYMENTS_STREAM: name.describe('the name of a Kinesis stream'),
  ALERTS_TOPIC_ARN: z
    .string()
    .regex(/^arn:[\w-]+:sns:/)
    .describe('the ARN of an SNS topic'),
  MODEL_ENDPOINT: z.string().describe('the name of a SageMaker endpoint, empty for none'),
  MODEL_BUDGET_MS: whole(1, 60_000).describe('whole milliseconds from 1 to 60000'),
  DECISION_TTL_DAYS: whole(0, 36_500).describe('whole days from 0 (keep) to 36500'),
  POWERTOOLS_SERVICE_NAME: name.describe('the name of the function in logs and metrics'),
  POWERTOOLS_METRICS_NAMESPACE: name.describe('the namespace of the metrics'),
});

export type Environment = Readonly<z.infer<typeof environmentSchema>>;
export type Variable = keyof Environment;

/** What every function is told, whatever it does. */
export const TELEMETRY_VARIABLES = ['POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'] as const;

/** The variables that a function needs. Throws, naming each that is wrong, what it is and what it must be: such a function never starts. */
export const readEnvironment = <V extends Variable>(
  source: Readonly<Record<string, string | undefined>>,
  variables: readonly V[],
): Pick<Environment, V> => {
  const wanted = environmentSchema.pick(maskOf(variables));
  const parsed = wanted.safeParse(source);
  if (parsed.success) return parsed.data as Pick<Environment, V>;
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  throw new Error(
    `the environment of this function is wrong: ${[...wrong].map((each) => faultOf(each, source[each])).join('; ')}`,
  );
};

const maskOf = (variables: readonly Variable[]) =>
  Object.fromEntries(variables.map((variable) => [variable, true])) as Record<Variable, true>;

const faultOf = (variable: string, value: string | undefined): string => {
  const { description } = environmentSchema.shape[variable as Variable];
  return `${variable} is ${value === undefined ? 'missing' : JSON.stringify(value)}, expected ${description}`;
};
