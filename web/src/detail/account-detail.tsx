import { useCallback } from 'preact/hooks';
import type { Api } from '../api.ts';
import type { Account } from '../api-types.ts';
import { asDollars } from '../format/money.ts';
import { asCount, asPercent } from '../format/numbers.ts';
import { asDateTime } from '../format/times.ts';
import { asReason } from '../format/words.ts';
import { Facts } from '../parts/facts.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { NotLoaded } from './not-loaded.tsx';
import { useLoaded } from './use-loaded.ts';

type AccountDetailProps = { readonly api: Api; readonly account: string };

export const AccountDetail = ({ api, account }: AccountDetailProps) => {
  const load = useCallback(() => api.account(account), [api, account]);
  const [loaded, again] = useLoaded(load);
  if (loaded.kind === 'loading') return <p class="empty">Loading…</p>;
  if (loaded.kind === 'failed') return <NotLoaded message={loaded.message} onAgain={again} />;
  const { sent, received, risk } = loaded.value;
  return (
    <>
      {risk !== undefined && <Risk risk={risk} />}
      <h3>Money out</h3>
      <Windows flow={sent} others="receivers" caption="Payments sent" />
      <h3>Money in</h3>
      <Windows flow={received} others="senders" caption="Payments received" />
      <Facts facts={[['Confirmed fraud received', `${asCount(loaded.value.confirmedFrauds)} in 28 days`]]} />
      {loaded.value.saturated && (
        <p class="note">
          More happened in seven days than is remembered one by one: counts are at least what is shown.
        </p>
      )}
      <p class="as-of muted">
        As of {asDateTime(loaded.value.asOf)}
        <button type="button" class="button-quiet" onClick={again}>
          Refresh
        </button>
      </p>
    </>
  );
};

const Risk = ({ risk }: { readonly risk: NonNullable<Account['risk']> }) => (
  <>
    <div class="verdict">
      <div class="verdict-amount">
        {asDollars(risk.riskMinor)} <span class="muted verdict-word">at risk</span>
      </div>
      <dl>
        <div>
          <dt>Flagged</dt>
          <dd>{asCount(risk.flagged)}</dd>
        </div>
        <div>
          <dt>Blocked</dt>
          <dd>{asCount(risk.blocked)}</dd>
        </div>
        <div>
          <dt>Highest probability</dt>
          <dd>{asPercent(risk.maxProbability)}</dd>
        </div>
      </dl>
    </div>
    <Facts
      facts={[
        ['Last flagged', asDateTime(risk.lastAt)],
        ['Its outcome', <OutcomeBadge key="outcome" outcome={risk.lastOutcome} />],
        ['Its reason', risk.lastReason && asReason(risk.lastReason)],
      ]}
    />
  </>
);

const WINDOWS = ['1h', '24h', '7d', '28d'] as const;
const WINDOW_WORDS = { '1h': '1 hour', '24h': '24 hours', '7d': '7 days', '28d': '28 days' };

type WindowsProps = { readonly flow: Account['sent']; readonly others: string; readonly caption: string };

const Windows = ({ flow, others, caption }: WindowsProps) => (
  <table class="windows">
    <caption class="unseen">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Window</th>
        <th scope="col">Payments</th>
        <th scope="col">Sum</th>
        <th scope="col">{others}</th>
        <th scope="col">Failed</th>
      </tr>
    </thead>
    <tbody>
      {WINDOWS.map((window) => (
        <tr key={window}>
          <th scope="row">{WINDOW_WORDS[window]}</th>
          <td>{asCount(flow[window].count)}</td>
          <td>{asDollars(flow[window].sumMinor)}</td>
          <td>{asCount(flow[window].distinct)}</td>
          <td>{asCount(flow[window].failures)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
