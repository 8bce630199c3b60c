import { ErrorResponse, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { SignInConfig } from './config.ts';

export type Session = {
  /** An access token that holds for a while yet, renewed when need be; undefined when nobody is signed in any more. Throws when the sign-in does not answer. */
  readonly token: () => Promise<string | undefined>;
  /** Another token than the one that was refused; undefined when there is none to be had without signing in. */
  readonly renew: () => Promise<string | undefined>;
  /** Leaves for the sign-in pages; what lies open is open again afterwards. */
  readonly signIn: () => Promise<void>;
  /** Forgets the tokens and ends the session at the sign-in pages too. */
  readonly signOut: () => Promise<void>;
};

/** Why nobody is signed in, where a sign-in was tried. */
export type SignInState = { readonly signedIn: boolean; readonly failure?: string };

const RENEW_BEFORE_SECONDS = 60;

/** The session of this tab: authorization code with PKCE (RFC 7636), tokens in the tab's own storage. Takes up the answer of the sign-in pages if the address has one. */
export const openSession = async (config: SignInConfig): Promise<readonly [Session, SignInState]> => {
  const users = managerOf(config);
  const failure = await takeAnswer(users);
  const session = sessionOf(users, config);
  return [session, { signedIn: (await users.getUser()) !== null, ...(failure !== undefined && { failure }) }];
};

const managerOf = ({ authorizeUrl, tokenUrl, clientId, scopes }: SignInConfig): UserManager => {
  const store = new WebStorageStateStore({ store: sessionStorage });
  const authority = new URL(authorizeUrl).origin;
  return new UserManager({
    authority,
    // All that is needed is told, so that nothing has to be looked up before a sign-in.
    metadata: { issuer: authority, authorization_endpoint: authorizeUrl, token_endpoint: tokenUrl },
    client_id: clientId,
    redirect_uri: homeUrl(),
    scope: scopes.join(' '),
    automaticSilentRenew: false,
    userStore: store,
    stateStore: store,
  });
};

const sessionOf = (users: UserManager, { logoutUrl, clientId }: SignInConfig): Session => {
  const state: { renewal?: Promise<string | undefined> } = {};
  const renew = (): Promise<string | undefined> => {
    state.renewal ??= renewed(users).finally(() => {
      state.renewal = undefined;
    });
    return state.renewal;
  };
  return {
    renew,
    token: async () => {
      const user = await users.getUser();
      if (user === null) return undefined;
      return (user.expires_in ?? 0) > RENEW_BEFORE_SECONDS ? user.access_token : renew();
    },
    signIn: () => users.signinRedirect({ state: location.hash }),
    signOut: async () => {
      await users.removeUser();
      location.assign(`${logoutUrl}?${new URLSearchParams({ client_id: clientId, logout_uri: homeUrl() })}`);
    },
  };
};

const renewed = async (users: UserManager): Promise<string | undefined> => {
  const user = await users.getUser();
  try {
    // Without a refresh token the library would try a hidden frame, which Cognito forbids.
    if (user?.refresh_token !== undefined) return (await users.signinSilent())?.access_token;
  } catch (error) {
    if (!(error instanceof ErrorResponse)) throw error;
  }
  await users.removeUser();
  return undefined;
};

/** Takes the answer of the sign-in pages out of the address; tells what went wrong. */
const takeAnswer = async (users: UserManager): Promise<string | undefined> => {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('state') || !(answer.has('code') || answer.has('error'))) return undefined;
  try {
    const { state } = await users.signinRedirectCallback();
    history.replaceState(null, '', `${location.pathname}${typeof state === 'string' ? state : ''}`);
    return undefined;
  } catch (error) {
    history.replaceState(null, '', location.pathname);
    return error instanceof Error ? error.message : String(error);
  }
};

/** The dashboard's own address, which the sign-in must know to come back to. */
const homeUrl = (): string => `${location.origin}/`;
