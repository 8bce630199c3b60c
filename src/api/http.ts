import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

/** A request as API Gateway's HTTP API hands it to a function: payload format 2.0. */
export type HttpEvent = APIGatewayProxyEventV2;

/** An answer in payload format 2.0, always with its status. */
export type HttpAnswer = APIGatewayProxyStructuredResultV2 & {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpAnswer>;
