/** What happened in the range that is marked: work and wait by cause, and how long attempts took, for every section. */
import type { ReactNode } from 'react';
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { formatRange } from '../../../scenario/format-range.ts';
import { announce } from '../../base/Announcer.tsx';
import { copyText } from '../../base/copy-text.ts';
import { useApp, useOverlap, useRevision } from '../../base/use-overlap.ts';
import { whatOf } from '../../marks/kinds.ts';
import { useTimeline } from '../../timeline/parts/use-timeline.ts';
import { zoomTo } from '../../timeline/surface/reveal.ts';
import { causesIn, type RangeRow, rangeRows, rangeText } from './figures.ts';
import './range.css';

export default function Range() {
  const overlap = useOverlap();
  const timeline = useTimeline();
  const { store } = overlap;
  useRevision(250);
  const range = useApp((state) => state.range);
  useApp((state) => state.query);
  useApp((state) => state.draft.engines);
  useApp((state) => state.opened);
  if (!range) {
    return (
      <p className="panel-empty">
        Hold Shift and drag over the lanes, or press M, to mark a range. Shift and arrow keys then move its end, Ctrl
        and arrow keys its start.
      </p>
    );
  }
  const rows = rangeRows(overlap, range);
  const causes = causesIn(rows);
  const copy = async () => announce((await copyText(rangeText(rows, range))) ? 'Figures copied' : 'Copying failed');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
    <section className="range" aria-label="Range" tabIndex={0}>
      <div className="range-head">
        <p>
          <b>{formatMs(range.toMs - range.fromMs, 3)}</b>, {formatRange(range.fromMs, range.toMs)}
        </p>
        <button type="button" className="button" onClick={() => void copy()}>
          Copy as text
        </button>
        <button type="button" className="button" onClick={() => zoomTo(timeline.current, range)}>
          Zoom to range
        </button>
        <button type="button" className="button" onClick={() => store.getState().look({ range: null })}>
          Clear
        </button>
      </div>
      <div className="range-tables">
        <table>
          <thead>
            <tr>
              <th scope="col">In the range</th>
              <th scope="col">Tasks</th>
              <th scope="col">Computing</th>
              <th scope="col">Sleeping</th>
              {causes.map((cause) => (
                <th key={cause} scope="col">
                  Wait for {whatOf(cause)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.id} row={row}>
                <td>
                  {formatCount(row.tasks)} of {formatCount(row.of)}
                  {row.matching !== undefined && `, ${formatCount(row.matching)} match`}
                </td>
                <td>{formatMs(row.cpuMs, 3)}</td>
                <td>{formatMs(row.sleepMs, 3)}</td>
                {causes.map((cause) => (
                  <td key={cause}>{formatMs(row.waitsMs[cause] ?? 0, 3)}</td>
                ))}
              </Line>
            ))}
          </tbody>
        </table>
        <table>
          <thead>
            <tr>
              <th
                scope="col"
                title="Attempts that were on their lane in the range and have ended: what follows is of their whole length"
              >
                Whole attempts
              </th>
              {['Count', 'Total', 'Min', 'Mean', 'p50', 'p95', 'Max'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { count, total, min, mean, p50, p95, max } = row.durations;
              return (
                <Line key={row.id} row={row}>
                  <td>{formatCount(count)}</td>
                  {[total, min, mean, p50, p95, max].map((ms, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns never move.
                    <td key={i}>{formatMs(ms, 3)}</td>
                  ))}
                </Line>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A section's line in either table. */
function Line({ row, children }: { readonly row: RangeRow; readonly children: ReactNode }) {
  return (
    <tr data-predicted={row.measured ? undefined : ''}>
      <th scope="row">
        {row.title}
        {!row.measured && <span> predicted</span>}
      </th>
      {children}
    </tr>
  );
}
