/** What `/config.json` says of the hosted sign-in. */
export type SignInConfig = {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** Cognito's: it is given `client_id` and `logout_uri`. */
  readonly logoutUrl: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
};
