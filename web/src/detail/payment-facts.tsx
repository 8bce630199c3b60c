import type { DecisionDetail, Payment } from '../api-types.ts';
import { asId } from '../format/ids.ts';
import { asMoney } from '../format/money.ts';
import { asPercent } from '../format/numbers.ts';
import { asDateTime } from '../format/times.ts';
import { asWords, OUTCOME_WORDS, RUNG_WORDS } from '../format/words.ts';
import { Facts } from '../parts/facts.tsx';

type PaymentFactsProps = { readonly payment: Payment; readonly onAccount: (account: string) => void };

export const PaymentFacts = ({ payment, onAccount }: PaymentFactsProps) => (
  <Facts
    facts={[
      ['Occurred', asDateTime(payment.occurredAt)],
      ['Type', asWords(payment.type)],
      ['From', <Party key="from" party={payment.sender} currency={payment.currency} onAccount={onAccount} />],
      ['To', <Party key="to" party={payment.receiver} currency={payment.currency} onAccount={onAccount} />],
      ['Channel', payment.channel && asWords(payment.channel)],
      ['Device', payment.deviceId && asId(payment.deviceId)],
      ['IP address', payment.ip],
      ['Card', payment.card && asId(payment.card)],
      ['Merchant category', payment.merchantCategory],
      ['Location', payment.location && `${payment.location.latitude}, ${payment.location.longitude}`],
      ['Failed elsewhere', payment.failed === true ? 'Yes' : undefined],
    ]}
  />
);

type PartyProps = {
  readonly party: Payment['sender'];
  readonly currency: string;
  readonly onAccount: (account: string) => void;
};

const Party = ({ party, currency, onAccount }: PartyProps) => (
  <>
    <button type="button" class="link account" onClick={() => onAccount(party.account)}>
      {asId(party.account)}
    </button>
    <span class="muted">
      {party.country !== undefined && ` ${party.country}`}
      {party.balanceBeforeMinor !== undefined && ` · balance ${asMoney(party.balanceBeforeMinor, currency)}`}
    </span>
  </>
);

/** What made the decision: enough to make it again. */
export const VersionFacts = ({ detail }: { readonly detail: DecisionDetail }) => (
  <Facts
    facts={[
      ['Decided', asDateTime(detail.decidedAt)],
      ['Scored by', `${RUNG_WORDS[detail.rung]}${detail.rungReason === undefined ? '' : ` (${detail.rungReason})`}`],
      ['Model', <code key="model">{detail.versions.model}</code>],
      ['Rules', <code key="rules">{detail.versions.rules}</code>],
      ['Policy', <code key="policy">{detail.versions.policy}</code>],
      ['Features', <code key="features">{detail.versions.features}</code>],
      detail.shadow && [
        'Challenger',
        <span key="shadow">
          <code>{detail.shadow.model}</code> would have {OUTCOME_WORDS[detail.shadow.outcome].toLowerCase()} it, at{' '}
          {asPercent(detail.shadow.probability)}
        </span>,
      ],
    ]}
  />
);
