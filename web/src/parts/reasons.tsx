import type { Reason } from '../api-types.ts';
import { asLogOdds } from '../format/numbers.ts';
import { asWords } from '../format/words.ts';

/**
 * Why a decision came out as it did: rules by name, then the model's reasons as bars that point left (towards honest) or
 * right (towards fraud). The bars are elements rather than a canvas: their labels wrap on a phone and are read out by a screen reader.
 */
export const Reasons = ({ reasons }: { readonly reasons: readonly Reason[] }) => {
  const rules = reasons.filter(({ source }) => source === 'rule');
  const contributions = reasons.filter(({ source }) => source === 'model');
  if (reasons.length === 0) return <p class="muted">No rule fired and nothing about it stood out to the model.</p>;
  return (
    <div class="reasons">
      {rules.length > 0 && <Rules rules={rules} />}
      {contributions.length > 0 && <Contributions reasons={contributions} />}
    </div>
  );
};

const Rules = ({ rules }: { readonly rules: readonly Reason[] }) => (
  <ul class="rules" aria-label="Rules that fired">
    {rules.map(({ code, text }) => (
      <li key={code}>
        <span class="chip">Rule: {asWords(code)}</span>
        <span>{text}</span>
      </li>
    ))}
  </ul>
);

const Contributions = ({ reasons }: { readonly reasons: readonly Reason[] }) => {
  const largest = Math.max(...reasons.map(({ contribution = 0 }) => Math.abs(contribution)), Number.EPSILON);
  const bothWays = reasons.some(({ contribution = 0 }) => contribution < 0);
  return (
    <figure class={bothWays ? 'contributions both-ways' : 'contributions'}>
      <figcaption>
        <span>What moved the model, in log-odds</span>
        <span class="scale" aria-hidden="true">
          {bothWays && <span>← honest</span>}
          <span>fraud →</span>
        </span>
      </figcaption>
      <ul>
        {reasons.map(({ code, text, contribution = 0 }) => (
          <li key={code} title={code}>
            <span class="contribution-text">{text}</span>
            <span class="track" aria-hidden="true">
              <span
                class={contribution < 0 ? 'bar bar-honest' : 'bar bar-fraud'}
                style={{ width: `${(Math.abs(contribution) / largest) * (bothWays ? 50 : 100)}%` }}
              />
            </span>
            <span class="contribution-value">
              {asLogOdds(contribution)}
              <span class="unseen">{contribution < 0 ? ' towards honest' : ' towards fraud'}</span>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
};
