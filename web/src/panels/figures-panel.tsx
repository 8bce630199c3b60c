import type { Summary } from '../api-types.ts';
import { OutcomeIcon } from '../parts/icons.tsx';
import { FIGURES, type Figure, UNKNOWN } from './figures.ts';

/** The figures one looks at first. */
export const FiguresPanel = ({ summary }: { readonly summary: Summary | undefined }) => (
  <section class="figures" id="figures" aria-label="Figures" tabIndex={-1}>
    {FIGURES.map((figure) => (
      <div key={figure.id} class={`figure ${toneOf(figure, summary)}`}>
        <h2>
          {figure.outcome !== undefined && <OutcomeIcon outcome={figure.outcome} />}
          {figure.name}
        </h2>
        <p class="figure-value" data-figure={figure.id}>
          {summary === undefined ? UNKNOWN : figure.value(summary)}
        </p>
        <p class="figure-note">{summary === undefined ? 'loading' : figure.note(summary)}</p>
      </div>
    ))}
  </section>
);

const toneOf = ({ outcome, warns }: Figure, summary: Summary | undefined): string => {
  if (outcome !== undefined) return `figure-${outcome}`;
  return summary !== undefined && warns?.(summary) === true ? 'figure-review' : '';
};
