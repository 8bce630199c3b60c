import type { Explanation } from '../../src/api/explanation-schema.ts';
import type {
  Account,
  Accounts,
  DecisionAnswer,
  DecisionDetail,
  Feed,
  Health,
  LabelsAnswer,
  Models,
  Problem,
  Summary,
} from '../../src/api/schemas.ts';
import type { Outcome, PaymentDraft } from './api-types.ts';
import type { SignInConfig } from './sign-in/config.ts';
import type { Session } from './sign-in/session.ts';

/** The only file that knows how the API is reached: where it is, and what proves who is asking. */
export type Api = {
  readonly summary: (minutes: number) => Promise<Summary>;
  readonly feed: (query: { readonly limit: number; readonly outcome?: Outcome }) => Promise<Feed>;
  readonly accounts: (limit: number) => Promise<Accounts>;
  readonly account: (account: string) => Promise<Account>;
  readonly payment: (id: string) => Promise<DecisionDetail>;
  readonly explanation: (id: string) => Promise<Explanation>;
  readonly health: () => Promise<Health>;
  readonly models: () => Promise<Models>;
  readonly score: (payment: PaymentDraft) => Promise<DecisionAnswer>;
  /** False when it changed nothing: the same stands already, or a later label. */
  readonly label: (paymentId: string, fraud: boolean) => Promise<boolean>;
};

/** What `/config.json` may say; where it says nothing, the API is on the same origin and asks for no sign-in. */
export type SiteConfig = { readonly apiBaseUrl?: string; readonly signIn?: SignInConfig };

export type ApiOptions = { readonly apiBaseUrl?: string; readonly session?: Pick<Session, 'token' | 'renew'> };

/** The problem that the API answered with; undefined when there was no answer at all. */
export const problemIn = (error: unknown): Problem | undefined =>
  error instanceof Error && isProblem(error.cause) ? error.cause : undefined;

const isProblem = (cause: unknown): cause is Problem =>
  cause instanceof Object && 'title' in cause && 'status' in cause;

const TIMEOUT_MS = 8_000;

export const createApi = ({ apiBaseUrl = '', session }: ApiOptions = {}): Api => {
  const get = <T>(path: string): Promise<T> => call<T>({ url: `${apiBaseUrl}/v1/${path}` }, session);
  const post = <T>(path: string, body: unknown): Promise<T> =>
    call<T>({ url: `${apiBaseUrl}/v1/${path}`, body: JSON.stringify(body) }, session);
  return {
    summary: (minutes) => get(`summary?minutes=${minutes}`),
    feed: ({ limit, outcome }) => get(`feed?limit=${limit}${outcome === undefined ? '' : `&outcome=${outcome}`}`),
    accounts: (limit) => get(`accounts?sort=risk&limit=${limit}`),
    account: (account) => get(`accounts/${encodeURIComponent(account)}`),
    payment: (id) => get(`payments/${encodeURIComponent(id)}`),
    explanation: (id) => get(`payments/${encodeURIComponent(id)}/explanation`),
    health: () => get('health'),
    models: () => get('models'),
    score: (payment) => post('score', payment),
    label: async (paymentId, fraud) => {
      const { items } = await post<LabelsAnswer>('labels', { labels: [{ paymentId, fraud }] });
      return items[0]?.status === 'recorded';
    },
  };
};

/** Reads `/config.json`; one that is absent or is no JSON means the defaults. */
export const loadConfig = async (): Promise<SiteConfig> => {
  try {
    const answer = await fetch('config.json', { cache: 'no-store' });
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
};

type Call = { readonly url: string; readonly body?: string };

const call = async <T>(asked: Call, session: ApiOptions['session']): Promise<T> => {
  const first = await send(asked, await session?.token());
  const answer = first.status === 401 && session !== undefined ? await sendAgain(asked, session, first) : first;
  if (answer.ok) return answer.json();
  const problem = await problemOf(answer);
  throw new Error(problem.detail, { cause: problem });
};

const send = ({ url, body }: Call, token: string | undefined): Promise<Response> =>
  fetch(url, {
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { method: 'POST', body }),
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });

/** A token may be refused before its time, as when keys were changed: one more try with another one. */
const sendAgain = async (asked: Call, { renew }: Pick<Session, 'renew'>, refused: Response): Promise<Response> => {
  const token = await renew();
  return token === undefined ? refused : send(asked, token);
};

const problemOf = async (answer: Response): Promise<Problem> => {
  const { status } = answer;
  const plain = { type: 'about:blank', title: `The API answered ${status}`, status, detail: answer.statusText };
  const isProblem = answer.headers.get('content-type')?.includes('json') ?? false;
  return isProblem ? { ...plain, ...(await answer.json().catch(() => ({}))) } : plain;
};
