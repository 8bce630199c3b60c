import { html, json } from '../../src/api/answers.ts';
import type { HttpAnswer, HttpEvent, HttpHandler } from '../../src/api/http.ts';
import { type HttpPorts, httpHandler } from '../../src/api/http-handler.ts';
import { openApiDocument } from '../../src/api/openapi/document.ts';
import { problem } from '../../src/api/problem.ts';
import { isProblemKind, problemPage } from '../../src/api/problem-page.ts';
import { methodsOf, type RouteKey } from '../../src/api/routes.ts';

export type DocsPorts = HttpPorts & {
  /** Of the package, for the document. */
  readonly version: string;
};

type Answer = (event: HttpEvent) => HttpAnswer;

/** The document, the pages of the kinds of problems, and what no route matches: 404, or 405 where another method would do. */
export const createHandler = (ports: DocsPorts): HttpHandler => {
  const document = json(200, openApiDocument(ports.version), { 'cache-control': 'no-cache' });
  const answers: ReadonlyMap<string, Answer> = new Map<RouteKey, Answer>([
    ['GET /openapi.json', () => document],
    ['GET /problems/{kind}', getProblemKind],
  ]);
  return httpHandler(async (event) => (answers.get(event.routeKey) ?? unmatched)(event), ports);
};

const getProblemKind: Answer = (event) => {
  const kind = event.pathParameters?.['kind'] ?? '';
  return isProblemKind(kind) ? html(problemPage(kind)) : unmatched(event);
};

const unmatched: Answer = ({ rawPath, requestContext: { http } }) => {
  const methods = methodsOf(rawPath);
  if (methods.length === 0 || methods.includes(http.method))
    return problem('unknown-route', `nothing is served at ${rawPath.slice(0, 200)}`);
  const allow = methods.join(', ');
  return problem('method-not-allowed', `${http.method} is not allowed at ${rawPath.slice(0, 200)}, allowed: ${allow}`, {
    headers: { allow },
  });
};
