import { useRef, useState } from 'preact/hooks';
import { type Api, problemIn } from '../api.ts';
import type { DecisionAnswer, Issue, Problem } from '../api-types.ts';
import { draftOf, type FormValues } from './draft.ts';
import { PRESETS, type Preset } from './presets.ts';
import { randomId, randomTag } from './random-tag.ts';

export type Trial =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly previous: DecisionAnswer | undefined }
  | { readonly kind: 'decided'; readonly decision: DecisionAnswer }
  | {
      readonly kind: 'refused';
      readonly problem: Pick<Problem, 'title' | 'detail'>;
      readonly issues: readonly Issue[];
    };

type Form = {
  readonly preset: Preset;
  readonly tag: string;
  readonly values: FormValues;
  /** True once the preset's earlier payments have been sent. */
  readonly primed: boolean;
};

export type TrialForm = {
  readonly form: Form;
  readonly trial: Trial;
  readonly choose: (preset: Preset) => void;
  readonly type: (path: string, text: string) => void;
  /** Sends what the form holds; gives the issues, none when it was decided. */
  readonly send: () => Promise<readonly Issue[]>;
};

/** The state of the form in which a payment is tried. It occurs now by the API's clock, which refuses what is ahead of it. */
export const useTrial = (api: Api, clockAheadMs: number): TrialForm => {
  const [form, setForm] = useState<Form>(() => filled(PRESETS[0]));
  const [trial, setTrial] = useState<Trial>({ kind: 'idle' });
  const tag = useRef(form.tag);
  tag.current = form.tag;
  const send = async (): Promise<readonly Issue[]> => {
    setTrial({ kind: 'sending', previous: trial.kind === 'decided' ? trial.decision : undefined });
    const outcome = await sendForm(api, form, Date.now() - clockAheadMs);
    // Another preset was chosen meanwhile: it is not what was decided, and its past has not been sent.
    if (tag.current !== form.tag) return [];
    setTrial(outcome);
    if (outcome.kind === 'decided') setForm((after) => withFreshId({ ...after, primed: true }, outcome.decision.id));
    return outcome.kind === 'refused' ? outcome.issues : [];
  };
  return {
    form,
    trial,
    choose: (preset) => {
      setForm(filled(preset));
      setTrial({ kind: 'idle' });
    },
    type: (path, text) => setForm((before) => ({ ...before, values: { ...before.values, [path]: text } })),
    send,
  };
};

const filled = (preset: Preset): Form => {
  const tag = randomTag();
  return { preset, tag, values: { ...preset.values(tag), '/id': randomId() }, primed: false };
};

/** A payment id is decided once, so the next try needs another; one that a person typed is theirs to change. */
const withFreshId = (form: Form, usedId: string): Form =>
  form.values['/id'] === usedId && usedId.startsWith('try-')
    ? { ...form, values: { ...form.values, '/id': randomId() } }
    : form;

const sendForm = async (api: Api, form: Form, nowMs: number): Promise<Trial> => {
  try {
    if (!form.primed) await sendEarlier(api, form, nowMs);
    return { kind: 'decided', decision: await api.score(draftOf(form.values, nowMs)) };
  } catch (error) {
    const problem = problemIn(error);
    return { kind: 'refused', problem: problem ?? UNREACHABLE, issues: problem?.issues ?? [] };
  }
};

/** One after the other: each is the past of the next. */
const sendEarlier = async (api: Api, { preset, tag }: Form, nowMs: number): Promise<void> => {
  for (const { minutesAgo, values } of preset.before?.(tag) ?? []) {
    await api.score(draftOf({ ...values, '/id': randomId() }, nowMs - minutesAgo * 60_000));
  }
};

const UNREACHABLE = {
  title: 'The API is unreachable',
  detail: 'The payment was not sent, or its answer was lost. Sending it again is safe: an id is decided once.',
};
