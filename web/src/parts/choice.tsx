type ChoiceProps<T extends string | number> = {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
};

/** One of a few, as a row of segments: radio buttons, so that arrow keys and screen readers work as they know it. */
export const Choice = <T extends string | number>({ name, legend, options, value, onChange }: ChoiceProps<T>) => (
  <fieldset class="choice">
    <legend class="unseen">{legend}</legend>
    {options.map((option) => (
      <label key={option.value}>
        <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
        <span>{option.label}</span>
      </label>
    ))}
  </fieldset>
);
