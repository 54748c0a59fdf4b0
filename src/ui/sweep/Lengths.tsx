/** The sweep over task lengths: what of the ideal real workers reach when each task is handed over by message, by chunk, or taken from shared memory. */
import { useMemo } from 'react';
import { DISPATCHES, dispatchTrouble, LENGTHS_MS, type LengthPoint, medians } from '../../store/run/lengths.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { LengthChart } from './LengthChart.tsx';
import { courseWords, DISPATCH_NAMES, lengthWords, percent } from './length-words.ts';
import { useLengths } from './use-lengths.ts';
import './lengths.css';

export function Lengths({ workers, narrow }: { workers: number; narrow: boolean }) {
  const { cores } = useOverlap();
  const busy = useApp((state) => state.busy || state.calibration.kind === 'under way');
  const { course, batches, workers: measuredWith, start, stop } = useLengths();
  const points = useMemo(() => medians(batches), [batches]);
  const measuring = course.kind === 'measuring';
  return (
    <>
      <div className="lengths-line">
        {measuring ? (
          <button type="button" className="button" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="button" className="button" disabled={busy} onClick={() => start(workers)}>
            {points.length > 0 ? 'Measure lengths again' : 'Measure lengths'}
          </button>
        )}
        <p role="status">{courseWords(course, batches, measuredWith, cores)}</p>
      </div>
      <LengthChart points={points} narrow={narrow} />
      <LengthTable points={points} />
    </>
  );
}

function LengthTable({ points }: { points: readonly LengthPoint[] }) {
  const cell = (dispatch: string, ms: number) => {
    const point = points.find((one) => one.dispatch === dispatch && one.ms === ms);
    return point ? percent(point.share) : '–';
  };
  return (
    <section className="sweep-summary lengths-table" aria-label="Figures by task length">
      <table>
        <caption className="unseen">Share of the ideal by task length and dispatch</caption>
        <thead>
          <tr>
            <th scope="col">Share of the ideal</th>
            {LENGTHS_MS.map((ms) => (
              <th key={ms} scope="col">
                {lengthWords(ms)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DISPATCHES.map((dispatch) => {
            const trouble = dispatchTrouble(dispatch);
            return (
              <tr key={dispatch}>
                <th scope="row">{DISPATCH_NAMES[dispatch]}</th>
                {trouble === undefined ? (
                  LENGTHS_MS.map((ms) => <td key={ms}>{cell(dispatch, ms)}</td>)
                ) : (
                  <td className="sweep-refused" colSpan={LENGTHS_MS.length}>
                    {trouble}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
