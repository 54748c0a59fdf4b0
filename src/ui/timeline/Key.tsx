/** The legend: every mark with its word, drawn as on the lanes. */
import './key.css';
import type { MarkName } from './describe.ts';
import { MarkSign } from './MarkSign.tsx';

export const ENTRIES: readonly (readonly [name: MarkName | 'predicted', words: string])[] = [
  ['computing', 'computing'],
  ['sleeping', 'sleeping'],
  ['place', 'waits for a place'],
  ['compute', 'waits to compute'],
  ['failed', 'failed'],
  ['killed', 'killed'],
  ['cancelled', 'cancelled'],
  ['predicted', 'predicted'],
];

export function Key() {
  return (
    <ul className="tl-key" aria-label="Key">
      {ENTRIES.map(([name, words]) => (
        <li key={name}>
          <MarkSign name={name} />
          {words}
        </li>
      ))}
    </ul>
  );
}
