import { json } from '../../src/api/answers.ts';
import type { HttpHandler } from '../../src/api/http.ts';
import { type HttpPorts, httpHandler } from '../../src/api/http-handler.ts';
import { jsonBody } from '../../src/api/json-body.ts';
import { problemOfIssues } from '../../src/api/problem.ts';
import type { LabelsAnswer } from '../../src/api/schemas.ts';
import { recordLabels } from '../../src/labels/record-labels.ts';
import type { LabelPorts } from '../../src/ports.ts';
import { parseLabels } from './parse-labels.ts';

export type LabelsPorts = LabelPorts & HttpPorts & { readonly nowMs: () => number };

/** `POST /v1/labels`: records what became known of 1-500 payments, and answers with what came of each, in order. */
export const createHandler = (ports: LabelsPorts): HttpHandler =>
  httpHandler(
    jsonBody(async (body) => {
      const labels = parseLabels(body, ports.nowMs());
      if (!labels.ok) return problemOfIssues('invalid-body', labels.issues);
      const statuses = await recordLabels(labels.value, ports);
      const items = labels.value.map(({ paymentId }, at) => ({ paymentId, status: statuses[at] }));
      return json(200, { items } satisfies LabelsAnswer);
    }),
    ports,
  );
