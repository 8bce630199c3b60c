import { setTimeout as sleep } from 'node:timers/promises';
import { createHandler as decideHandler } from '../../lambdas/decide/handler.ts';
import { createHandler as tallyHandler } from '../../lambdas/tally/handler.ts';
import type { Model } from '../domain/model/model.ts';
import { preciseNowMs } from '../precise-now-ms.ts';
import { LABEL_DELAY_DAYS } from '../read/read-models.ts';
import type { LadderReading } from '../scoring/ladder.ts';
import type { ModelLadderOptions } from '../scoring/model-ladder.ts';
import { consumeArchive } from './adapters/archive.ts';
import { changeSource } from './adapters/change-images.ts';
import type { OpsWith } from './adapters/decisions.ts';
import { type Alerting, consumeAlerts, type Publish } from './alerting.ts';
import { archiveFolder } from './archive-folder.ts';
import { createPorts, type EmbeddedPorts } from './ports.ts';
import { giveUpTo } from './quarantine.ts';
import { openStore, type Store } from './store.ts';
import { type Consumption, consume, type FailedCall } from './stream/consume.ts';
import { kinesisSource } from './stream/event-source.ts';
import { createStream, type Stream } from './stream/stream.ts';

export type SystemOptions = {
  readonly dataDir: string;
  readonly model: Model;
  /** Scores in the model's shadow, without a say. */
  readonly challenger?: Model;
  /** Whole days until a payment's label is known; 7 when left out. */
  readonly labelDelayDays?: number;
  /** Scores before the model in this process does. */
  readonly modelEndpoint?: ModelLadderOptions['endpoint'];
  /** Payments that one call of the deciding function is given at most. */
  readonly batchSize?: number;
  readonly nowMs?: () => number;
  /** Makes what adds ops to the write of new decisions, before any is made. */
  readonly opsWith?: (store: Store, payments: Stream) => Promise<OpsWith>;
  /** Left out by who alerts nobody of what it decides: alerts that were put back then wait for who does. */
  readonly publish?: Publish;
  /** Told of what failed and will be tried again, and of what cannot be known. */
  readonly report: (message: string, error?: unknown) => void;
};

/** The whole of Sluice in one process: its store, its streams with their functions behind them, and the ports for the API. */
export type System = {
  readonly store: Store;
  readonly payments: Stream;
  readonly ports: EmbeddedPorts;
  /** Resolves when all that was put is decided, counted, alerted and archived. */
  readonly settled: () => Promise<void>;
  /** Lets the batches in flight end and closes the store; what is still on a stream is done next time. */
  readonly stop: () => Promise<void>;
};

const CHANGE_CONSUMERS = ['tally', 'alert', 'archive'];
const DECIDE_BATCH = 400;
const TALLY_BATCH = 1_000;
/** The boards may lag so far behind the decisions: one write for all that came meanwhile. */
const FOLLOW_WINDOW_MS = 200;

/** Opens the data directory and starts the functions. One shard: one process gains nothing by more, and would lose the order among accounts. */
export const openSystem = async (options: SystemOptions): Promise<System> => {
  const { dataDir, model, nowMs = preciseNowMs, report } = options;
  const store = await openStore(dataDir);
  const payments = await createStream({ store, name: 'payments', shards: 1, consumers: ['decide'], nowMs });
  const opsWith = (await options.opsWith?.(store, payments)) ?? (() => []);
  const changes = await createStream({ store, name: 'changes', shards: 1, consumers: CHANGE_CONSUMERS, nowMs });
  const alerts = await createStream({ store, name: 'alerts', shards: 1, consumers: ['alert'], nowMs });
  const scoring = { endpoint: options.modelEndpoint, onChange: reportRung(report) };
  const ports = createPorts({
    store,
    payments,
    changes,
    model,
    challenger: options.challenger,
    labelDelayDays: options.labelDelayDays ?? LABEL_DELAY_DAYS,
    nowMs,
    scoring,
    opsWith,
  });
  const archiving = await consumeArchive({
    folder: archiveFolder(dataDir),
    store,
    changes,
    report,
    reportFailure: reporting(report),
  });
  const deciding = consumeDeciding({ payments, ports, options });
  const alerting: Alerting = {
    store,
    quarantine: ports.quarantine,
    publish: options.publish ?? toNobody,
    nowMs,
    report,
    reportFailure: reporting(report),
  };
  const following = [
    consumeTally({ changes, ports, store, report }),
    ...[changes, ...(options.publish === undefined ? [] : [alerts])].map((stream) => consumeAlerts(stream, alerting)),
    archiving,
  ];
  return {
    store,
    payments,
    ports,
    settled: async () => {
      await payments.room(0);
      archiving.hurry();
      await changes.room(0);
      if (options.publish !== undefined) await alerts.room(0);
    },
    stop: async () => {
      await deciding.stop();
      await finish(archiving);
      await Promise.all(following.map(({ stop }) => stop()));
      await store.close();
    },
  };
};

const toNobody: Publish = async () => undefined;

const FINISH_MS = 5_000;

/** Gives a consumer some seconds to do what is on its stream; the rest is done next time. */
const finish = async (consumption: Consumption): Promise<void> => {
  const untilMs = performance.now() + FINISH_MS;
  consumption.hurry();
  while (consumption.lag() > 0 && performance.now() < untilMs) await sleep(10);
};

const reportRung =
  (report: SystemOptions['report']) =>
  ({ rung, rungReason }: LadderReading): void =>
    report(`scoring is on rung ${rung} now${rungReason === undefined ? '' : ` (${rungReason})`}`);

const reporting =
  (report: SystemOptions['report']) =>
  ({ consumer, records, reason }: FailedCall): void =>
    report(`${consumer}: a batch of ${records} failed and is tried again: ${reason}`);

type Deciding = { readonly payments: Stream; readonly ports: EmbeddedPorts; readonly options: SystemOptions };

const consumeDeciding = ({ payments, ports, options }: Deciding): Consumption =>
  consume({
    stream: payments,
    consumer: 'decide',
    source: kinesisSource('payments'),
    handler: decideHandler({ ...ports, recordDecisions: ports.recordDecisionsBehind }),
    batchSize: options.batchSize ?? DECIDE_BATCH,
    bisect: true,
    giveUp: { maxRetries: 10, onFailure: giveUpTo(ports.quarantine) },
    reportFailure: reporting(options.report),
  });

type Following = { readonly changes: Stream; readonly store: Store };

const consumeTally = ({
  changes,
  ports,
  store,
  report,
}: Following & { ports: EmbeddedPorts; report: SystemOptions['report'] }): Consumption =>
  consume({
    stream: changes,
    consumer: 'tally',
    source: changeSource(store),
    handler: tallyHandler({ ...ports, shardOf: () => 'local' }),
    batchSize: TALLY_BATCH,
    batchWindowMs: FOLLOW_WINDOW_MS,
    reportFailure: reporting(report),
  });
