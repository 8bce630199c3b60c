import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnUserPoolGroup,
  FeaturePlan,
  type IUserPoolResourceServer,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { SCOPES, type Scope } from './api-routes.ts';
import type { IdentityConfig, Stage } from './config.ts';

export type IdentityProps = IdentityConfig & {
  readonly stage: Stage;
  /** Where the dashboard is, without a slash at the end. */
  readonly siteUrl: string;
  readonly keepOnDestroy: boolean;
};

const GROUPS = { analyst: 'Looks at payments and labels them', admin: 'As yet the same; will change rules and lists' };

/** Who may ask: people sign in at hosted pages (code with PKCE), machines by client credentials; both carry scopes. */
export class Identity extends Construct {
  readonly users: UserPool;
  readonly dashboard: UserPoolClient;
  readonly machine: UserPoolClient;
  /** Origin of the hosted sign-in pages. */
  readonly signInOrigin: string;

  constructor(scope: Construct, id: string, props: IdentityProps) {
    super(scope, id);
    this.users = this.#pool(props);
    const scopes = this.#scopes();
    const domain = this.#domain(props);
    this.signInOrigin = props.signInOrigin ?? domain.baseUrl();
    this.dashboard = this.users.addClient('Dashboard', {
      generateSecret: false,
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, ...scopes],
        callbackUrls: [`${props.siteUrl}/`],
        logoutUrls: [`${props.siteUrl}/`],
      },
    });
    this.machine = this.users.addClient('Machine', {
      generateSecret: true,
      accessTokenValidity: Duration.hours(1),
      oAuth: { flows: { clientCredentials: true }, scopes: [...scopes] },
    });
    for (const [groupName, description] of Object.entries(GROUPS))
      new CfnUserPoolGroup(this, `Group-${groupName}`, { userPoolId: this.users.userPoolId, groupName, description });
    if (props.webAclArn !== undefined)
      new CfnWebACLAssociation(this, 'WebAcl', { resourceArn: this.users.userPoolArn, webAclArn: props.webAclArn });
  }

  #pool({ stage, mfa, keepOnDestroy }: IdentityProps): UserPool {
    const isProd = stage === 'prod';
    const users = new UserPool(this, 'Users', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: mfa === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      featurePlan: isProd ? FeaturePlan.PLUS : FeaturePlan.ESSENTIALS,
      ...(isProd ? { standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION } : {}),
      deletionProtection: keepOnDestroy,
      removalPolicy: keepOnDestroy ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(users, {
      ...(mfa === 'required'
        ? {}
        : { 'AwsSolutions-COG2': 'Each user chooses in this stage, whose users are made up; prod requires it.' }),
      ...(isProd
        ? {}
        : {
            'AwsSolutions-COG3':
              'Threat protection is priced per user and month: prod has it, stages with made-up users do not.',
          }),
      ...(isProd
        ? {}
        : {
            'AwsSolutions-COG8':
              'The Plus plan is priced per user and month: prod has it, stages with made-up users do not.',
          }),
    });
    return users;
  }

  #scopes(): readonly OAuthScope[] {
    const byServer = Map.groupBy(SCOPES, ([scope]) => scope.split('/')[0]);
    return [...byServer].flatMap(([identifier, those]) => {
      const scopes = those.map(([scope, scopeDescription]) => nameOf(scope, scopeDescription));
      const server: IUserPoolResourceServer = this.users.addResourceServer(`Resource-${identifier}`, {
        identifier,
        scopes,
      });
      return scopes.map((each) => OAuthScope.resourceServer(server, each));
    });
  }

  #domain({ stage }: IdentityProps): UserPoolDomain {
    return this.users.addDomain('SignIn', {
      // Unique in a region over all accounts, so it carries the account.
      cognitoDomain: { domainPrefix: `sluice-${stage}-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: ManagedLoginVersion.CLASSIC_HOSTED_UI,
    });
  }
}

const nameOf = (scope: Scope, scopeDescription: string): ResourceServerScope =>
  new ResourceServerScope({ scopeName: scope.split('/')[1], scopeDescription });
