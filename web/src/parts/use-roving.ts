import { useState } from 'preact/hooks';

export type Roving = {
  readonly tabIndexOf: (id: string) => 0 | -1;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
};

/**
 * One tab stop for a whole list of buttons that carry `data-row`, and arrow keys, Home and End within it
 * (ARIA Authoring Practices: roving tabindex).
 */
export const useRoving = (ids: readonly string[]): Roving => {
  const [active, setActive] = useState<string>();
  const stop = active !== undefined && ids.includes(active) ? active : ids[0];
  return {
    tabIndexOf: (id) => (id === stop ? 0 : -1),
    onFocusIn: ({ target }) => {
      if (target instanceof HTMLElement && target.dataset['row'] !== undefined) setActive(target.dataset['row']);
    },
    onKeyDown: (event) => {
      const { currentTarget, target, key } = event;
      if (!(currentTarget instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
      const rows = [...currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
      const next = rows[indexAfter(key, rows.indexOf(target), rows.length) ?? -1];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    },
  };
};

const indexAfter = (key: string, at: number, count: number): number | undefined => {
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
};
