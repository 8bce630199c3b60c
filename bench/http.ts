import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Load, Loaded } from './http/load.ts';
import { median } from './median.ts';

export type HttpBenchOptions = {
  /** Where the API listens, in a process of its own. */
  readonly url: string;
  readonly rounds?: number;
  readonly roundMs?: number;
};

export type HttpBench = {
  readonly connections: number;
  /** Medians over the rounds, requests a second. */
  readonly scorePerSecond: number;
  readonly echoPerSecond: number;
  /** Median of each round's own ratio: what both suffer together falls out. */
  readonly ratio: number;
  /** Milliseconds, median over the rounds. */
  readonly scoreP50Ms: number;
  readonly scoreP99Ms: number;
};

const CONNECTIONS = [1, 8] as const;
const WARM_UP_MS = 3_000;

/**
 * `POST /v1/score` against a bare `node:http` echo of the same bodies: each server and the load in processes of their own, echo and score
 * taking turns, every payment new. Rejects when an answer is not 200.
 */
export const benchHttp = async ({
  url,
  rounds = 5,
  roundMs = 3_000,
}: HttpBenchOptions): Promise<readonly HttpBench[]> => {
  const echo = await startEcho();
  const load = fork(pathOf('./http/load.ts'));
  try {
    const targets = { echo: new URL('/', echo.url).href, score: new URL('/v1/score', url).href };
    const drive = (target: keyof typeof targets, connections: number, durationMs = roundMs) =>
      loaded(load, { url: targets[target], connections, durationMs });
    for (const connections of CONNECTIONS) {
      await drive('echo', connections, WARM_UP_MS);
      await drive('score', connections, WARM_UP_MS);
    }
    const taken = new Map<number, Pair[]>(CONNECTIONS.map((connections) => [connections, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const connections of CONNECTIONS) {
        taken
          .get(connections)
          ?.push({ echo: await drive('echo', connections), score: await drive('score', connections) });
      }
    }
    return [...taken].map(([connections, pairs]) => summaryOf(connections, pairs));
  } finally {
    load.kill();
    echo.process.kill();
  }
};

type Pair = { readonly echo: Loaded; readonly score: Loaded };

const summaryOf = (connections: number, pairs: readonly Pair[]): HttpBench => ({
  connections,
  scorePerSecond: median(pairs.map(({ score }) => score.perSecond)),
  echoPerSecond: median(pairs.map(({ echo }) => echo.perSecond)),
  ratio: median(pairs.map(({ score, echo }) => score.perSecond / echo.perSecond)),
  scoreP50Ms: median(pairs.map(({ score }) => score.p50Ms)),
  scoreP99Ms: median(pairs.map(({ score }) => score.p99Ms)),
});

const startEcho = async (): Promise<{ readonly process: ChildProcess; readonly url: string }> => {
  const process = fork(pathOf('./http/echo-server.ts'));
  const [{ url }] = await once(process, 'message');
  return { process, url };
};

const loaded = async (process: ChildProcess, load: Load): Promise<Loaded> => {
  process.send(load);
  const [answer] = await once(process, 'message');
  if ('error' in answer) throw new Error(answer.error);
  return answer;
};

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
