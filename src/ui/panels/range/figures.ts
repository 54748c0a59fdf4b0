/** The figures of the range in every section shown, as rows, and as text to paste into a sheet. */
import type { Overlap } from '../../../store/overlap.ts';
import type { TimeWindow } from '../../../store/state/state.ts';
import { CAUSE_NAMES } from '../../../trace/cause.ts';
import { tsvCell } from '../../../trace/files/sheet-cell.ts';
import { type WindowFigures, windowFigures } from '../../../trace/queries/window.ts';
import type { CauseName } from '../../../trace/wait-causes.ts';
import { find } from '../../instrument/found.ts';
import { shownTraces } from '../../instrument/shown.ts';

export interface RangeRow extends WindowFigures {
  readonly id: string;
  readonly title: string;
  readonly measured: boolean;
  /** Tasks of the section's whole run. */
  readonly of: number;
  /** Attempts in the range that match what is searched for; undefined: nothing is. */
  readonly matching: number | undefined;
}

export function rangeRows(overlap: Pick<Overlap, 'store' | 'registry'>, { fromMs, toMs }: TimeWindow): RangeRow[] {
  const found = find(overlap);
  return shownTraces(overlap).map(({ engine, trace, measured, shiftMs }) => {
    const [from, to] = [fromMs - shiftMs, toMs - shiftMs];
    const matches = found.sections.find(({ shown }) => shown.engine.id === engine.id)?.matches;
    const { start, end } = trace.spans.at;
    return {
      ...windowFigures(trace, from, to),
      id: engine.id,
      title: engine.title,
      measured,
      of: trace.scenario.tasks.length,
      matching: matches?.rows.filter((row) => start[row]! < to && !(end[row]! <= from)).length,
    };
  });
}

/** Causes that anybody waited for in the range, in the order of the table of causes. */
export const causesIn = (rows: readonly RangeRow[]): CauseName[] =>
  [...new Set([...CAUSE_NAMES, ...rows.flatMap(({ waitsMs }) => Object.keys(waitsMs))])].filter((cause) =>
    rows.some(({ waitsMs }) => waitsMs[cause] !== undefined),
  );

/** Tab-separated, a head, then a line a section; milliseconds to the microsecond. */
export function rangeText(rows: readonly RangeRow[], { fromMs, toMs }: TimeWindow): string {
  const causes = causesIn(rows);
  const ms = (value: number) => (Number.isFinite(value) ? String(Number(value.toFixed(3))) : '');
  const head = [
    ...['section', 'source', 'from ms', 'to ms', 'length ms', 'tasks', 'tasks of', 'attempts', 'cpu ms', 'sleep ms'],
    ...causes.map((cause) => tsvCell(`wait for ${cause} ms`)),
    ...['count', 'total ms', 'min ms', 'mean ms', 'p50 ms', 'p95 ms', 'max ms'],
  ];
  const lines = rows.map((row) => {
    const { count, total, min, mean, p50, p95, max } = row.durations;
    return [
      ...[tsvCell(row.title), row.measured ? 'measured' : 'predicted', ms(fromMs), ms(toMs), ms(toMs - fromMs)],
      ...[row.tasks, row.of, row.attempts].map(String),
      ...[ms(row.cpuMs), ms(row.sleepMs)],
      ...causes.map((cause) => ms(row.waitsMs[cause] ?? 0)),
      ...[String(count), ...[total, min, mean, p50, p95, max].map(ms)],
    ];
  });
  return [head, ...lines].map((cells) => cells.join('\t')).join('\n');
}
