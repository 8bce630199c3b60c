import { useId } from 'preact/hooks';
import type { Issue } from '../api-types.ts';
import { asWords } from '../format/words.ts';
import type { Field } from './fields.ts';

type FormFieldProps = {
  readonly field: Field;
  readonly value: string;
  readonly issues: readonly Issue[];
  readonly onType: (text: string) => void;
};

/** A labelled input, with what the API found wrong with it right below. */
export const FormField = ({ field, value, issues, onType }: FormFieldProps) => {
  const id = useId();
  const { path, label, hint, required, options } = field;
  const shared = {
    id,
    name: path,
    value,
    'aria-required': required === true,
    'aria-invalid': issues.length > 0,
    ...(issues.length > 0 ? { 'aria-describedby': `${id}-error` } : {}),
  };
  return (
    <div class={field.wide === true ? 'field field-wide' : 'field'}>
      <label for={id}>
        {label}
        {hint !== undefined && <span class="muted"> {hint}</span>}
      </label>
      {options === undefined ? (
        <input
          {...shared}
          {...(field.inputMode === undefined ? {} : { inputMode: field.inputMode })}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => onType(event.currentTarget.value)}
        />
      ) : (
        <select {...shared} onChange={(event) => onType(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option} value={option} selected={option === value}>
              {optionText(option)}
            </option>
          ))}
        </select>
      )}
      {issues.length > 0 && (
        <p class="field-error" id={`${id}-error`}>
          {issues.map(({ message }) => message).join('; ')}
        </p>
      )}
    </div>
  );
};

const optionText = (option: string): string => {
  if (option === '') return '–';
  if (option === 'true') return 'Yes';
  return /^[A-Z]{3}$/.test(option) ? option : asWords(option);
};
