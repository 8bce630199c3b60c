import { HttpApi, HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import { API_ROUTES, type ApiFunctionName, type ApiRoute } from './api-routes.ts';
import type { ApiConfig, MonitoringConfig } from './config.ts';
import { GatewayStage } from './gateway.ts';
import type { Identity } from './identity.ts';
import type { Ingestion } from './ingestion.ts';
import type { ModelEndpoint } from './model.ts';
import { ServiceFunction } from './service-function.ts';
import type { Storage } from './storage.ts';

export type ApiProps = ApiConfig & {
  readonly api: HttpApi;
  readonly key: IKey;
  readonly alarms: Alarms;
  readonly storage: Storage;
  readonly ingestion: Ingestion;
  readonly model: ModelEndpoint;
  readonly identity: Identity;
  readonly monitoring: MonitoringConfig;
  /** Functions that other stages own. */
  readonly score: ServiceFunction;
  readonly site: ServiceFunction;
};

const PUBLIC = new HttpNoneAuthorizer();

/** The API's door: no stage yet, so that the sign-in can know its address before its routes know the sign-in. */
export const openGateway = (scope: Construct, id: string): HttpApi =>
  new HttpApi(scope, id, {
    createDefaultStage: false,
    description: 'Sluice: payments, decisions, labels and the dashboard',
  });

/** The routes behind the door: a token with the right scope for all of /v1, and nothing needed for pages and documents. */
export class Api extends Construct {
  readonly functions: Readonly<Record<ApiFunctionName, ServiceFunction>>;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { api, identity, key, monitoring } = props;
    this.functions = { ...this.#functions(props), score: props.score, site: props.site };
    const authorizer = new HttpUserPoolAuthorizer('Tokens', identity.users, {
      userPoolClients: [identity.dashboard, identity.machine],
    });
    const integrations = new Map(
      Object.entries(this.functions).map(([name, handler]) => [name, new HttpLambdaIntegration(name, handler)]),
    );
    for (const route of API_ROUTES) {
      const [added] = api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrations.get(route.lambda) ?? unknown(route),
        ...(route.scope ? { authorizer, authorizationScopes: [route.scope] } : { authorizer: PUBLIC }),
      });
      if (route.scope === undefined) acknowledgePublic(added);
    }
    acknowledgePublic(
      new HttpRoute(api, '$default', {
        httpApi: api,
        routeKey: HttpRouteKey.DEFAULT,
        integration: new HttpLambdaIntegration('unmatched', this.functions.docs),
      }),
    );
    new GatewayStage(this, 'Stage', { ...props, api, key, logRetentionDays: monitoring.logRetentionDays });
    this.#watch(props);
  }

  #functions({ key, storage, ingestion, model, monitoring }: ApiProps) {
    const make = (name: ApiFunctionName, more: Partial<ConstructorParameters<typeof ServiceFunction>[2]> = {}) =>
      new ServiceFunction(this, `${name[0].toUpperCase()}${name.slice(1)}`, {
        key,
        name,
        logRetentionDays: monitoring.logRetentionDays,
        ...more,
      });
    const payments = make('payments', { environment: ingestion.environment });
    ingestion.grantPut(payments);
    const labels = make('labels', { environment: storage.environment });
    storage.grantDecide(labels);
    const read = make('read', { withModel: true, environment: { ...storage.environment, ...model.environment } });
    storage.grantRead(read);
    const explain = make('explain', { withModel: true, memoryMb: 1024, environment: storage.environment });
    storage.grantRead(explain);
    return { payments, labels, read, explain, docs: make('docs', { memoryMb: 256 }) };
  }

  #watch({ api, alarms }: ApiProps): void {
    alarms.raise(this, 'ServerErrors', {
      says: 'The API answers requests with 5xx.',
      runbook: 'The API fails',
      metric: api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
      threshold: 5,
    });
    const score = this.functions.score;
    alarms.raise(this, 'ScoreThrottled', {
      says: 'Lambda refuses to run the scoring function as often as callers ask.',
      runbook: 'A function is throttled',
      metric: score.metricThrottles({ period: FIVE_MINUTES }),
      threshold: 1,
    });
  }
}

const acknowledgePublic = (route: Construct): void =>
  acknowledge(route, {
    'AwsSolutions-APIG4':
      'Pages, the API document and the answer to unknown paths hold nothing of a payment; the dashboard must load before anybody can sign in.',
  });

const unknown = ({ lambda }: ApiRoute): never => {
  throw new Error(`no function ${lambda} is behind the API`);
};
