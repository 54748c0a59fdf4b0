/** The article held to account: what it printed, what is predicted, measured here, run by CPython in the page, and recorded, side by side. */
import { useEffect, useState } from 'react';
import { type Printed, printedMs } from '../../learn/printed.ts';
import { executedMs, measuredMs, momentsOfRun, predictedMs } from '../../store/learn/held-to-account.ts';
import { useOverlap, useRevision } from '../base/use-overlap.ts';
import { Coded } from './WordCard.tsx';
import './side-by-side.css';

type Row = readonly number[] | 'under way' | string | undefined;

/** Seconds with three digits, as the article has them. */
const seconds = (ms: number): string => (ms / 1000).toFixed(3);

export default function SideBySide({ section, printed }: { readonly section: string; readonly printed: Printed }) {
  const overlap = useOverlap();
  const busy = overlap.store.getState().busy;
  const [predicted, setPredicted] = useState<Row>();
  const [measured, setMeasured] = useState<Row>();
  const [executed, setExecuted] = useState<Row>();
  useEffect(() => {
    let gone = false;
    predictedMs(printed).then(
      (row) => gone || setPredicted(row),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [printed]);
  // What was run on this page need not be run once more. It stays when something is changed.
  useRevision();
  const own = momentsOfRun(overlap.registry.of(printed.engine).measured, printed);
  useEffect(() => {
    if (own) setMeasured((row) => row ?? own);
  }, [own]);
  const ask = (set: (row: Row) => void, work: () => Promise<readonly number[]>) => () => {
    set('under way');
    work().then(set, (error: unknown) => set(error instanceof Error ? error.message : String(error)));
  };
  return (
    <div className="ln-account">
      <table>
        <caption>
          The article’s case, <code>{printed.engine}</code>: when each of its five results came, in seconds
        </caption>
        <thead>
          <tr>
            <th scope="col">Result</th>
            {[0, 1, 2, 3, 4].map((n) => (
              <th key={n} scope="col">
                {n}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Line name="The article, 2021" how="printed" row={printedMs(printed)} />
          <Line name="Predicted" how="by the model" row={predicted} />
          <Line
            name="This browser"
            how="measured"
            row={measured}
            ask={ask(setMeasured, () => measuredMs(overlap, printed))}
            act="Measure"
            disabled={busy || measured === 'under way'}
          />
          {printed.program !== undefined && (
            <Line
              name="CPython in this page"
              how="its own listing, executed"
              row={executed}
              ask={ask(setExecuted, () => executedMs(printed))}
              act="Execute"
              disabled={executed === 'under way'}
            />
          )}
          <Line name={printed.recorded ?? 'CPython 3.11.7'} how="recorded by us" row={printed.recordedMs} />
        </tbody>
      </table>
      <p>
        <Coded text={printed.today} /> The article, {section}.
      </p>
    </div>
  );
}

interface LineProps {
  readonly name: string;
  readonly how: string;
  readonly row: Row;
  readonly ask?: () => void;
  readonly act?: string;
  readonly disabled?: boolean;
}

function Line({ name, how, row, ask, act, disabled = false }: LineProps) {
  return (
    <tr>
      <th scope="row">
        {name} <span>{how}</span>
      </th>
      {Array.isArray(row) ? (
        [0, 1, 2, 3, 4].map((n) => <td key={n}>{seconds((row as readonly number[])[n] ?? Number.NaN)}</td>)
      ) : (
        <td colSpan={5}>
          {typeof row === 'string' && row !== 'under way' && <span>{row} </span>}
          {row === 'under way' && <span>under way … </span>}
          {ask && (
            <button type="button" className="link" disabled={disabled} onClick={ask}>
              {act}
            </button>
          )}
          {!ask && row === undefined && '…'}
        </td>
      )}
    </tr>
  );
}
