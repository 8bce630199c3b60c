import { useState } from 'preact/hooks';

export type Hold = {
  readonly held: boolean;
  readonly release: () => void;
  readonly handlers: {
    readonly onPointerEnter: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onFocusIn: () => void;
    readonly onFocusOut: () => void;
    readonly onScroll: (event: Event) => void;
  };
};

type Reading = { readonly hover: boolean; readonly focus: boolean; readonly scrolled: boolean };
const NOT_READING: Reading = { hover: false, focus: false, scrolled: false };

/** Tells whether someone is reading a list: pointing at it, focused in it, or scrolled down in it. It must not move then. */
export const useHold = (): Hold => {
  const [reading, setReading] = useState(NOT_READING);
  const note = (part: Partial<Reading>): void => setReading((before) => ({ ...before, ...part }));
  return {
    held: reading.hover || reading.focus || reading.scrolled,
    release: () => setReading(NOT_READING),
    handlers: {
      // A finger leaves no pointer behind: touch holds by scrolling only.
      onPointerEnter: (event) => note({ hover: event.pointerType === 'mouse' }),
      onPointerLeave: () => note({ hover: false }),
      onFocusIn: () => note({ focus: true }),
      onFocusOut: () => note({ focus: false }),
      onScroll: (event) =>
        note({ scrolled: event.currentTarget instanceof Element && event.currentTarget.scrollTop > 4 }),
    },
  };
};
