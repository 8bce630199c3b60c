import type {
  Account,
  Accounts,
  DecisionAnswer,
  DecisionDetail,
  Feed,
  Health,
  Problem,
  Summary,
} from '../../src/api/schemas.ts';
import type { Outcome, PaymentDraft } from './api-types.ts';

/** The only file that knows how the API is reached: where it is, and what proves who is asking. */
export type Api = {
  readonly summary: (minutes: number) => Promise<Summary>;
  readonly feed: (query: { readonly limit: number; readonly outcome?: Outcome }) => Promise<Feed>;
  readonly accounts: (limit: number) => Promise<Accounts>;
  readonly account: (account: string) => Promise<Account>;
  readonly payment: (id: string) => Promise<DecisionDetail>;
  readonly health: () => Promise<Health>;
  readonly score: (payment: PaymentDraft) => Promise<DecisionAnswer>;
  readonly label: (paymentId: string, fraud: boolean) => Promise<void>;
};

/** What `/config.json` may say; where it says nothing, the API is on the same origin and asks for no sign-in. */
export type ApiConfig = { readonly apiBaseUrl?: string; readonly bearerToken?: string };

/** The problem that the API answered with; undefined when there was no answer at all. */
export const problemIn = (error: unknown): Problem | undefined =>
  error instanceof Error && isProblem(error.cause) ? error.cause : undefined;

const isProblem = (cause: unknown): cause is Problem =>
  cause instanceof Object && 'title' in cause && 'status' in cause;

const TIMEOUT_MS = 8_000;

export const createApi = ({ apiBaseUrl = '', bearerToken }: ApiConfig = {}): Api => {
  const authorization: Readonly<Record<string, string>> = bearerToken ? { authorization: `Bearer ${bearerToken}` } : {};
  const get = <T>(path: string): Promise<T> => call<T>(`${apiBaseUrl}/v1/${path}`, { headers: authorization });
  const post = <T>(path: string, body: unknown): Promise<T> =>
    call<T>(`${apiBaseUrl}/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify(body),
    });
  return {
    summary: (minutes) => get(`summary?minutes=${minutes}`),
    feed: ({ limit, outcome }) => get(`feed?limit=${limit}${outcome === undefined ? '' : `&outcome=${outcome}`}`),
    accounts: (limit) => get(`accounts?sort=risk&limit=${limit}`),
    account: (account) => get(`accounts/${encodeURIComponent(account)}`),
    payment: (id) => get(`payments/${encodeURIComponent(id)}`),
    health: () => get('health'),
    score: (payment) => post('score', payment),
    label: (paymentId, fraud) => post('labels', { labels: [{ paymentId, fraud }] }),
  };
};

/** Reads `/config.json`; one that is absent or is no JSON means the defaults. */
export const loadConfig = async (): Promise<ApiConfig> => {
  try {
    const answer = await fetch('config.json', { cache: 'no-store' });
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
};

const call = async <T>(url: string, init: RequestInit): Promise<T> => {
  const answer = await fetch(url, { ...init, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (answer.ok) return answer.json();
  const problem = await problemOf(answer);
  throw new Error(problem.detail, { cause: problem });
};

const problemOf = async (answer: Response): Promise<Problem> => {
  const { status } = answer;
  const plain = { type: 'about:blank', title: `The API answered ${status}`, status, detail: answer.statusText };
  const isProblem = answer.headers.get('content-type')?.includes('json') ?? false;
  return isProblem ? { ...plain, ...(await answer.json().catch(() => ({}))) } : plain;
};
