import { useEffect, useState } from 'preact/hooks';

export type Theme = 'auto' | 'light' | 'dark';
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
const KEY = 'sluice.theme';

/** The reader's choice of theme, kept in this browser; `auto` follows the system. */
export const useTheme = (): readonly [Theme, () => void] => {
  const [theme, setTheme] = useState<Theme>(remembered);
  useEffect(() => {
    if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset['theme'] = theme;
    remember(theme);
  }, [theme]);
  return [theme, () => setTheme((before) => THEMES[(THEMES.indexOf(before) + 1) % THEMES.length] ?? 'auto')];
};

// A browser may refuse storage (private windows, policies); the choice then lasts as long as the page.
const remembered = (): Theme => {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === kept) ?? 'auto';
  } catch {
    return 'auto';
  }
};

const remember = (theme: Theme): void => {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    return;
  }
};
