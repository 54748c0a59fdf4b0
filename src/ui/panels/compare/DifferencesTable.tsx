/** The differences attempt by attempt, largest first; only what is seen is rendered. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { formatCount } from '../../../scenario/count.ts';
import type { ComparisonState } from '../../../store/runs/comparison.ts';
import type { Differences } from '../../../trace/compare/differences.ts';
import { useApp } from '../../base/use-overlap.ts';
import { Said } from '../../words/Said.tsx';
import { lineOf, linesIn, rowsOf } from './words.ts';

interface Props {
  readonly differences: Differences;
  /** What scrolls. */
  readonly scroller: HTMLElement | null;
  /** Selects the attempt in both runs; -1 where it is not. */
  readonly onSelect: (rowA: number, rowB: number) => void;
  readonly shown: ComparisonState['shown'];
}

const ROW = 24;

export function DifferencesTable({ differences, scroller, onSelect, shown }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  // The sentences above may take another line.
  useLayoutEffect(() => {
    const [outer, own] = [scroller, table.current];
    if (!outer || !own) return;
    const at = own.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop;
    if (Math.abs(at - top) >= 1) setTop(at);
  });
  const total = linesIn(differences);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: top + ROW,
  });
  const selected = useApp((state) => state.selected);
  if (total === 0) return null;
  const items = rows.getVirtualItems();
  const before = (items[0]?.start ?? top + ROW) - top - ROW;
  const after = rows.getTotalSize() - ((items.at(-1)?.end ?? top + ROW) - top - ROW);
  return (
    <table ref={table} className="compare-table" aria-rowcount={total + 1}>
      <caption className="unseen">{formatCount(total)} differences between A and B, largest first</caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">Task</th>
          <th scope="col">In B it ended</th>
          <th scope="col">Because of</th>
        </tr>
      </thead>
      <tbody>
        <Room height={before} />
        {items.map(({ index }) => {
          const { name, ended, why } = lineOf(differences, index);
          const [rowA, rowB] = rowsOf(differences, index);
          const isIt =
            selected !== null &&
            ((selected.engine === shown?.b && isAttempt(differences.b, rowB, selected)) ||
              (selected.engine === shown?.a && isAttempt(differences.a, rowA, selected)));
          return (
            <tr
              key={index}
              ref={rows.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              data-selected={isIt ? '' : undefined}
            >
              <th scope="row">
                <button type="button" aria-pressed={isIt} onClick={() => onSelect(rowA, rowB)}>
                  {name}
                </button>
              </th>
              <td>{ended}</td>
              <td>
                <Said sentence={why} />
              </td>
            </tr>
          );
        })}
        <Room height={after} />
      </tbody>
    </table>
  );
}

/** What the rows that are not rendered would take. */
function Room({ height }: { height: number }) {
  if (!(height > 0)) return null;
  return (
    <tr className="compare-room">
      <td colSpan={3} style={{ height }} />
    </tr>
  );
}

function isAttempt(
  { spans }: Differences['a'],
  row: number,
  { task, attempt }: { readonly task: number; readonly attempt: number },
): boolean {
  return row >= 0 && spans.at.task[row] === task && spans.at.attempt[row] === attempt;
}
