import packageJson from '../../package.json' with { type: 'json' };
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { flushing, reportingTo } from '../../src/aws/functions/http.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { createHandler } from './handler.ts';

const telemetry = createTelemetry(readEnvironment(process.env, TELEMETRY_VARIABLES));

export const handler = flushing(createHandler({ version: packageJson.version, ...reportingTo(telemetry) }), telemetry);
