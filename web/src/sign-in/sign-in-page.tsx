import { Logo } from '../parts/icons.tsx';

type SignInPageProps = { readonly onSignIn: () => void; readonly failure: string | undefined };

/** What is seen by who is not signed in. */
export const SignInPage = ({ onSignIn, failure }: SignInPageProps) => (
  <main class="sign-in">
    <Logo />
    <h1>Sluice</h1>
    <p>Payments, decisions and their reasons are shown to people of your institution.</p>
    {failure !== undefined && (
      <p class="sign-in-failure" role="alert">
        Signing in did not work: {failure}
      </p>
    )}
    <button type="button" class="button-main" onClick={onSignIn}>
      Sign in
    </button>
  </main>
);
