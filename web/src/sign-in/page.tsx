import { createApi, type SiteConfig } from '../api.ts';
import { App } from '../app.tsx';
import { openSession } from './session.ts';
import { SignInPage } from './sign-in-page.tsx';

/** The dashboard, or the way in where one has to be signed in and is not. */
export const pageOf = async ({ apiBaseUrl, signIn }: SiteConfig) => {
  if (signIn === undefined) return <App api={createApi({ apiBaseUrl })} />;
  const [session, { signedIn, failure }] = await openSession(signIn);
  if (!signedIn) return <SignInPage onSignIn={session.signIn} failure={failure} />;
  return <App api={createApi({ apiBaseUrl, session })} session={session} />;
};
