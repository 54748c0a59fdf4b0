/**
 * One span taken apart into what is drawn: doing and waiting, one after another. Segments include their waits; here a
 * wait stands in place of the stretch of segment that it covers. The arrays are used again for every span.
 */
import { markOfCause } from '../../../trace/cause.ts';
import { endOf } from '../../../trace/ends.ts';
import { SegmentCursor, WaitCursor } from '../../../trace/stretches.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { WaitMark } from '../../../trace/wait-causes.ts';

export const SLEEP = 0;
export const CPU = 1;
/** Computing on a shared core, or in turns too many to list: solid, with a thin dashed line below. */
export const SHARED = 2;
/** Waits for a place, for others, to compute, for a message or start-up. */
export const PLACE = 3;
export const OTHERS = 4;
export const COMPUTE = 5;
export const THIN = 6;

/** The mark of a kind of waiting, from `PLACE` on. */
export const WAIT_KINDS = ['place', 'others', 'compute', 'thin'] as const satisfies readonly WaitMark[];
const MARK_KINDS = { place: PLACE, others: OTHERS, compute: COMPUTE, thin: THIN } as const;
const CPU_SEGMENT = 1;
/** A wait of less than this share of its stretch leaves room for work in it. */
const WHOLE = 0.98;

export class Pieces {
  count = 0;
  kind = new Uint8Array(64);
  /** Number of the cause of a wait; also of `SHARED`. */
  cause = new Uint8Array(64);
  /** Which segment of the span the piece lies in, from 0; -1 outside. */
  segment = new Int16Array(64);
  from = new Float64Array(64);
  to = new Float64Array(64);
  /** ms of waiting in it. */
  waited = new Float64Array(64);
  start = 0;
  end = 0;
  /** Since when the span has had its lane: its start, or the first wait to compute that leads up to it. */
  heldFrom = 0;
  segments = 0;
  /** Number of the span's outcome. */
  outcome = 0;
  /** The first piece at or after `start`. */
  first = 0;

  readonly #segment = new SegmentCursor();
  readonly #waiting = new WaitCursor();
  /** Stretches and waits of the span, the latest first: three and four numbers each. */
  #stretches = new Float64Array(3 * 16);
  #waits = new Float64Array(4 * 64);

  load(trace: Trace, row: number): void {
    this.count = 0;
    this.start = trace.spans.at.start[row]!;
    this.outcome = trace.spans.at.outcome[row]!;
    this.end = endOf(trace, row);
    const segments = this.#readSegments(trace, row);
    this.segments = segments;
    const stretches = this.#stretches;
    let w = this.#readWaits(trace, row) - 1;
    const waits = this.#waits;
    for (let s = segments - 1; s >= 0; s--) {
      const from = stretches[3 * s + 1]!;
      const until = stretches[3 * s + 2]!;
      const to = Number.isNaN(until) ? this.end : until;
      const isCpu = stretches[3 * s] === CPU_SEGMENT;
      const number = segments - 1 - s;
      for (; w >= 0 && waits[4 * w + 2]! <= from; w--) this.#wait(w, -1);
      let at = from;
      for (; w >= 0 && waits[4 * w + 1]! < to; w--) {
        const waitFrom = waits[4 * w + 1]!;
        const waitTo = waits[4 * w + 2]!;
        const ms = waits[4 * w + 3]!;
        if (waitFrom > at) this.#add(isCpu ? CPU : SLEEP, 0, number, at, waitFrom, 0);
        const shares = isCpu && ms < (waitTo - waitFrom) * WHOLE;
        if (shares) this.#add(SHARED, waits[4 * w]!, number, Math.max(waitFrom, from), waitTo, ms);
        else this.#wait(w, number);
        at = Math.max(at, waitTo);
      }
      if (to > at || (to === from && from === at)) this.#add(isCpu ? CPU : SLEEP, 0, number, at, Math.max(at, to), 0);
    }
    for (; w >= 0; w--) this.#wait(w, -1);
    this.#settleHeld();
  }

  /** Whether a lane that tasks share does not show a piece: it waits for a place, or came before the span had its lane. */
  isAside(i: number): boolean {
    return this.kind[i] === PLACE || (this.from[i]! < this.heldFrom && this.to[i]! <= this.start);
  }

  /** ms of computing and of sleeping in the whole span. */
  doing(kind: typeof CPU | typeof SLEEP): number {
    let sum = 0;
    for (let i = 0; i < this.count; i++) {
      const own = this.kind[i]!;
      if (own === kind || (kind === CPU && own === SHARED)) sum += this.to[i]! - this.from[i]! - this.waited[i]!;
    }
    return sum;
  }

  #settleHeld(): void {
    this.heldFrom = this.start;
    let first = 0;
    while (first < this.count && this.to[first]! <= this.start && this.from[first]! < this.start) first++;
    this.first = first;
    for (let i = first - 1; i >= 0 && this.kind[i]! > OTHERS; i--) this.heldFrom = this.from[i]!;
  }

  #wait(w: number, segment: number): void {
    const waits = this.#waits;
    const cause = waits[4 * w]!;
    const kind = MARK_KINDS[markOfCause(cause)];
    this.#add(kind, cause, segment, waits[4 * w + 1]!, waits[4 * w + 2]!, waits[4 * w + 3]!);
  }

  #add(kind: number, cause: number, segment: number, from: number, to: number, waited: number): void {
    if (this.count === this.kind.length) this.#grow();
    const i = this.count++;
    this.kind[i] = kind;
    this.cause[i] = cause;
    this.segment[i] = segment;
    this.from[i] = from;
    this.to[i] = to;
    this.waited[i] = waited;
  }

  #grow(): void {
    this.kind = wider(this.kind);
    this.cause = wider(this.cause);
    this.segment = wider(this.segment);
    this.from = wider(this.from);
    this.to = wider(this.to);
    this.waited = wider(this.waited);
  }

  /** Reads the stretches of the span; gives their number. */
  #readSegments(trace: Trace, row: number): number {
    const segment = this.#segment.of(trace, row);
    let count = 0;
    for (; segment.next(); count++) {
      if (3 * count === this.#stretches.length) this.#stretches = wider(this.#stretches);
      this.#stretches[3 * count] = segment.kind;
      this.#stretches[3 * count + 1] = segment.start;
      this.#stretches[3 * count + 2] = segment.end;
    }
    return count;
  }

  /** Reads the waits of the span; gives their number. */
  #readWaits(trace: Trace, row: number): number {
    const wait = this.#waiting.of(trace, row);
    let count = 0;
    for (; wait.next(); count++) {
      if (4 * count === this.#waits.length) this.#waits = wider(this.#waits);
      this.#waits[4 * count] = wait.cause;
      this.#waits[4 * count + 1] = wait.start;
      this.#waits[4 * count + 2] = wait.end;
      this.#waits[4 * count + 3] = wait.ms;
    }
    return count;
  }
}

function wider<A extends Uint8Array | Int16Array | Float64Array>(old: A): A {
  const grown = new (old.constructor as new (length: number) => A)(old.length * 2);
  grown.set(old as never);
  return grown;
}
