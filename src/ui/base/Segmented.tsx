/** One of a few values, as radio buttons in a row. The fieldset around the row says what is chosen. */
export interface Segment<Value extends string> {
  readonly value: Value;
  readonly words: string;
  /** Why the value cannot be chosen; left out where it can. */
  readonly trouble?: string | undefined;
}

interface Props<Value extends string> {
  /** Groups the radio buttons: unique on the page. */
  readonly name: string;
  readonly segments: readonly Segment<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

export function Segmented<Value extends string>({ name, segments, chosen, onChoose }: Props<Value>) {
  return (
    <div className="segmented">
      {segments.map(({ value, words, trouble }) => (
        <label key={value} title={trouble}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            disabled={trouble !== undefined}
            onChange={() => onChoose(value)}
          />
          <span>{words}</span>
        </label>
      ))}
    </div>
  );
}
