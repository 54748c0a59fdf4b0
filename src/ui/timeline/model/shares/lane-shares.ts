/** The shares of a lane's columns, exactly, by walking the spans of the window. Nothing is allocated a span. */
import { markOfCause } from '../../../../trace/cause.ts';
import { SegmentCursor, WaitCursor } from '../../../../trace/stretches.ts';
import type { Trace } from '../../../../trace/trace.ts';
import type { Lane } from '../lane.ts';
import type { LaneIndex } from '../lane-index.ts';
import { CPU, OTHERS, Pieces, SHARED, SLEEP } from '../pieces.ts';
import type { Shares } from './shares.ts';

const pieces = new Pieces();

const segment = new SegmentCursor();
const wait = new WaitCursor();

/** Places `first` to before `last` of a lane. */
interface Places {
  readonly index: LaneIndex;
  readonly lane: Lane;
  readonly first: number;
  readonly last: number;
}

/** Adds spans of a lane. `perMs` and `offset` give the column of a time. */
export function addLane(to: Shares, { index, lane, first, last }: Places, perMs: number, offset: number): void {
  const { trace, rows } = index;
  for (let place = first; place < last; place++) addSpan(to, trace, rows[lane.begin + place]!, perMs, offset);
}

/** Whether the span waits for anything while it holds its place: waits for a place do not count, nor what it waits for others before. */
function waitsWithin(trace: Trace, row: number): boolean {
  const startMs = trace.spans.at.start[row]!;
  for (wait.of(trace, row); wait.next(); ) {
    const mark = markOfCause(wait.cause);
    if (mark === 'place' || wait.end <= wait.start || (mark === 'others' && wait.end <= startMs)) continue;
    return true;
  }
  return false;
}

/** Adds one span. */
export function addSpan(to: Shares, trace: Trace, row: number, perMs: number, offset: number): void {
  const { start, end } = trace.spans.at;
  if (!Number.isNaN(end[row]!) && !waitsWithin(trace, row)) {
    const column = Math.floor(start[row]! * perMs + offset);
    const within = column >= 0 && column < to.count && column === Math.floor(end[row]! * perMs + offset);
    for (segment.of(trace, row); segment.next(); ) {
      if (within) {
        const of = segment.kind === 1 ? to.cpu : to.sleep;
        of[column] = of[column]! + (segment.end - segment.start) * perMs;
      } else {
        const share = segment.kind === 1 ? 'cpu' : 'sleep';
        to.add(share, segment.start * perMs + offset, segment.end * perMs + offset, 1);
      }
    }
    return;
  }
  pieces.load(trace, row);
  for (let i = 0; i < pieces.count; i++) {
    const kind = pieces.kind[i]!;
    if (pieces.isAside(i) || kind === OTHERS) continue;
    const a = pieces.from[i]! * perMs + offset;
    const b = pieces.to[i]! * perMs + offset;
    if (kind === SHARED) {
      const length = pieces.to[i]! - pieces.from[i]!;
      const waited = length > 0 ? pieces.waited[i]! / length : 0;
      to.add('cpu', a, b, 1 - waited);
      to.add('wait', a, b, waited);
    } else to.add(kind === CPU ? 'cpu' : kind === SLEEP ? 'sleep' : 'wait', a, b, 1);
  }
}
