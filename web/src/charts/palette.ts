/** The page's colours for what is drawn on a canvas, read from the custom properties of the theme in force. */
export type Palette = {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly approve: string;
  readonly review: string;
  readonly block: string;
  readonly font: string;
};

export const readPalette = (): Palette => {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: read('--text'),
    muted: read('--muted'),
    grid: read('--grid'),
    surface: read('--surface'),
    accent: read('--accent'),
    accentSoft: read('--accent-soft'),
    approve: read('--approve-mark'),
    review: read('--review-mark'),
    block: read('--block-mark'),
    font: read('--font'),
  };
};

/** Calls back when the theme changes, by the system or by the reader; gives the way to stop that. */
export const onThemeChange = (listener: () => void): (() => void) => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const choice = new MutationObserver(listener);
  system.addEventListener('change', listener);
  choice.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', listener);
    choice.disconnect();
  };
};
