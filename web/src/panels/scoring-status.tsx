import { type Health, RUNGS_BEST_FIRST, type Rung } from '../api-types.ts';
import { asAgo, asClock } from '../format/times.ts';
import { counted, RUNG_WORDS } from '../format/words.ts';
import { WarningIcon } from '../parts/icons.tsx';

type ScoringStatusProps = {
  readonly health: Health | undefined;
  readonly updatedAt: string | undefined;
  readonly live: boolean;
};

/** Which rung of the ladder is scoring, and why when it is not the best one; whether the page is live. */
export const ScoringStatus = ({ health, updatedAt, live }: ScoringStatusProps) => (
  <section class="status" aria-label="Scoring">
    <p class={live ? 'live' : 'live live-stale'}>
      <span class="live-dot" aria-hidden="true" />
      {live ? 'Live' : 'Not live'}
      {updatedAt !== undefined && <span class="muted"> {asClock(updatedAt)}</span>}
    </p>
    {health !== undefined && (
      <>
        <Ladder rung={health.rung} degraded={health.status === 'degraded'} />
        <p class="muted versions">
          <span>
            model <code>{short(health.versions.model)}</code>
          </span>
          <span>
            rules <code>{short(health.versions.rules)}</code>
          </span>
          {health.streamLag !== undefined && <span>{counted(health.streamLag, 'payment')} waiting</span>}
        </p>
        {health.status === 'degraded' && (
          <p class="degraded">
            <WarningIcon /> {degradedText(health, updatedAt)}
          </p>
        )}
      </>
    )}
  </section>
);

const Ladder = ({ rung, degraded }: { readonly rung: Rung; readonly degraded: boolean }) => (
  <div class="ladder">
    <span class="muted" id="ladder-name">
      Scoring by
    </span>
    <ol aria-labelledby="ladder-name">
      {RUNGS_BEST_FIRST.map((each) => (
        <li
          key={each}
          class={each === rung ? `rung rung-now${degraded ? ' rung-degraded' : ''}` : 'rung'}
          {...(each === rung ? { 'aria-current': 'step' } : {})}
        >
          <span>{RUNG_WORDS[each]}</span>
        </li>
      ))}
    </ol>
  </div>
);

const degradedText = ({ degradedSince, rungReason }: Health, now: string | undefined): string => {
  const known = degradedSince !== undefined && now !== undefined;
  const lasting = known ? ` for ${asAgo(Date.parse(now) - Date.parse(degradedSince))}` : '';
  return `Degraded${lasting}${rungReason === undefined ? '' : `: ${rungReason}`}`;
};

/** A version's digest is told in full in a decision's detail. */
const short = (version: string): string => version.slice(0, 8);
