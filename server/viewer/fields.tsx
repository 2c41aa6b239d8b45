import type { ComponentChildren } from 'preact';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly min?: number;
  readonly max?: number;
  /** Stands in an empty field, which then is allowed. */
  readonly placeholder?: string;
  /** Hears a whole number in range, or nothing where the field was emptied. */
  readonly onChange: (value: number | undefined) => void;
}

/** A whole number. */
export function NumberField({ label, value, min = 0, max, placeholder, onChange }: NumberFieldProps) {
  const change = (text: string): void => {
    const number = Number(text);
    if (text === '' && placeholder !== undefined) onChange(undefined);
    else if (text !== '' && Number.isSafeInteger(number) && number >= min && number <= (max ?? Infinity)) {
      onChange(number);
    }
  };
  return (
    <label>
      {label}
      <input
        type="number"
        min={min}
        max={max}
        step="1"
        placeholder={placeholder}
        value={value ?? ''}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    </label>
  );
}

export interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly value: K;
  /** What may be chosen, in words. */
  readonly words: Readonly<Record<K, string>>;
  readonly onChange: (value: K) => void;
  readonly class?: string;
  readonly children?: ComponentChildren;
}

/** One of several. */
export function Choice<K extends string>({ label, value, words, onChange, children, ...rest }: ChoiceProps<K>) {
  const names = Object.keys(words) as K[];
  return (
    <label class={rest.class}>
      {label}
      <select value={value} onChange={({ currentTarget }) => onChange(names[currentTarget.selectedIndex])}>
        {names.map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
      {children}
    </label>
  );
}
