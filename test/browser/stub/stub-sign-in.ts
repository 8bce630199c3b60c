import { createHash, randomUUID } from 'node:crypto';
import type { SignInConfig } from '../../../web/src/sign-in/config.ts';
import type { Answer } from './answers.ts';
import type { Door } from './stub-api.ts';

const CLIENT_ID = 'dashboard';
export type StubSignIn = {
  readonly door: Door;
  readonly config: SignInConfig;
  /** Lets no token in any more that was given out so far. */
  readonly expireTokens: () => void;
  /** Lets no session be renewed any more. */
  readonly endSessions: () => void;
  /** Makes the sign-in pages refuse, as when a person turns back. */
  readonly refuse: (reason: string | undefined) => void;
  readonly granted: readonly string[];
};

type Asked = { readonly url: URL; readonly body: string; readonly authorization: string | undefined };
type Rooms = {
  readonly challenges: Map<string, string>;
  readonly tokens: Set<string>;
  readonly refreshTokens: Set<string>;
  readonly granted: string[];
  refusal: string | undefined;
};

/** A made-up sign-in that signs everybody in at once, but holds the dashboard to code, state and PKCE, as Cognito does. */
export const stubSignIn = (): StubSignIn => {
  const rooms: Rooms = {
    challenges: new Map(),
    tokens: new Set(),
    refreshTokens: new Set(),
    granted: [],
    refusal: undefined,
  };
  const config: SignInConfig = {
    authorizeUrl: '/oauth2/authorize',
    tokenUrl: '/oauth2/token',
    logoutUrl: '/logout',
    clientId: CLIENT_ID,
    scopes: ['openid', 'decisions/read'],
  };
  return {
    config,
    granted: rooms.granted,
    door: (asked) => answer(rooms, config, asked),
    expireTokens: () => rooms.tokens.clear(),
    endSessions: () => rooms.refreshTokens.clear(),
    refuse: (reason) => {
      rooms.refusal = reason;
    },
  };
};

const answer = (rooms: Rooms, config: SignInConfig, asked: Asked): Answer | undefined => {
  const { url, body, authorization } = asked;
  if (url.pathname === '/config.json') return json(200, { signIn: onOrigin(config, url.origin) });
  if (url.pathname === '/oauth2/authorize') return authorize(rooms, url.searchParams);
  if (url.pathname === '/oauth2/token') return grant(rooms, new URLSearchParams(body));
  if (url.pathname === '/logout') return redirect(url.searchParams.get('logout_uri') ?? '', {});
  const known = rooms.tokens.has(authorization?.replace(/^Bearer /, '') ?? '');
  return url.pathname.startsWith('/v1/') && !known ? json(401, { message: 'Unauthorized' }) : undefined;
};

const onOrigin = (config: SignInConfig, origin: string): SignInConfig => ({
  ...config,
  authorizeUrl: `${origin}${config.authorizeUrl}`,
  tokenUrl: `${origin}${config.tokenUrl}`,
  logoutUrl: `${origin}${config.logoutUrl}`,
});

const authorize = ({ challenges, refusal }: Rooms, query: URLSearchParams): Answer => {
  const back = query.get('redirect_uri') ?? '';
  const state = query.get('state') ?? '';
  if (refusal !== undefined) return redirect(back, { state, error: 'access_denied', error_description: refusal });
  if (query.get('response_type') !== 'code' || query.get('code_challenge_method') !== 'S256')
    return json(400, { error: 'invalid_request' });
  const code = randomUUID();
  challenges.set(code, query.get('code_challenge') ?? '');
  return redirect(back, { state, code });
};

const grant = (rooms: Rooms, form: URLSearchParams): Answer => {
  const grantType = form.get('grant_type') ?? '';
  const allowed = grantType === 'refresh_token' ? refreshes(rooms, form) : redeems(rooms, form);
  if (!allowed || form.get('client_id') !== CLIENT_ID) return json(400, { error: 'invalid_grant' });
  const [token, refreshToken] = [randomUUID(), randomUUID()];
  rooms.tokens.add(token);
  rooms.granted.push(grantType);
  if (grantType !== 'refresh_token') rooms.refreshTokens.add(refreshToken);
  return json(200, {
    access_token: token,
    token_type: 'Bearer',
    expires_in: 3600,
    id_token: unsignedToken({ sub: 'ann' }),
    ...(grantType !== 'refresh_token' && { refresh_token: refreshToken }),
  });
};

const refreshes = ({ refreshTokens }: Rooms, form: URLSearchParams): boolean =>
  refreshTokens.has(form.get('refresh_token') ?? '');

/** Once for each code, to who knows what its challenge was made of (RFC 7636, section 4.6). */
const redeems = ({ challenges }: Rooms, form: URLSearchParams): boolean => {
  const code = form.get('code') ?? '';
  const challenge = challenges.get(code);
  challenges.delete(code);
  return (
    challenge ===
    createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
  );
};

/** A JWT that the dashboard only reads: it has it straight from the token endpoint (OpenID Connect Core, section 3.1.3.7). */
const unsignedToken = (claims: object): string =>
  [{ alg: 'none' }, claims, {}].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

const json = (status: number, value: unknown): Answer => ({
  status,
  body: JSON.stringify(value),
  type: 'application/json',
});

const redirect = (to: string, query: Readonly<Record<string, string>>): Answer => ({
  ...json(302, {}),
  headers: { location: `${to}?${new URLSearchParams(query)}` },
});
