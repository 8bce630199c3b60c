import { useRef } from 'preact/hooks';
import type { Api } from '../api.ts';
import { Choice } from '../parts/choice.tsx';
import { Panel } from '../parts/panel.tsx';
import { firstFieldOf, isMoreField, MAIN_FIELDS, MORE_FIELDS } from './fields.ts';
import { FormField } from './form-field.tsx';
import { PRESETS } from './presets.ts';
import { TrialResult } from './trial-result.tsx';
import { type TrialForm, useTrial } from './use-trial.ts';

type TryPanelProps = {
  readonly api: Api;
  /** Of the reader's clock before the API's. */
  readonly clockAheadMs: number;
  readonly onOpen: (paymentId: string) => void;
};

/** A form to try a payment, and what was decided of it. */
export const TryPanel = ({ api, clockAheadMs, onOpen }: TryPanelProps) => {
  const trial = useTrial(api, clockAheadMs);
  return (
    <Panel id="try" title="Try a payment" note="It is decided like any other: it counts, and is kept.">
      <div class="try">
        <TryForm trial={trial} />
        <div class="try-result" aria-live="polite">
          <TrialResult api={api} trial={trial.trial} onOpen={onOpen} />
        </div>
      </div>
    </Panel>
  );
};

const PRESET_OPTIONS = PRESETS.map(({ id, name }) => ({ value: id, label: name }));

const TryForm = ({ trial: { form, trial, choose, type, send } }: { readonly trial: TrialForm }) => {
  const element = useRef<HTMLFormElement>(null);
  const issues = trial.kind === 'refused' ? trial.issues : [];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const first = firstFieldOf(await send());
    if (first !== undefined) focusField(element.current, first.path);
  };
  const field = (each: (typeof MAIN_FIELDS)[number]) => (
    <FormField
      key={each.path}
      field={each}
      value={form.values[each.path] ?? ''}
      issues={issues.filter(({ path }) => path === each.path)}
      onType={(text) => type(each.path, text)}
    />
  );
  return (
    <form ref={element} onSubmit={submit} noValidate aria-label="Payment to try">
      <Choice
        name="preset"
        legend="Preset"
        options={PRESET_OPTIONS}
        value={form.preset.id}
        onChange={(id) => choose(PRESETS.find((preset) => preset.id === id) ?? PRESETS[0])}
      />
      <p class="note preset-note">{form.preset.beforeText ?? 'Sends this one payment.'}</p>
      <div class="fields">{MAIN_FIELDS.map(field)}</div>
      <details class="more" open={issues.some(({ path }) => isMoreField(path)) || undefined}>
        <summary>More fields</summary>
        <div class="fields">{MORE_FIELDS.map(field)}</div>
      </details>
      <button type="submit" class="button-main" disabled={trial.kind === 'sending'}>
        {trial.kind === 'sending' ? 'Deciding…' : 'Decide this payment'}
      </button>
    </form>
  );
};

/** Puts the reader where the mistake is, opening what hides it. */
const focusField = (form: HTMLFormElement | null, path: string): void => {
  const input = form?.querySelector<HTMLElement>(`[name="${CSS.escape(path)}"]`);
  input?.closest('details')?.setAttribute('open', '');
  input?.focus();
};
