import { createHandler } from '../../../lambdas/watch/handler.ts';
import { decidingParts } from '../../assess/deciding-parts.ts';
import type { Model } from '../../domain/model/model.ts';
import { recomputer } from '../../verify/recompute.ts';
import { keepWatchIn } from '../../watch/keep-watch.ts';
import { latestDecisions } from '../../watch/latest-decisions.ts';
import type { WatchReport } from '../../watch/watch-report.ts';
import { readModelDays } from '../adapters/reads.ts';
import type { System } from '../system.ts';

export type WatchOptions = {
  readonly system: System;
  readonly model: Model;
  readonly challenger?: Model;
  readonly labelDelayDays: number;
  readonly report: (message: string, error?: unknown) => void;
  readonly everyMs?: number;
};

export type Watch = { readonly stop: () => Promise<void> };

const EVERY_MS = 60_000;

/** Looks at the models every minute, as the stack does every hour, and says what is amiss, once until it changes. */
export const startWatch = (options: WatchOptions): Watch => {
  const { report, everyMs = EVERY_MS } = options;
  const watch = watchingOf(options);
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(watch).catch((error: unknown) => report('the models could not be looked at', error));
  }, everyMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
};

/** One look at the models of a system. */
export const watchingOf = ({
  system,
  model,
  challenger,
  labelDelayDays,
  report,
}: WatchOptions): (() => Promise<void>) => {
  const { ports, store } = system;
  let before = '';
  return createHandler({
    nowMs: ports.nowMs,
    champion: model.manifest.version,
    ...(model.reference && { reference: model.reference }),
    labelDelayDays,
    latestDecisions: latestDecisions(ports),
    recompute: recomputer({ parts: decidingParts(model), champion: model, ...(challenger && { challenger }) }),
    readModelDays: (from) => readModelDays(store, from),
    keepWatch: keepWatchIn(ports),
    tell: (found) => {
      const amiss = amissIn(found);
      if (amiss !== '' && amiss !== before) report(amiss);
      before = amiss;
    },
  });
};

const amissIn = ({ differing, drift, mostShifted }: WatchReport): string =>
  [
    ...(differing.length > 0 ? [`decisions cannot be replayed: ${differing.join(', ')}`] : []),
    ...(drift === 'shifted' && mostShifted !== null
      ? [
          `payments no longer lie as in training, as while their history has just begun: ${mostShifted.name} has shifted most`,
        ]
      : []),
  ].join('; ');
