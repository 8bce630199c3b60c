import { createHandler } from '../../../lambdas/score/handler.ts';
import type { HttpHandler } from '../../api/http.ts';
import { type DecidingSources, decidingPorts } from './deciding.ts';
import { flushing, reportingTo } from './http.ts';

/** The function behind `POST /v1/score`. */
export const scoreFunction = (sources: DecidingSources): HttpHandler =>
  flushing(createHandler({ ...decidingPorts(sources), ...reportingTo(sources.telemetry) }), sources.telemetry);
