import { Logo, ThemeIcon } from '../parts/icons.tsx';
import { useTheme } from '../parts/use-theme.ts';

const SECTIONS = [
  ['figures', 'Overview'],
  ['traffic', 'Traffic'],
  ['amounts', 'Amounts'],
  ['log', 'Live log'],
  ['accounts', 'Accounts'],
  ['models', 'Models'],
  ['try', 'Try a payment'],
] as const;

export const TopBar = ({ onSignOut }: { readonly onSignOut: (() => void) | undefined }) => (
  <header class="top">
    <a class="skip" href="#log">
      Skip to the live log
    </a>
    <span class="brand">
      <Logo />
      <h1>Sluice</h1>
    </span>
    <nav aria-label="Sections">
      {SECTIONS.map(([id, name]) => (
        <a key={id} href={`#${id}`}>
          {name}
        </a>
      ))}
    </nav>
    <ThemeButton />
    {onSignOut !== undefined && (
      <button type="button" class="button-quiet" onClick={onSignOut}>
        Sign out
      </button>
    )}
  </header>
);

const ThemeButton = () => {
  const [theme, next] = useTheme();
  return (
    <button type="button" class="button-quiet theme" onClick={next} title="Theme: automatic, light or dark">
      <ThemeIcon theme={theme} />
      <span class="theme-name">
        <span class="unseen">Theme: </span>
        {theme}
      </span>
    </button>
  );
};
