import { useRef } from 'preact/hooks';
import type { AccountRisk } from '../api-types.ts';
import { asId } from '../format/ids.ts';
import { asDollars } from '../format/money.ts';
import { asPercent } from '../format/numbers.ts';
import { asAgo } from '../format/times.ts';
import { asReason } from '../format/words.ts';
import { useHold } from '../live/use-hold.ts';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { Empty, Panel } from '../parts/panel.tsx';
import { useRoving } from '../parts/use-roving.ts';

type AccountsPanelProps = {
  readonly accounts: readonly AccountRisk[] | undefined;
  readonly nowMs: number;
  readonly onOpen: (account: string) => void;
  readonly covered: boolean;
};

/** The accounts with the most expected loss lately. Their order stands still while it is read. */
export const AccountsPanel = ({ accounts, nowMs, onOpen, covered }: AccountsPanelProps) => {
  const hold = useHold();
  const shown = useRef<readonly AccountRisk[]>([]);
  if (accounts !== undefined && !((hold.held || covered) && shown.current.length > 0)) shown.current = accounts;
  const rows = shown.current;
  const roving = useRoving(rows.map(({ account }) => account));
  const most = Math.max(...rows.map(({ riskMinor }) => riskMinor), 1);
  return (
    <Panel id="accounts" title="High-risk accounts" note="Expected loss of flagged payments, halved every hour.">
      <div class="scroller" {...hold.handlers}>
        {rows.length === 0 ? (
          <Empty>No account has a held or blocked payment.</Empty>
        ) : (
          <ol class="rows" aria-label="Accounts by risk" onKeyDown={roving.onKeyDown} onFocusIn={roving.onFocusIn}>
            {rows.map((risk) => (
              <li class="row" key={risk.account}>
                <button
                  type="button"
                  class="account-row"
                  data-row={risk.account}
                  tabIndex={roving.tabIndexOf(risk.account)}
                  onClick={() => onOpen(risk.account)}
                >
                  <AccountLine risk={risk} nowMs={nowMs} share={risk.riskMinor / most} />
                </button>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Panel>
  );
};

type AccountLineProps = { readonly risk: AccountRisk; readonly nowMs: number; readonly share: number };

const AccountLine = ({ risk, nowMs, share }: AccountLineProps) => (
  <>
    <span class="account-name account">{asId(risk.account)}</span>
    <span class="account-risk number">{asDollars(risk.riskMinor)}</span>
    <span class="track risk-track" aria-hidden="true">
      <span class="bar bar-fraud" style={{ width: `${Math.max(1, share * 100)}%` }} />
    </span>
    <span class="account-meta">
      <OutcomeBadge outcome={risk.lastOutcome} />
      <span class="account-note muted">
        {risk.flagged} flagged
        {risk.blocked > 0 && `, ${risk.blocked} blocked`} · up to {asPercent(risk.maxProbability)} ·{' '}
        {asAgo(nowMs - Date.parse(risk.lastAt))} ago
      </span>
    </span>
    {risk.lastReason !== undefined && <span class="account-reason muted">{asReason(risk.lastReason)}</span>}
  </>
);
