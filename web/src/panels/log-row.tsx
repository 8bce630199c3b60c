import type { FeedItem, Reason } from '../api-types.ts';
import { asId } from '../format/ids.ts';
import { asMoney } from '../format/money.ts';
import { asPercent } from '../format/numbers.ts';
import { asClock } from '../format/times.ts';
import { asWords } from '../format/words.ts';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';

type LogRowProps = { readonly item: FeedItem; readonly tabIndex: 0 | -1; readonly onOpen: (paymentId: string) => void };

/** One decision in a line; on a phone the same parts in two. */
export const LogRow = ({ item, tabIndex, onOpen }: LogRowProps) => (
  <li class="row">
    <button type="button" class="log-columns" data-row={item.id} tabIndex={tabIndex} onClick={() => onOpen(item.id)}>
      <span class="cell-time muted">{asClock(item.decidedAt)}</span>
      <OutcomeBadge outcome={item.outcome} />
      <span class="cell-amount number">{asMoney(item.amountMinor, item.currency)}</span>
      <span class="cell-type muted">{asWords(item.type)}</span>
      <span class="cell-parties">
        <span class="account">{asId(item.sender)}</span>
        <span class="muted"> → </span>
        <span class="account">{asId(item.receiver)}</span>
      </span>
      <FirstReason reason={item.reasons[0]} />
      <span class="cell-fraud number">{asPercent(item.probability)}</span>
    </button>
  </li>
);

const FirstReason = ({ reason }: { readonly reason: Reason | undefined }) => (
  <span class="cell-reason">
    {reason?.source === 'rule' && <strong>{asWords(reason.code)}: </strong>}
    {reason?.text}
  </span>
);
