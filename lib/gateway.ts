import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CfnStage, type HttpApi, HttpRoute, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { API_ROUTES, type ApiRoute } from './api-routes.ts';
import type { ApiConfig } from './config.ts';

export type GatewayStageProps = ApiConfig & {
  readonly api: HttpApi;
  readonly key: IKey;
  readonly logRetentionDays: number;
};

/** Names who asked for which route and what came of it; neither address, path nor body, which may be of a person. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    at: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    bytes: '$context.responseLength',
    client: '$context.authorizer.claims.client_id',
    // Not messageString: that one brings quotes of its own, and the line would be no JSON.
    error: '$context.error.message',
  }),
);

/** The one stage of the API, with a limit for each route and a log of every access. */
export class GatewayStage extends Construct {
  constructor(scope: Construct, id: string, { api, key, logRetentionDays, writing, reading }: GatewayStageProps) {
    super(scope, id);
    const logs = new LogGroup(this, 'AccessLogs', {
      encryptionKey: key,
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Default', {
      httpApi: api,
      autoDeploy: true,
      throttle: { rateLimit: reading.perSecond, burstLimit: reading.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: ACCESS_LOG },
    });
    if (stage.node.defaultChild instanceof CfnStage) {
      stage.node.defaultChild.routeSettings = Object.fromEntries(
        API_ROUTES.map((route) => [`${route.method} ${route.path}`, limitOf(route, { writing, reading })]),
      );
      // Limits are refused for a route that is not there yet.
      stage.node.addDependency(...api.node.children.filter((child) => child instanceof HttpRoute));
    }
  }
}

const limitOf = ({ method }: ApiRoute, { writing, reading }: ApiConfig) => {
  const { perSecond, burst } = method === 'POST' ? writing : reading;
  return { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst };
};
