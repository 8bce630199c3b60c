import { createHandler as docs } from '../../lambdas/docs/handler.ts';
import { createHandler as explain } from '../../lambdas/explain/handler.ts';
import { createHandler as labels } from '../../lambdas/labels/handler.ts';
import { type PaymentsPorts, createHandler as payments } from '../../lambdas/payments/handler.ts';
import { createHandler as read } from '../../lambdas/read/handler.ts';
import { createHandler as score } from '../../lambdas/score/handler.ts';
import type { HttpHandler } from '../../src/api/http.ts';
import type { HttpPorts } from '../../src/api/http-handler.ts';
import { bindRoutes } from '../../src/api/routes.ts';
import type { ExplainPorts } from '../../src/explain/explain-decision.ts';
import type { AssessPorts, LabelPorts } from '../../src/ports.ts';
import type { ReadPorts } from '../../src/read/ports.ts';
import { assessPorts } from './assess-ports.ts';
import { readPorts } from './read-ports.ts';

type ApiPorts = AssessPorts &
  LabelPorts &
  ReadPorts &
  ExplainPorts &
  PaymentsPorts &
  HttpPorts & { readonly version: string };

/** Every route of the API over ports in memory. */
export const apiRoutes = (overrides: Partial<ApiPorts> = {}): ReadonlyMap<string, HttpHandler> => {
  const ports: ApiPorts = {
    ...assessPorts(),
    ...readPorts(),
    explaining: () => {
      throw new Error('nothing is explained here');
    },
    putPayments: async () => undefined,
    version: '0.0.0',
    reportFailure: ({ error }) => {
      throw error;
    },
    ...overrides,
  };
  return bindRoutes({
    score: score(ports),
    payments: payments(ports),
    labels: labels(ports),
    read: read(ports),
    explain: explain(ports),
    docs: docs(ports),
  });
};
