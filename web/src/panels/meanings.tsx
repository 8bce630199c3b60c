import type { Summary } from '../api-types.ts';
import { asDollars } from '../format/money.ts';
import { asPercent } from '../format/numbers.ts';
import { counted } from '../format/words.ts';

/** What the figures mean, and what the labels that have come in say of them. */
export const Meanings = ({ summary }: { readonly summary: Summary }) => {
  const { labels } = summary;
  return (
    <details class="meanings">
      <summary>What these figures mean</summary>
      <dl>
        <div>
          <dt>Money saved, expected</dt>
          <dd>
            What the held and blocked payments would have cost on average: the sum of their expected losses, the
            probability of fraud times the cost.
          </dd>
        </div>
        <div>
          <dt>Money saved, confirmed</dt>
          <dd>
            The amount of held and blocked payments that people have since labelled as fraud:{' '}
            {asDollars(labels.savedMinor)}. Labelled fraud that was approved: {asDollars(labels.missedMinor)}.
          </dd>
        </div>
        <div>
          <dt>Labels</dt>
          <dd>
            {counted(labels.fraud, 'payment')} labelled as fraud, {labels.caught.toLocaleString('en')} of them caught;{' '}
            {counted(labels.falseAlarms, 'false alarm')}.
          </dd>
        </div>
        <div>
          <dt>Fraud rate</dt>
          <dd>
            The mean calibrated probability of fraud over all payments. Held or blocked:{' '}
            {asPercent(summary.flaggedRate)}.
          </dd>
        </div>
        <div>
          <dt>Latency</dt>
          <dd>From a payment's arrival at the scoring function to its decision, without the network.</dd>
        </div>
      </dl>
    </details>
  );
};
