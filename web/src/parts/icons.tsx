import type { ComponentChildren } from 'preact';
import type { Outcome } from '../api-types.ts';

const Icon = ({ children }: { readonly children: ComponentChildren }) => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    {children}
  </svg>
);

/** A tick, the sign for a pause, a barred circle: told apart by shape, not by colour alone. */
export const OutcomeIcon = ({ outcome }: { readonly outcome: Outcome }) => <Icon>{OUTCOME_PATHS[outcome]}</Icon>;

const OUTCOME_PATHS = {
  approve: <path d="M3.5 8.5 6.5 11.5 12.5 4.8" />,
  review: <path d="M5.5 4v8M10.5 4v8" />,
  block: <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M4.2 4.2l7.6 7.6" />,
};

export const CloseIcon = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M9.5 3.5 5 8l4.5 4.5" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon>
    <path d="M5.5 4v8M10.5 4v8" />
  </Icon>
);
export const PlayIcon = () => (
  <Icon>
    <path d="M5 3.5v9l7-4.5z" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M8 2.5 14 13H2zM8 6.5v3M8 11.3v.2" />
  </Icon>
);
export const ThemeIcon = ({ theme }: { readonly theme: 'auto' | 'light' | 'dark' }) => (
  <Icon>
    {theme === 'light' && (
      <path d="M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9" />
    )}
    {theme === 'dark' && <path d="M13 9.8A5.5 5.5 0 0 1 6.2 3 5.5 5.5 0 1 0 13 9.8z" />}
    {theme === 'auto' && (
      <>
        <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11z" />
        <path class="icon-fill" d="M8 2.5a5.5 5.5 0 0 1 0 11z" />
      </>
    )}
  </Icon>
);

export const Logo = () => (
  <svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" />
    <path class="logo-frame" d="M7 8.5h18M10.5 8.5v15M21.5 8.5v15" />
    <path class="logo-gate" d="M13.5 12h5v4.5h-5z" />
    <path class="logo-water" d="M12.8 20.2c1.1-1 2.1-1 3.2 0s2.1 1 3.2 0M12.8 24c1.1-1 2.1-1 3.2 0s2.1 1 3.2 0" />
  </svg>
);
