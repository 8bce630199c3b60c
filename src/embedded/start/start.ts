import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { docsFiles } from '../../api/docs-files.ts';
import { escaped } from '../../cli/escaped.ts';
import { stopSignal } from '../../cli/stop-signal.ts';
import { messageOf } from '../../message-of.ts';
import { loadModel } from '../../model-files.ts';
import { LABEL_DELAY_DAYS } from '../../read/read-models.ts';
import { loadChallenger } from '../../registry/load-challenger.ts';
import { challengerFolder, championFolder } from '../../registry/model-folders.ts';
import { endpointOf } from '../../scoring/endpoint-client.ts';
import { buildWeb, WEB_DIST } from '../build-web.ts';
import { type HttpServer, type NotListening, serveHttp } from '../http-server.ts';
import { openSystem, type System } from '../system.ts';
import { type Demo, startDemo } from './demo.ts';
import { publishTo, publishToConsole } from './publish.ts';
import { routesOver } from './routes.ts';
import { startWatch } from './watch.ts';

export type StartOptions = {
  readonly port: number;
  readonly dataDir: string;
  /** Simulated payments a second; undefined for none. */
  readonly demoRate: number | undefined;
  readonly webhook: string | undefined;
  /** Where a model endpoint that speaks InvokeEndpoint answers; undefined for none. */
  readonly modelEndpoint: string | undefined;
  /** Folder of the registry that names champion and challenger. */
  readonly registry: string;
};

/** How long scoring waits for the model endpoint before the model in this process scores. */
const ENDPOINT_BUDGET_MS = 80;

/** The command `npm start`: opens the data, serves API and dashboard, and runs until SIGINT or SIGTERM, when it drains and ends. */
export const start = async (options: StartOptions): Promise<void> => {
  const { dataDir, demoRate, webhook, modelEndpoint } = options;
  const models = modelsAtStart(options);
  const [system] = await Promise.all([
    openSystem({
      dataDir,
      ...models,
      ...(modelEndpoint !== undefined && {
        modelEndpoint: { ...endpointOf('stand-in', modelEndpoint), budgetMs: ENDPOINT_BUDGET_MS },
      }),
      publish: webhook === undefined ? publishToConsole : publishTo(webhook),
      report,
    }),
    buildWeb(),
  ]);
  const server = await listen(system, options.port);
  if (server.status !== 'listening') {
    await system.stop();
    throw refusal(server);
  }
  const demo = demoRate === undefined ? undefined : startDemo({ ratePerSecond: demoRate, ports: system.ports, report });
  const watch = startWatch({ system, ...models, report });
  process.stdout.write(await greeting(server, system, options));
  await once(stopSignal(), 'abort');
  process.stdout.write('\nStopping: finishing what is under way.\n');
  await watch.stop();
  await stopAll({ server, system, demo });
};

/** The champion, and the challenger where there is one. Simulated payments are labelled within seconds, real ones within days. */
const modelsAtStart = ({ registry, demoRate }: StartOptions) => {
  const challenger = loadChallenger(() => challengerFolder(registry), report);
  return {
    model: loadModel(championFolder(registry)),
    ...(challenger && { challenger }),
    labelDelayDays: demoRate !== undefined ? 0 : LABEL_DELAY_DAYS,
  };
};

const listen = (system: System, port: number): Promise<HttpServer | NotListening> => {
  const reportFailure = ({ requestId, routeKey, error }: { requestId: string; routeKey: string; error: unknown }) =>
    report(`request ${requestId} to ${routeKey} failed`, error);
  return serveHttp({
    port,
    routes: routesOver({ ...system.ports, reportFailure }, packageVersion()),
    pages: { dir: WEB_DIST, files: docsFiles() },
    reportFailure,
  });
};

const packageVersion = (): string =>
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).version;

const refusal = ({ status, host, port }: NotListening): Error => {
  const why = {
    'port-taken': `port ${port} is taken; choose another with --port N, or --port 0 for any that is free`,
    'port-forbidden': `this user may not listen on port ${port}; choose one from 1024 up with --port N`,
    'host-unknown': `this machine has no address ${host}`,
  }[status];
  return Object.assign(new Error(why), { code: status });
};

const greeting = async (
  { url }: HttpServer,
  { ports }: System,
  { dataDir, demoRate }: StartOptions,
): Promise<string> => {
  const { processed } = await ports.readSummary({ minutes: 1 });
  return [
    `Dashboard  ${url}`,
    `API        ${url}/docs`,
    `Data       ${dataDir}, ${processed.toLocaleString('en')} payments decided so far`,
    demoRate === undefined
      ? 'Payments   none but yours (--no-demo)'
      : `Payments   ${demoRate} simulated ones a second (--rate N; --no-demo for none)`,
    'Ctrl-C stops it; nothing is lost.\n',
  ].join('\n');
};

const stopAll = async ({
  server,
  system,
  demo,
}: {
  server: HttpServer;
  system: System;
  demo: Demo | undefined;
}): Promise<void> => {
  await demo?.stop();
  await server.close();
  await system.stop();
};

const report = (message: string, error?: unknown): void => {
  const told = error === undefined ? message : `${message}: ${messageOf(error)}`;
  process.stderr.write(`${new Date().toISOString()} ${escaped(told)}\n`);
};
