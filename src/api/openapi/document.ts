import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type OperationId, ROUTES } from '../routes.ts';
import * as explaining from './explain-operations.ts';
import * as reading from './read-operations.ts';
import * as service from './service-operations.ts';
import * as writing from './write-operations.ts';

const OPERATIONS: Readonly<Record<OperationId, ZodOpenApiOperationObject>> = {
  ...writing,
  ...reading,
  explainPayment: explaining.explainPayment,
  ...service,
};

const DESCRIPTION = `Decides in real time whether a payment is approved, held for review or blocked, and says why.

Money is in minor units, times are ISO 8601 in UTC. Every answer carries \`x-request-id\`. Whatever is refused is told as problem details
(RFC 9457): \`type\` is the address of a page that explains the kind, and \`issues\` names each place as a JSON Pointer (RFC 6901), into the body or
into the query.`;

/** The OpenAPI 3.1 document of every route, made from the schemas that the handlers parse with. */
export const openApiDocument = (version: string): ReturnType<typeof createDocument> =>
  createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Sluice',
        version,
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'Payments', description: 'Send payments, read decisions, tell what became known.' },
        { name: 'Live', description: 'What the dashboard shows.' },
        { name: 'Accounts', description: 'Who is at risk, and what is remembered.' },
        { name: 'Service', description: 'The service itself.' },
      ],
      paths: pathsOf(),
    },
    { override: withoutRepeatedPattern },
  );

/** A format says what the pattern beside it says again, in three hundred characters. */
const withoutRepeatedPattern = ({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }): void => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

const pathsOf = (): ZodOpenApiPathsObject => {
  const paths: ZodOpenApiPathsObject = {};
  for (const [operationId, { method, path }] of Object.entries(ROUTES)) {
    const operation = { operationId, ...Reflect.get(OPERATIONS, operationId) };
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  return paths;
};
