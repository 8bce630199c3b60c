import type { HttpAnswer } from './http.ts';
import { API_HEADERS, PAGE_HEADERS } from './security-headers.ts';

type Headers = Readonly<Record<string, string>>;

const JSON_HEADERS = { 'content-type': 'application/json', ...API_HEADERS };
const HTML_HEADERS = { 'content-type': 'text/html; charset=utf-8', ...PAGE_HEADERS, 'cache-control': 'no-cache' };

/** An answer that carries a value as JSON. */
export const json = (statusCode: number, value: unknown, headers?: Headers): HttpAnswer => ({
  statusCode,
  headers: headers === undefined ? JSON_HEADERS : { ...JSON_HEADERS, ...headers },
  body: JSON.stringify(value),
});

export const html = (body: string): HttpAnswer => ({ statusCode: 200, headers: HTML_HEADERS, body });
