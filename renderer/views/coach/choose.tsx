import { type ReactNode, useId } from "react";

interface ChooseProps<V extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: V;
  readonly options: readonly (readonly [value: V, words: ReactNode])[];
  /** An empty value cannot be left. */
  readonly required?: boolean;
  readonly onChange: (value: V) => void;
}

/** One question of the coach with its choices. */
export function Choose<V extends string>({
  label,
  hint,
  value,
  options,
  required,
  onChange,
}: ChooseProps<V>) {
  const id = useId();
  return (
    <div className="coach-choice">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field"
        value={value}
        required={required}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const chosen = options.find(([each]) => each === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mute">
          {hint}
        </p>
      )}
    </div>
  );
}

/** All zone names the browser knows, the one in use among them. */
export function zoneNames(own: string): readonly string[] {
  const known = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return [...new Set([own, "UTC", ...known])];
}
