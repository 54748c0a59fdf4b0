/** The task notation, a line each. */
import './notation.css';

const LINES: readonly [notation: string, meaning: string][] = [
  ['sleep 0..4', 'five, 0 s to 4 s'],
  ['8 x cpu 150ms', 'eight that compute'],
  ['cpu 60ms, sleep 1', 'one, then the other'],
  ['fails 10% retry 2', 'failures, seeded'],
  ['a: 3 x sleep 0.2', 'a group named a'],
  ['b after a: cpu 1', 'b waits for a'],
  ['pool 3', 'a knob by its name'],
];

export default function Notation() {
  return (
    <dl className="notation">
      {LINES.map(([notation, meaning]) => (
        <div key={notation}>
          <dt>{notation}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
