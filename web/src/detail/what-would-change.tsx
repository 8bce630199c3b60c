import { useCallback } from 'preact/hooks';
import type { Api } from '../api.ts';
import { useLoaded } from './use-loaded.ts';

type WhatWouldChangeProps = { readonly api: Api; readonly id: string };

/** What would have changed a decision, in a sentence; asked for apart, since finding it out takes longer than reading the decision. */
export const WhatWouldChange = ({ api, id }: WhatWouldChangeProps) => {
  const load = useCallback(() => api.explanation(id), [api, id]);
  const [loaded] = useLoaded(load);
  return (
    <>
      <h3>What would have changed it</h3>
      {loaded.kind === 'loading' && <p class="muted">Trying other amounts and hours…</p>}
      {loaded.kind === 'failed' && <p class="muted">{loaded.message}</p>}
      {loaded.kind === 'loaded' && (
        <Told texts={loaded.value.alternatives.map(({ text }) => text)} instead={loaded.value.text} />
      )}
    </>
  );
};

const Told = ({ texts, instead }: { readonly texts: readonly string[]; readonly instead: string }) =>
  texts.length === 0 ? <p class="muted">{instead}</p> : texts.map((text) => <p key={text}>{text}</p>);
