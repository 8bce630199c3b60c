import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdk from '../../cdk.json' with { type: 'json' };
import { type Context, parseContext } from '../../lib/context.ts';
import { SluiceStack } from '../../lib/sluice-stack.ts';

const CONTEXT: Context = {
  stage: 'dev',
  region: 'eu-central-1',
  alertEmails: 'fraud@example.com',
  operatorEmails: 'ops@example.com',
};

/** The stack of a stage as the app would make it, its code not bundled. */
export const aStack = (context: Context = {}): SluiceStack => {
  const parsed = parseContext({ ...CONTEXT, ...context });
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const app = new App({ context: { ...cdk.context, 'aws:cdk:bundling-stacks': [] } });
  return new SluiceStack(app, `Sluice-${parsed.config.stage}`, { config: parsed.config });
};

export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
};

/** Resources of a type by logical id. */
export const resourcesOf = (stack: SluiceStack, type: string): Readonly<Record<string, Resource>> =>
  Template.fromStack(stack).findResources(type) as Record<string, Resource>;
