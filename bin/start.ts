import { Command } from 'commander';
import { folder } from '../src/cli/folders.ts';
import { httpUrl } from '../src/cli/http-url.ts';
import { number, wholeNumber } from '../src/cli/numbers.ts';
import { existingRegistry } from '../src/cli/registry-option.ts';
import { run } from '../src/cli/run.ts';
import { start } from '../src/embedded/start/start.ts';

type Options = {
  readonly port: number;
  readonly data: string;
  readonly demo: boolean;
  readonly rate: number;
  readonly webhook?: string;
  readonly modelEndpoint?: string;
  readonly registry: string;
};

const command = new Command('npm start --')
  .description(
    'Runs the whole of Sluice in this process, on the loopback interface: stream, decisions, alerts, API and dashboard.',
  )
  .option('--port <n>', 'port to listen on; 0 takes any that is free', wholeNumber(0, 65_535), 8787)
  .option('--data <dir>', 'where the data lives', folder, '.sluice')
  .option('--no-demo', 'leave the simulated payments out')
  .option('--rate <n>', 'simulated payments a second', number(0.1, 5_000), 20)
  .option('--webhook <url>', 'send each alert there, as JSON by POST', httpUrl)
  .option(
    '--model-endpoint <url>',
    'score there first, by the protocol of SageMaker endpoints (model/serve.py)',
    httpUrl,
  )
  .addOption(existingRegistry('registry that names the model that decides and its challenger'))
  .parse();

const { port, data, demo, rate, webhook, modelEndpoint, registry } = command.opts<Options>();
await run(() => start({ port, dataDir: data, demoRate: demo ? rate : undefined, webhook, modelEndpoint, registry }));
