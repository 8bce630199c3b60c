/** Every kind of problem this API answers with. Its `type` is the relative reference `/problems/<kind>`, which a browser can open. */
export const PROBLEM_KINDS = {
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    meaning:
      'The request line, its headers or an escape in its path is malformed. Send it again as HTTP/1.1 with an absolute path.',
  },
  'malformed-json': {
    status: 400,
    title: 'The body is not JSON',
    meaning: 'The body could not be parsed as JSON (RFC 8259) in UTF-8. The detail says at which line and column.',
  },
  'invalid-query': {
    status: 400,
    title: 'The query is not valid',
    meaning:
      'A query parameter is unknown or has a value outside what is allowed. Each issue names the parameter, what was got and what is allowed.',
  },
  'unknown-payment': {
    status: 404,
    title: 'No such payment',
    meaning:
      'No payment of this id has been decided. A payment put on the stream is found as soon as it is decided, usually within a second.',
  },
  'unknown-account': {
    status: 404,
    title: 'No such account',
    meaning: 'No decided payment had this account as its sender or receiver.',
  },
  'unknown-route': {
    status: 404,
    title: 'No such address',
    meaning: 'Nothing is served at this path. All there is stands in /openapi.json.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not allowed here',
    meaning: 'The path exists, but not with this method. The Allow header lists those that work.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    meaning: 'The whole request must arrive within 30 seconds, its headers within 10.',
  },
  'payment-conflict': {
    status: 409,
    title: 'The payment id was decided with another body',
    meaning:
      'A payment id is decided once. This id was decided before, with a body that differs from this one; nothing was changed. Send a new payment under a new id.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'The body is larger than the limit in the detail. Send fewer payments at a time.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body must be application/json',
    meaning: 'The Content-Type header must be application/json, and the body must not be compressed.',
  },
  'foreign-host': {
    status: 421,
    title: 'This server does not answer for that host',
    meaning:
      'The local server answers only under the names it knows, so that a web page cannot reach it through a name of its own (DNS rebinding). Use localhost or 127.0.0.1.',
  },
  'invalid-body': {
    status: 422,
    title: 'The body does not fit its schema',
    meaning:
      'The body is JSON, but not what this address takes. Each issue names the place as a JSON Pointer (RFC 6901), what was got and what is allowed.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    meaning: 'The request line and headers together must stay within 16 KiB.',
  },
  'internal-error': {
    status: 500,
    title: 'Something broke on our side',
    meaning:
      'An unforeseen failure, reported to the operators under the id in the x-request-id header. Sending the same request again is safe: a payment id is decided once.',
  },
  unavailable: {
    status: 503,
    title: 'A part that this needs is unavailable',
    meaning:
      'A store or stream did not answer. Wait as long as the Retry-After header says and send the same request again: doing so is safe, a payment id is decided once.',
  },
} as const;

export type ProblemKind = keyof typeof PROBLEM_KINDS;
