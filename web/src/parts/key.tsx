type Mark = 'rate' | 'approve' | 'review' | 'block';

/** The key to a chart: mark and word side by side; marks differ by shape, as on the chart. */
export const Key = ({ entries }: { readonly entries: readonly (readonly [Mark, string])[] }) => (
  <span class="key">
    {entries.map(([mark, word]) => (
      <span key={mark} class="key-entry">
        <span class={`mark mark-${mark}`} aria-hidden="true" />
        {word}
      </span>
    ))}
  </span>
);
