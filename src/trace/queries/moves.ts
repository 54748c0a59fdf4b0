/** Results that were needed on another machine than the one that had made them: by dependencies of tasks, when they were begun first. */
import { OUTCOMES, type Trace } from '../trace.ts';

/** Rows of the attempt that made it and of the one that needed it. */
export interface Move {
  readonly from: number;
  readonly to: number;
}

const known = new WeakMap<Trace, { readonly spans: number; readonly moves: readonly Move[] }>();

export function movesOf(trace: Trace): readonly Move[] {
  const before = known.get(trace);
  if (before?.spans === trace.spans.length) return before.moves;
  const moves = found(trace);
  known.set(trace, { spans: trace.spans.length, moves });
  return moves;
}

function found(trace: Trace): Move[] {
  const { hostOfLane } = trace;
  const { tasks } = trace.scenario;
  if (!hostOfLane?.some((host) => host > 0) || !tasks.some(({ after }) => after?.length)) return [];
  const { task, lane, attempt, outcome } = trace.spans.at;
  const number = new Map(tasks.map(({ id }, place) => [id, place]));
  const made = new Map<number, number>();
  const host = (row: number) => hostOfLane[lane[row]!] ?? 0;
  const moves: Move[] = [];
  for (let row = 0; row < trace.spans.length; row++) {
    for (const id of attempt[row] === 1 ? (tasks[task[row]!]!.after ?? []) : []) {
      const from = made.get(number.get(id)!);
      if (from !== undefined && host(from) !== host(row)) moves.push({ from, to: row });
    }
    if (OUTCOMES[outcome[row]!] === 'ok') made.set(task[row]!, row);
  }
  return moves;
}
