import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CONTEXT_NAMES, parseContext } from '../lib/context.ts';
import { SluiceStack } from '../lib/sluice-stack.ts';

const app = new App();
const given = Object.fromEntries(CONTEXT_NAMES.map((name) => [name, app.node.tryGetContext(name)]));
// Without an account the CDK makes one up.
const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: ofAccount } = process.env;
const parsed = parseContext({ ...given, region: given['region'] ?? (account === undefined ? undefined : ofAccount) });
if (parsed.ok) {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new SluiceStack(app, `Sluice-${parsed.config.stage}`, { config: parsed.config });
  app.synth();
} else {
  console.error(
    `This configuration cannot be synthesized:\n${parsed.problems.map((each) => `  - ${each}`).join('\n')}`,
  );
  process.exitCode = 1;
}
