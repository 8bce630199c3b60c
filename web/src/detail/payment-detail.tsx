import { useCallback } from 'preact/hooks';
import type { Api } from '../api.ts';
import type { DecisionDetail } from '../api-types.ts';
import { asDollars, asMoney } from '../format/money.ts';
import { asPercent } from '../format/numbers.ts';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { Reasons } from '../parts/reasons.tsx';
import { FeatureValues } from './feature-values.tsx';
import { Labelling } from './labelling.tsx';
import { NotLoaded } from './not-loaded.tsx';
import { PaymentFacts, VersionFacts } from './payment-facts.tsx';
import { useLoaded } from './use-loaded.ts';
import { WhatWouldChange } from './what-would-change.tsx';

type PaymentDetailProps = { readonly api: Api; readonly id: string; readonly onAccount: (account: string) => void };

export const PaymentDetail = ({ api, id, onAccount }: PaymentDetailProps) => {
  const load = useCallback(() => api.payment(id), [api, id]);
  const [loaded, again] = useLoaded(load);
  if (loaded.kind === 'loading') return <p class="empty">Loading…</p>;
  if (loaded.kind === 'failed') return <NotLoaded message={loaded.message} onAgain={again} />;
  const detail = loaded.value;
  return (
    <>
      <Verdict detail={detail} />
      <Labelling api={api} id={id} label={detail.label} onLabelled={again} />
      <h3>Why</h3>
      <Reasons reasons={detail.reasons} />
      <WhatWouldChange api={api} id={id} />
      <h3>Payment</h3>
      <PaymentFacts payment={detail.payment} onAccount={onAccount} />
      <h3>What was known of it</h3>
      <FeatureValues features={detail.features} />
      <h3>Made by</h3>
      <VersionFacts detail={detail} />
    </>
  );
};

const Verdict = ({ detail }: { readonly detail: DecisionDetail }) => (
  <div class="verdict">
    <div class="verdict-amount">
      {asMoney(detail.payment.amountMinor, detail.payment.currency)}
      <OutcomeBadge outcome={detail.outcome} large />
    </div>
    <dl>
      <div>
        <dt>Fraud probability</dt>
        <dd>{asPercent(detail.probability)}</dd>
      </div>
      <div>
        <dt>Expected loss</dt>
        <dd>{asDollars(detail.expectedLossMinor)}</dd>
      </div>
    </dl>
  </div>
);
