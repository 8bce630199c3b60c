import type { KinesisStreamEvent } from 'aws-lambda';
import { createHandler } from '../../../lambdas/decide/handler.ts';
import { createLabels } from '../adapters/labels.ts';
import { createCountQuarantined, createQuarantine } from '../adapters/quarantine.ts';
import type { Environment } from '../environment.ts';
import { withDepthGauge } from '../telemetry/depth-gauge.ts';
import { observeQuarantine } from '../telemetry/observe-deciding.ts';
import { withTelemetry } from '../telemetry/with-telemetry.ts';
import { type DecidingSources, decidingPorts } from './deciding.ts';
import { dynamoParts } from './parts.ts';

export type DecideSources = DecidingSources & { readonly environment: Pick<Environment, 'CONSOLE_TABLE'> };

/** The function behind the payment stream. */
export const decideFunction = (sources: DecideSources): ((event: KinesisStreamEvent) => Promise<void>) => {
  const { environment, client, telemetry } = sources;
  const parts = dynamoParts(client);
  const quarantine = createQuarantine({ ...parts, table: environment.CONSOLE_TABLE });
  const ports = {
    ...decidingPorts(sources),
    ...createLabels({ ...parts, table: environment.DECISIONS_TABLE }),
    quarantine: observeQuarantine(quarantine, telemetry),
  };
  const countQuarantined = createCountQuarantined({ ...parts, table: environment.CONSOLE_TABLE });
  const gauge = { countQuarantined, telemetry, clockMs: () => performance.now() };
  return withTelemetry('decided', withDepthGauge(createHandler(ports), gauge), telemetry);
};
