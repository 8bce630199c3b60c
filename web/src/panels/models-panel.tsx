import { useCallback, useEffect } from 'preact/hooks';
import type { Api } from '../api.ts';
import type { Models } from '../api-types.ts';
import { useLoaded } from '../detail/use-loaded.ts';
import { asCount, asPercent } from '../format/numbers.ts';
import { counted, OUTCOME_WORDS } from '../format/words.ts';
import { Facts } from '../parts/facts.tsx';
import { Empty, Panel } from '../parts/panel.tsx';
import { DriftBars } from './drift-bars.tsx';

/** Models change by the day, and their boards with every payment: often enough to see that they live. */
const EVERY_MS = 15_000;
const MOST_DISAGREEMENTS = 3;

/** The model that decides, the one in its shadow, where they part, and whether payments still lie as in training. */
export const ModelsPanel = ({ api }: { readonly api: Api }) => {
  const load = useCallback(() => api.models(), [api]);
  const [loaded, again] = useLoaded(load);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) again();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <Panel
      id="models"
      title="Models"
      note="Which model decides, what another would do, and whether its world has changed."
    >
      {loaded.kind === 'loading' && <Empty>Loading…</Empty>}
      {loaded.kind === 'failed' && <Empty>{loaded.message}</Empty>}
      {loaded.kind === 'loaded' && <Told models={loaded.value} />}
    </Panel>
  );
};

const Told = ({ models }: { readonly models: Models }) => (
  <div class="models">
    <section>
      <h3>Champion</h3>
      <ModelFacts model={models.champion} maturedThrough={models.maturedThrough} />
      {models.replayed !== undefined && <Replayed replayed={models.replayed} />}
    </section>
    <section>
      <h3>Challenger</h3>
      {models.challenger === undefined ? (
        <p class="muted">No model scores in the shadow.</p>
      ) : (
        <ModelFacts model={models.challenger} maturedThrough={models.maturedThrough} />
      )}
      {models.shadow !== undefined && <Disagreement shadow={models.shadow} />}
    </section>
    <section>
      <h3>Drift</h3>
      <DriftBars drift={models.drift} />
    </section>
  </div>
);

type ModelFactsProps = { readonly model: Models['champion']; readonly maturedThrough: string };

const ModelFacts = ({ model: { version, calibration }, maturedThrough }: ModelFactsProps) => (
  <Facts
    facts={[
      ['Model', <code key="version">{version}</code>],
      ['Frauds expected', calibration.decided === 0 ? undefined : asCount(Math.round(calibration.expected))],
      ['Frauds labelled', calibration.decided === 0 ? undefined : asCount(calibration.frauds)],
      ['Calibration error', calibration.error === null ? undefined : asPercent(calibration.error)],
      [
        'Over',
        calibration.decided === 0
          ? `no payments through ${maturedThrough} yet`
          : `${counted(calibration.decided, 'payment')} through ${maturedThrough}`,
      ],
    ]}
  />
);

const Replayed = ({ replayed: { checked, differing } }: { readonly replayed: NonNullable<Models['replayed']> }) => (
  <p class={differing.length === 0 ? 'muted' : 'degraded'}>
    {differing.length === 0
      ? `${counted(checked, 'decision')} made again from what was stored: all the same.`
      : `Made again, these came out otherwise: ${differing.join(', ')}`}
  </p>
);

const Disagreement = ({ shadow }: { readonly shadow: NonNullable<Models['shadow']> }) => {
  const { compared, agreed, disagreements, frauds } = shadow;
  return (
    <>
      <p>
        Agrees on <strong>{asPercent(compared === 0 ? 1 : agreed / compared)}</strong> of {counted(compared, 'payment')}
        .
      </p>
      <ul class="disagreements">
        {disagreements.slice(0, MOST_DISAGREEMENTS).map(({ champion, challenger, count }) => (
          <li key={`${champion}-${challenger}`}>
            {OUTCOME_WORDS[champion]} by the champion, {OUTCOME_WORDS[challenger].toLowerCase()} by the challenger:{' '}
            {asCount(count)}
          </li>
        ))}
      </ul>
      <p class="muted">
        Labelled frauds flagged by the challenger alone {asCount(frauds.challenger)}, by the champion alone{' '}
        {asCount(frauds.champion)}, by both {asCount(frauds.both)}, by neither {asCount(frauds.neither)}.
      </p>
    </>
  );
};
