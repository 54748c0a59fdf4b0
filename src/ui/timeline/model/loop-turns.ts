/** Works out the rows of an event loop from the turns that a trace tells. */
import { SegmentCursor } from '../../../trace/stretches.ts';
import { SEGMENT_KINDS, type Trace, TURN_RESOURCES, type TurnResource } from '../../../trace/trace.ts';
import type { LoopData, LoopQueues, Turns } from './loop-queues.ts';
import type { RowWork } from './row-data.ts';

export const LOOP_TURNS: RowWork<LoopData> = {
  // biome-ignore lint/correctness/useYield: one slice is enough.
  *load({ predicted: of, measured }) {
    const predicted = of && loopQueuesOf(of);
    return { drawn: measured ? loopQueuesOf(measured) : predicted, predicted };
  },
  grow: ({ measured }, old) => (measured ? { drawn: loopQueuesOf(measured), predicted: old.predicted } : old),
};

interface Turn {
  readonly task: number;
  readonly span: number;
  readonly fromMs: number;
  readonly toMs: number;
}

const MOST_ROWS = 5;
const SLEEP = SEGMENT_KINDS.indexOf('sleep');
const NOTHING = 1e-6;

export function loopQueuesOf(trace: Trace): LoopQueues {
  const [timer, ready, loop] = [turnsOf(trace, 'timer'), turnsOf(trace, 'ready'), turnsOf(trace, 'loop')];
  timer.push(...underWay(trace));
  return {
    timer: packed('timer', timer, MOST_ROWS),
    ready: packed('ready', ready, MOST_ROWS),
    loop: packed('loop', loop, 1),
  };
}

function turnsOf(trace: Trace, kind: TurnResource): Turn[] {
  const of = TURN_RESOURCES.indexOf(kind);
  const { at, length } = trace.turns;
  const { spans } = trace;
  const current = new Int32Array(trace.scenario.tasks.length).fill(-1);
  const turns: Turn[] = [];
  let span = 0;
  for (let turn = 0; turn < length; turn++) {
    if (at.of[turn] !== of) continue;
    const [task, fromMs, toMs] = [at.task[turn]!, at.start[turn]!, at.end[turn]!];
    // Turns are recorded when they end, spans when they begin. So a turn belongs to the last span that its task had begun by then.
    for (; span < spans.length && spans.at.start[span]! <= toMs + NOTHING; span++) {
      current[spans.at.task[span]!] = span;
    }
    turns.push({ task, span: current[task] ?? -1, fromMs, toMs });
  }
  return turns;
}

/** Sleeps that are under way. They are recorded as turns only when they are over. */
function underWay(trace: Trace): Turn[] {
  if (Number.isNaN(trace.nowMs) || !Number.isNaN(trace.totalMs)) return [];
  const { task, end } = trace.spans.at;
  const last = new SegmentCursor();
  const turns: Turn[] = [];
  for (let span = 0; span < trace.spans.length; span++) {
    if (!Number.isNaN(end[span]!) || !last.of(trace, span).next() || last.kind !== SLEEP) continue;
    if (!Number.isNaN(last.end)) continue;
    turns.push({ task: task[span]!, span, fromMs: last.start, toMs: Number.NaN });
  }
  return turns;
}

function packed(kind: Turns['kind'], turns: Turn[], mostRows: number): Turns {
  turns.sort((a, b) => a.fromMs - b.fromMs || a.task - b.task);
  const row = new Int8Array(turns.length);
  const freeFrom: number[] = [];
  for (const [i, turn] of turns.entries()) {
    let free = freeFrom.findIndex((ms) => ms <= turn.fromMs + NOTHING);
    if (free < 0) free = freeFrom.length < mostRows ? freeFrom.length : -1;
    row[i] = free;
    if (free >= 0) freeFrom[free] = Number.isNaN(turn.toMs) ? Number.POSITIVE_INFINITY : turn.toMs;
  }
  return {
    kind,
    count: turns.length,
    row,
    task: Int32Array.from(turns, (turn) => turn.task),
    span: Int32Array.from(turns, (turn) => turn.span),
    fromMs: Float64Array.from(turns, (turn) => turn.fromMs),
    toMs: Float64Array.from(turns, (turn) => turn.toMs),
    rows: freeFrom.length,
    most: mostAtOnce(turns),
  };
}

/** `turns` come by begin. */
function mostAtOnce(turns: readonly Turn[]): number {
  const ends = Float64Array.from(turns, (turn) => (Number.isNaN(turn.toMs) ? Number.POSITIVE_INFINITY : turn.toMs));
  ends.sort();
  let [over, most] = [0, 0];
  for (const [i, turn] of turns.entries()) {
    while (ends[over]! <= turn.fromMs + NOTHING) over++;
    most = Math.max(most, i + 1 - over);
  }
  return most;
}
