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

type State = {
  readonly busy: boolean;
  readonly failure?: string;
  /** A verdict that was sent and changed nothing. */
  readonly passedOver?: boolean;
};

/** What people found out about a payment, and the two buttons that say so. */
export const Labelling = ({ api, id, label, onLabelled }: LabellingProps) => {
  const [state, setState] = useState<State>({ busy: false });
  const mark = async (fraud: boolean): Promise<void> => {
    setState({ busy: true });
    try {
      const recorded = await api.label(id, fraud);
      setState(recorded ? { busy: false } : { busy: false, passedOver: fraud });
      onLabelled();
    } catch (error) {
      setState({ busy: false, failure: problemIn(error)?.detail ?? 'The API is unreachable; nothing was marked.' });
    }
  };
  return (
    <div class="labelling">
      <p aria-live="polite">{state.failure ?? textOf(label, state.passedOver)}</p>
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

/** What stands; where a verdict was passed over for it, that too, or its sender would take the other's for it. */
const textOf = (label: LabellingProps['label'], passedOver: boolean | undefined): string => {
  if (label === undefined) return 'Not labelled yet.';
  const stands = `Labelled ${label.fraud ? 'fraud' : 'not fraud'} on ${asDateTime(label.labelledAt)}.`;
  const isOther = passedOver !== undefined && passedOver !== label.fraud;
  return isOther ? `${stands} Yours was not recorded: this one is later.` : stands;
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
