/** The lanes at the moment: what each does, for how long, at which line. Without a moment, what each did in the whole run. */
import { Fragment, type ReactNode } from 'react';
import { useRevision } from '../base/use-overlap.ts';
import { doing, kindOf } from '../words/program-doing.ts';
import { lengthWords, momentWords } from '../words/program-times.ts';
import { Changed } from './Changed.tsx';
import { useProgram, useSession } from './program-context.ts';
import { Ring } from './Ring.tsx';
import { lanesAt } from './says/lanes-at.ts';
import './now.css';

/** More lanes than this are counted. */
const MOST = 40;

export default function Now() {
  useRevision(100);
  const session = useSession();
  const shown = useProgram((state) => state.shown);
  const momentMs = useProgram((state) => state.momentMs);
  const isDragged = useProgram((state) => state.before !== null);
  if (!shown) return <p className="panel-empty">Run the program: what each thread does stands here.</p>;
  const { record, program, ended } = shown;
  if (momentMs === null && isDragged && ended) return <Changed />;
  const { clock } = program.options;
  const atMs = momentMs ?? (ended?.end.exit === 'deadlock' ? ended.totalMs : null);
  if (atMs === null) return <Whole />;
  const lanes = lanesAt(record, atMs);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it.
    <section className="py-now" aria-label="At the moment" tabIndex={0}>
      {momentMs === null && <Ring />}
      <table>
        <caption>At {momentWords(atMs, clock)}</caption>
        <tbody>
          {lanes.slice(0, MOST).map(({ lane, stretch, forMs }) => (
            <tr
              key={lane}
              onPointerEnter={() => stretch.at && session.point(stretch.at)}
              onPointerLeave={() => session.point(null)}
            >
              <th scope="row">{broken(record.lanes[lane]!.name)}</th>
              <td data-kind={kindOf(stretch)}>{doing(stretch, record.things, record.lanes)}</td>
              <td className="py-now-number">{lengthWords(forMs, clock)}</td>
              <td className="py-now-line">{stretch.at ? `line ${stretch.at.line}` : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lanes.length > MOST && <p>{lanes.length - MOST} more lanes</p>}
      {lanes.length === 0 && <p>Nothing goes on then.</p>}
    </section>
  );
}

/** A name that may break behind its own marks, never within a word: `ThreadPoolExecutor-`, `0_0`. */
const broken = (name: string): ReactNode =>
  name.split(/(?<=[._-])/).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
    <Fragment key={i}>
      {part}
      <wbr />
    </Fragment>
  ));

/** What each lane did in the whole run. */
function Whole() {
  const shown = useProgram((state) => state.shown)!;
  const { record, program } = shown;
  const { clock } = program.options;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it.
    <section className="py-now" aria-label="The whole run" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">The whole run</th>
            <th scope="col">computes</th>
            <th scope="col">sleeps</th>
            <th scope="col">waits for a place</th>
            <th scope="col">to compute</th>
            <th scope="col">for others</th>
          </tr>
        </thead>
        <tbody>
          {record.lanes.slice(0, MOST).map(({ lane, name }) => {
            const sums = { computing: 0, sleeping: 0, place: 0, compute: 0, others: 0, failed: 0 };
            for (const stretch of record.stretches[lane] ?? []) sums[kindOf(stretch)] += stretch.toMs - stretch.fromMs;
            return (
              <tr key={lane}>
                <th scope="row">{broken(name)}</th>
                {(['computing', 'sleeping', 'place', 'compute', 'others'] as const).map((kind) => (
                  <td key={kind} className="py-now-number">
                    {sums[kind] > 0 ? lengthWords(sums[kind], clock) : '0'}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {record.lanes.length > MOST && <p>{record.lanes.length - MOST} more lanes</p>}
    </section>
  );
}
