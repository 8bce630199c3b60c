import { createHandler as docsHandler } from '../../../lambdas/docs/handler.ts';
import { createHandler as explainHandler } from '../../../lambdas/explain/handler.ts';
import { createHandler as labelsHandler } from '../../../lambdas/labels/handler.ts';
import { createHandler as paymentsHandler } from '../../../lambdas/payments/handler.ts';
import { createHandler as readHandler } from '../../../lambdas/read/handler.ts';
import { createHandler as scoreHandler } from '../../../lambdas/score/handler.ts';
import type { HttpHandler } from '../../api/http.ts';
import type { HttpPorts } from '../../api/http-handler.ts';
import { bindRoutes } from '../../api/routes.ts';
import type { EmbeddedPorts } from '../ports.ts';

/** The functions behind the API, by route. */
export const routesOver = (ports: EmbeddedPorts & HttpPorts, version: string): ReadonlyMap<string, HttpHandler> =>
  bindRoutes({
    score: scoreHandler(ports),
    payments: paymentsHandler(ports),
    labels: labelsHandler(ports),
    read: readHandler(ports),
    explain: explainHandler(ports),
    docs: docsHandler({ ...ports, version }),
  });
