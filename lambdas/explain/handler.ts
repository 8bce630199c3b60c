import { json } from '../../src/api/answers.ts';
import type { HttpHandler } from '../../src/api/http.ts';
import { type HttpPorts, httpHandler } from '../../src/api/http-handler.ts';
import { problem } from '../../src/api/problem.ts';
import { type ExplainPorts, explainDecision } from '../../src/explain/explain-decision.ts';

/** Explains a decision on demand: a function of its own, since it holds the model and takes longer than reading. */
export const createHandler = (ports: ExplainPorts & HttpPorts): HttpHandler =>
  httpHandler(async (event) => {
    const id = event.pathParameters?.['id'] ?? '';
    const explanation = await explainDecision(id, ports);
    return explanation === undefined
      ? problem('unknown-payment', `no payment ${JSON.stringify(id)} has been decided`)
      : json(200, explanation);
  }, ports);
