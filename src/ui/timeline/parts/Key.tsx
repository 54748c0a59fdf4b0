/** The legend: every mark with its word, drawn as on the lanes. */
import './key.css';
import { useOverlap } from '../../base/use-overlap.ts';
import { MarkSign, type SignName } from './MarkSign.tsx';

export const ENTRIES: readonly (readonly [name: SignName, words: string])[] = [
  ['computing', 'computing'],
  ['sleeping', 'sleeping'],
  ['place', 'waits for a place'],
  ['others', 'waits for others'],
  ['compute', 'waits to compute'],
  ['failed', 'failed'],
  ['killed', 'killed'],
  ['cancelled', 'cancelled'],
  ['predicted', 'predicted'],
  ['last', 'last run'],
];

/** While the user points at an entry, the timeline shows only that state. */
export function Key() {
  const store = useOverlap()?.store;
  const show = (name: string | null) => () => store?.getState().showOnly(name);
  return (
    <ul className="tl-key" aria-label="Key">
      {ENTRIES.map(([name, words]) => (
        <li key={name}>
          <button
            type="button"
            title={`Only ${words}`}
            onPointerEnter={show(name)}
            onPointerLeave={show(null)}
            onFocus={show(name)}
            onBlur={show(null)}
          >
            <MarkSign name={name} />
            {words}
          </button>
        </li>
      ))}
    </ul>
  );
}
