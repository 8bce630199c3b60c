import type { Models } from '../api-types.ts';
import { asValue } from '../format/numbers.ts';
import { counted } from '../format/words.ts';

type Drift = Models['drift'];

const MOST_FEATURES = 5;
/** A bar is full where a shift is certain. */
const SHIFTED = 0.25;

const STATUS_WORDS: Readonly<Record<Drift['status'], string>> = {
  unknown: 'Not known yet: too few payments, or the model came without its training distributions.',
  steady: 'Payments lie as they did in training.',
  moving: 'Payments begin to differ from those of the training.',
  shifted: 'Payments no longer lie as they did in training. So it is too while their history has just begun.',
};

/** How far scores and the most shifted features have moved: population stability indexes of yesterday and today. */
export const DriftBars = ({ drift }: { readonly drift: Drift }) => {
  const { status, scores, features, payments } = drift;
  const rows = [
    ...(scores === null ? [] : [{ name: 'score', stability: scores }]),
    ...features.slice(0, MOST_FEATURES),
  ];
  return (
    <>
      <p class={status === 'shifted' ? 'degraded' : ''} data-drift={status}>
        {STATUS_WORDS[status]}
      </p>
      {rows.length > 0 && (
        <>
          <p class="muted">Stability index over {counted(payments, 'payment')}; from 0.25 shifted.</p>
          <ul class="drift" aria-label="Population stability index">
            {rows.map(({ name, stability }) => (
              <li key={name}>
                <code>{name}</code>
                <span class="track" aria-hidden="true">
                  <span
                    class={stability >= SHIFTED ? 'bar bar-fraud' : 'bar bar-honest'}
                    style={{ width: `${Math.min(100, (stability / SHIFTED) * 100)}%` }}
                  />
                </span>
                <span class="number">{asValue(Math.round(stability * 1000) / 1000)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};
