import { json } from '../../src/api/answers.ts';
import type { HttpAnswer, HttpHandler } from '../../src/api/http.ts';
import { type HttpPorts, httpHandler } from '../../src/api/http-handler.ts';
import { jsonBody } from '../../src/api/json-body.ts';
import { problem, problemOfIssues } from '../../src/api/problem.ts';
import { renderDecision } from '../../src/api/render-decision.ts';
import type { Assessed } from '../../src/assess/assess.ts';
import { assessTogether } from '../../src/assess/assess-together.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { parsePayment } from '../../src/domain/payment/parse-payment.ts';
import type { AssessPorts } from '../../src/ports.ts';

/** `POST /v1/score`: decides one payment now. Sent again it answers with the first decision and the header `idempotent-replayed: true`. */
export const createHandler = (ports: AssessPorts & HttpPorts): HttpHandler => {
  const assessOne = assessTogether(ports);
  return httpHandler(
    jsonBody(async (body) => {
      const payment = parsePayment(body, ports.nowMs());
      if (!payment.ok) return problemOfIssues('invalid-body', payment.issues);
      return answerOf(await assessOne(payment.value));
    }),
    ports,
  );
};

const answerOf = (assessed: Assessed): HttpAnswer => {
  if (assessed.status === 'conflict') return conflict(assessed.decision);
  const headers = assessed.status === 'repeated' ? { 'idempotent-replayed': 'true' } : undefined;
  return json(200, renderDecision(assessed.decision), headers);
};

const conflict = ({ id, decidedAtMs }: Decision): HttpAnswer =>
  problem(
    'payment-conflict',
    `payment ${JSON.stringify(id)} was decided at ${new Date(decidedAtMs).toISOString()} with another body; nothing was changed`,
  );
