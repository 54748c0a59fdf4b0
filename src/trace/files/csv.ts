/** A run as a table for spreadsheets (RFC 4180): one row a span, units in the header, waits by cause as columns. */
import { inOrder } from '../order.ts';
import { OUTCOMES, SEGMENT_KINDS, type Trace } from '../trace.ts';
import { csvCell } from './sheet-cell.ts';

const PIECE = 1 << 16;
const END = '\r\n';

/** The file's text, in pieces. Times are ms, empty where they are not known; work is without the waits inside it. */
export function* csvText(trace: Trace): Generator<string> {
  const header = [
    'task',
    'group',
    'attempt',
    'lane',
    'outcome',
    'submit (ms)',
    'start (ms)',
    'end (ms)',
    'yielded (ms)',
    ...SEGMENT_KINDS.map((kind) => `${kind} (ms)`),
    ...trace.causes.map((cause) => `waited for ${cause} (ms)`),
  ];
  let text = header.map(csvCell).join(',') + END;
  const { tasks } = trace.scenario;
  const { at } = trace.spans;
  const work = new Float64Array(SEGMENT_KINDS.length);
  const waits = new Float64Array(trace.causes.length);
  for (const row of inOrder(trace)) {
    sum(trace, row, work, waits);
    const task = tasks[at.task[row]!]!;
    const times = [at.submit[row]!, at.start[row]!, at.end[row]!, at.yielded[row]!].map(ms);
    const outcome = OUTCOMES[at.outcome[row]!]!;
    const names = [csvCell(task.id), csvCell(task.group ?? ''), at.attempt[row]!, at.lane[row]! + 1, outcome];
    text += [...names, ...times, ...Array.from(work, ms), ...Array.from(waits, ms)].join(',') + END;
    if (text.length > PIECE) {
      yield text;
      text = '';
    }
  }
  yield text;
}

function sum(trace: Trace, row: number, work: Float64Array, waits: Float64Array): void {
  work.fill(0);
  waits.fill(0);
  const end = trace.spans.at.end[row]!;
  const inside: (readonly [start: number, end: number, ms: number])[] = [];
  trace.eachWait(row, (cause, from, to, waited) => {
    waits[cause]! += waited;
    inside.push([from, to, waited]);
  });
  // Segments come latest first, too: with waits in that order, each is looked at once.
  inside.sort((a, b) => b[0] - a[0]);
  let next = 0;
  trace.eachSegment(row, (kind, from, to) => {
    const until = [to, end, trace.nowMs].find((time) => !Number.isNaN(time)) ?? from;
    let lost = 0;
    while (next < inside.length && inside[next]![0] >= until) next++;
    for (; next < inside.length && inside[next]![0] >= from; next++) {
      const [, stop, waited] = inside[next]!;
      if (stop > from) lost += waited;
    }
    work[kind]! += Math.max(0, until - from - lost);
  });
}

/** Whole nanoseconds: no digits that no clock has. */
const ms = (time: number): string => (Number.isNaN(time) ? '' : String(Math.round(time * 1e6) / 1e6));
