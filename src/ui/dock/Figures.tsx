/** The figures of each engine, and where its tasks' time went. */

import { Fragment, Suspense, useMemo, useState } from 'react';
import { BASELINE } from '../../engines/baseline.ts';
import { formatMs } from '../../scenario/duration.ts';
import { workMs } from '../../scenario/scenario.ts';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useOverlap, useRevision } from '../base/use-overlap.ts';
import { Stretches } from '../marks/Stretches.tsx';
import { knownOf } from './known.ts';
import { anyDrawn, comparison, NOT_YET, type Row, rowsOf, type Waited, waitedIn } from './rows.ts';
import './figures.css';

const LastRunName = lazyExtra(() => import('./LastRunName.tsx'));
const SaysMore = lazyExtra(() => import('./SaysMore.tsx'));

/** The cells that a head stands over. */
type Column = Exclude<keyof Row, 'waits'> | Waited;
type Head = readonly [key: Column, head: string, title: string];

const HEADS: readonly Head[] = [
  ['makespan', 'Takes', 'From the begin of the run until the caller has the last result'],
  ['predicted', 'Predicted', 'How long it takes by the model'],
  [
    'band',
    '100 seeds',
    'How long it takes as the model draws who gets the GIL next: from the 5th to the 95th of a hundred seeds',
  ],
  ['error', 'Off by', 'Measured against predicted'],
  ['speedUp', 'Speed-up', 'Against For loop'],
  ['utilisation', 'Busy', 'Share of places in use, from the begin of the run to its end'],
];

const ALL_WAITS = 'The waits of all attempts, added up';
/** One head goes on from the other. */
const WAITS: Readonly<Record<Waited, readonly [head: string, title: string]>> = {
  place: ['Wait for a place', ALL_WAITS],
  others: ['for others', ALL_WAITS],
  compute: ['to compute', ALL_WAITS],
};

/** Of a run that has not been, these are the prediction's. */
const FORETOLD = new Set<Column>(['speedUp', 'utilisation', 'place', 'others', 'compute']);

/** The cells of a row that can be opened for more. */
type More = 'error' | 'utilisation';

export function Figures() {
  const overlap = useOverlap();
  useRevision();
  useApp((state) => state.run);
  useApp((state) => state.lastRun);
  useApp((state) => state.seedBands);
  const tasks = useApp((state) => state.scenario.tasks);
  const machineName = useApp((state) => state.machineName);
  useApp((state) => state.draft.engines);
  const [open, setOpen] = useState<{ readonly row: string; readonly more: More }>();
  const work = useMemo(() => tasks.reduce((sum, task) => sum + workMs(task), 0), [tasks]);
  const known = knownOf(overlap);
  const rows = rowsOf(known);
  const forLoop = comparison(known, overlap.registry.of(BASELINE).predicted);
  const all = forLoop ? [...rows, forLoop] : rows;
  const drawn = anyDrawn(known);
  const waited = waitedIn(all);
  const heads: readonly Head[] = [
    ...(drawn ? HEADS : HEADS.filter(([key]) => key !== 'band')),
    ...waited.map((kind): Head => [kind, ...WAITS[kind]]),
  ];
  const against =
    known.sequentialMeasuredMs === undefined ? 'Against For loop, by prediction' : 'Against For loop, measured';
  const longest = Math.max(
    ...all.map(({ stretches }) => stretches.reduce((sum, { ms }) => sum + ms, 0)),
    Number.MIN_VALUE,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
    <section className="figures" aria-label="Figures" tabIndex={0} data-columns={heads.length}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="figures-title">
              {formatMs(work)} of work
            </th>
            {heads.map(([key, head, title]) => (
              <th
                key={key}
                scope="col"
                className={`figures-${key}`}
                title={key === 'speedUp' ? against : key === 'predicted' ? `${title}: ${machineName}` : title}
              >
                {(key === 'others' || key === 'compute') && <span className="unseen">Wait </span>}
                {head}
                {key === 'speedUp' && <span className="unseen"> {against}</span>}
              </th>
            ))}
            <th scope="col" className="figures-where" title="Where time went">
              Where time went
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((row) => {
            const shown = open?.row === row.id ? open.more : undefined;
            const says = shown && (shown === 'error' ? row.difference : row.idle);
            const more = (key: More, about: string) => (
              <button
                type="button"
                className="figures-more"
                aria-expanded={shown === key}
                aria-label={`${row[key]}, ${about}, ${row.name}`}
                title={about[0]!.toUpperCase() + about.slice(1)}
                onClick={() => setOpen(shown === key ? undefined : { row: row.id, more: key })}
              >
                {row[key]}
              </button>
            );
            return (
              <Fragment key={row.id}>
                <tr className={row.quiet ? 'figures-quiet' : undefined}>
                  <th scope="row">
                    {row.name}
                    <Suspense>{row.lastRun && <LastRunName run={row.lastRun} />}</Suspense>
                  </th>
                  {heads.map(([key]) => (
                    <td
                      key={key}
                      className={`figures-${key}`}
                      data-best={key === 'makespan' && row.best ? '' : undefined}
                      data-last={key === 'makespan' && (row.lastRun || row.makespan === NOT_YET) ? '' : undefined}
                      data-foretold={row.foretold && FORETOLD.has(key) ? '' : undefined}
                      title={key === 'utilisation' ? row.utilisationOf : undefined}
                    >
                      {key === 'error' && row.difference
                        ? more(key, 'where it comes from')
                        : key === 'utilisation' && row.idle
                          ? more(key, 'why idle')
                          : wordsOf(row, key)}
                      {row.foretold && FORETOLD.has(key) && <span className="unseen"> predicted</span>}
                      {key === 'utilisation' && row.utilisationOf && (
                        <span className="unseen"> {row.utilisationOf}</span>
                      )}
                    </td>
                  ))}
                  <td className="figures-where">
                    <Stretches stretches={row.stretches} wholeMs={longest} height={10} predicted={row.outline} />
                  </td>
                </tr>
                {says && (
                  <tr className="figures-difference">
                    <td colSpan={heads.length + 2}>
                      <Suspense fallback={<p>{'\u00a0'}</p>}>
                        <SaysMore key={shown} asked={says} />
                      </Suspense>
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

const wordsOf = (row: Row, key: Column): string =>
  key === 'place' || key === 'others' || key === 'compute' ? row.waits[key] : String(row[key]);
