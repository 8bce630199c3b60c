import { useState } from 'preact/hooks';
import type { Api } from './api.ts';
import { Details } from './detail/details.tsx';
import { useRoute } from './detail/use-route.ts';
import { useLive } from './live/use-live.ts';
import { AccountsPanel } from './panels/accounts-panel.tsx';
import { ConnectionBanner } from './panels/connection-banner.tsx';
import { FiguresPanel } from './panels/figures-panel.tsx';
import { type LogFilter, LogPanel } from './panels/log-panel.tsx';
import { Meanings } from './panels/meanings.tsx';
import { ModelsPanel } from './panels/models-panel.tsx';
import { ScatterPanel } from './panels/scatter-panel.tsx';
import { ScoringStatus } from './panels/scoring-status.tsx';
import { TopBar } from './panels/top-bar.tsx';
import { TrafficPanel } from './panels/traffic-panel.tsx';
import type { Session } from './sign-in/session.ts';
import { TryPanel } from './try/try-panel.tsx';

export type AppProps = { readonly api: Api; readonly session?: Session };

export const App = ({ api, session }: AppProps) => {
  const [minutes, setMinutes] = useState(5);
  const [filter, setFilter] = useState<LogFilter>('all');
  const outcome = filter === 'all' ? undefined : filter;
  const { snapshot, failure, pollNow } = useLive(api, { minutes, outcome });
  const routing = useRoute();
  const summary = snapshot?.summary;
  const covered = routing.open.length > 0;
  const logItems = snapshot?.query.outcome === outcome ? snapshot?.log : undefined;
  return (
    <>
      <TopBar onSignOut={session?.signOut} />
      {failure !== undefined && (
        <ConnectionBanner
          failure={failure}
          hasData={snapshot !== undefined}
          onRetry={pollNow}
          onSignIn={session?.signIn}
        />
      )}
      <main class={failure === undefined ? '' : 'stale'}>
        <ScoringStatus
          health={snapshot?.health}
          updatedAt={summary?.now}
          live={failure === undefined && snapshot !== undefined}
        />
        <FiguresPanel summary={summary} />
        {summary !== undefined && <Meanings summary={summary} />}
        <div class="grid">
          <TrafficPanel snapshot={snapshot} minutes={minutes} onMinutes={setMinutes} />
          <ScatterPanel feed={snapshot?.feed} now={summary?.now} onOpen={routing.openPayment} />
          <LogPanel
            items={logItems}
            filter={filter}
            onFilter={setFilter}
            onOpen={routing.openPayment}
            covered={covered}
          />
          <AccountsPanel
            accounts={snapshot?.accounts}
            nowMs={summary === undefined ? 0 : Date.parse(summary.now)}
            onOpen={routing.openAccount}
            covered={covered}
          />
          <ModelsPanel api={api} />
          <TryPanel api={api} clockAheadMs={snapshot?.clockAheadMs ?? 0} onOpen={routing.openPayment} />
        </div>
      </main>
      <footer class="foot">
        <a class="foot-link" href="docs">
          API reference
        </a>
        <span>Times are those of your time zone.</span>
      </footer>
      <Details api={api} routing={routing} />
    </>
  );
};
