/** The figures of each engine, and where its tasks' time went. */

import { useMemo } from 'react';
import { formatMs } from '../../scenario/duration.ts';
import { workMs } from '../../scenario/scenario.ts';
import { Stretches } from '../marks/Stretches.tsx';
import { useApp, useOverlap, useRevision } from '../use-overlap.ts';
import { knownOf } from './known.ts';
import { comparison, type Row, rowsOf } from './rows.ts';
import './dock.css';

const HEADS: readonly [keyof Row, string, string][] = [
  ['makespan', 'Makespan', 'From t = 0 until the caller has the last result'],
  ['predicted', 'Predicted', 'Makespan by prediction'],
  ['error', 'Error', 'Measured against predicted makespan'],
  ['speedUp', 'Speed-up', 'Against For loop'],
  ['utilisation', 'Utilisation', 'Time that tasks hold their place, of all places until the end'],
  ['meanWait', 'Mean wait', 'Wait of an attempt, on average'],
];

export function Figures() {
  const overlap = useOverlap();
  useRevision();
  useApp((state) => state.run);
  const scenario = useApp((state) => state.scenario);
  const machineName = useApp((state) => state.machineName);
  useApp((state) => state.draft.engines);
  const work = useMemo(() => scenario.tasks.reduce((sum, task) => sum + workMs(task), 0), [scenario]);
  const known = knownOf(overlap);
  const rows = rowsOf(known);
  const forLoop = comparison(known, overlap.registry.of('sequential').predicted);
  const all = forLoop ? [...rows, forLoop] : rows;
  const against =
    known.sequentialMeasuredMs === undefined ? 'Against For loop, by prediction' : 'Against For loop, measured';
  const longest = Math.max(
    ...all.map(({ stretches }) => stretches.reduce((sum, { ms }) => sum + ms, 0)),
    Number.MIN_VALUE,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
    <section className="figures" aria-label="Figures" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="figures-title">
              <h2>Figures</h2> <span>{formatMs(work)} of work</span>
            </th>
            {HEADS.map(([key, head, title]) => (
              <th
                key={key}
                scope="col"
                title={key === 'speedUp' ? against : key === 'predicted' ? `${title}: ${machineName}` : title}
              >
                {head}
                {key === 'speedUp' && <span className="unseen"> {against}</span>}
              </th>
            ))}
            <th scope="col" className="figures-where">
              Where time went
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((row) => (
            <tr key={row.id} className={row.quiet ? 'figures-quiet' : undefined}>
              <th scope="row">{row.name}</th>
              {HEADS.map(([key]) => (
                <td
                  key={key}
                  className={`figures-${key}`}
                  data-best={key === 'makespan' && row.best ? '' : undefined}
                  title={key === 'utilisation' ? row.utilisationOf : undefined}
                >
                  {String(row[key])}
                  {key === 'utilisation' && row.utilisationOf && <span className="unseen"> {row.utilisationOf}</span>}
                </td>
              ))}
              <td className="figures-where">
                <Stretches stretches={row.stretches} wholeMs={longest} height={10} predicted={row.outline} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
