import { useState } from 'preact/hooks';
import { type Api, problemIn } from '../api.ts';
import type { DecisionDetail } from '../api-types.ts';
import { asDateTime } from '../format/times.ts';

type LabellingProps = {
  readonly api: Api;
  readonly id: string;
  readonly label: DecisionDetail['label'];
  readonly onLabelled: () => void;
};

/** What people found out about a payment, and the two buttons that say so. */
export const Labelling = ({ api, id, label, onLabelled }: LabellingProps) => {
  const [state, setState] = useState<{ readonly busy: boolean; readonly failure?: string }>({ busy: false });
  const mark = async (fraud: boolean): Promise<void> => {
    setState({ busy: true });
    try {
      await api.label(id, fraud);
      setState({ busy: false });
      onLabelled();
    } catch (error) {
      setState({ busy: false, failure: problemIn(error)?.detail ?? 'The API is unreachable; nothing was marked.' });
    }
  };
  return (
    <div class="labelling">
      <p aria-live="polite">
        {state.failure ??
          (label === undefined
            ? 'Not labelled yet.'
            : `Labelled ${label.fraud ? 'fraud' : 'not fraud'} on ${asDateTime(label.labelledAt)}.`)}
      </p>
      <LabelButton label="Mark as fraud" pressed={label?.fraud === true} busy={state.busy} onPress={() => mark(true)} />
      <LabelButton
        label="Mark as not fraud"
        pressed={label?.fraud === false}
        busy={state.busy}
        onPress={() => mark(false)}
      />
    </div>
  );
};

type LabelButtonProps = {
  readonly label: string;
  readonly pressed: boolean;
  readonly busy: boolean;
  readonly onPress: () => void;
};

const LabelButton = ({ label, pressed, busy, onPress }: LabelButtonProps) => (
  // Not `disabled` while busy: that would throw the focus out of the dialog.
  <button type="button" aria-pressed={pressed} aria-disabled={busy} onClick={() => !busy && onPress()}>
    {label}
  </button>
);
