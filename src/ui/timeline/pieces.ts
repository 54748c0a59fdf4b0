/**
 * One span taken apart into what is drawn: doing and waiting, one after another. Segments include their waits; here a
 * wait stands in place of the stretch of segment that it covers. The arrays are used again for every span.
 */
import type { Trace } from '../../trace/trace.ts';
import { CAUSE_LOOKS } from './causes.ts';

export const SLEEP = 0;
export const CPU = 1;
/** Computing on a shared core, or in turns too many to list: solid, with a thin dashed line below. */
export const SHARED = 2;
/** Waits for a place, to compute, for a message or start-up. */
export const PLACE = 3;
export const COMPUTE = 4;
export const THIN = 5;

const MARK_KINDS = { place: PLACE, compute: COMPUTE, thin: THIN } as const;
const CPU_SEGMENT = 1;
/** A wait of less than this share of its stretch leaves room for work in it. */
const WHOLE = 0.98;

/** When a span ends, as far as is known: a running one ends now. */
export function endOf(trace: Trace, row: number): number {
  const end = trace.spans.at.end[row]!;
  if (!Number.isNaN(end)) return end;
  const now = Number.isNaN(trace.nowMs) ? trace.totalMs : trace.nowMs;
  const start = trace.spans.at.start[row]!;
  return now > start ? now : start;
}

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
  /** The first piece at or after `start`. */
  first = 0;

  /** Stretches and waits of the loaded span, latest first, as the trace visits them. */
  readonly #segment = { count: 0, kind: new Uint8Array(16), start: new Float64Array(16), end: new Float64Array(16) };
  readonly #waiting = {
    count: 0,
    cause: new Uint8Array(64),
    start: new Float64Array(64),
    end: new Float64Array(64),
    ms: new Float64Array(64),
  };

  readonly #visitSegment = (kind: number, start: number, end: number): void => {
    const to = this.#segment;
    if (to.count === to.kind.length) {
      to.kind = wider(to.kind);
      to.start = wider(to.start);
      to.end = wider(to.end);
    }
    const i = to.count++;
    to.kind[i] = kind;
    to.start[i] = start;
    to.end[i] = end;
  };

  readonly #visitWait = (cause: number, start: number, end: number, ms: number): void => {
    const to = this.#waiting;
    if (to.count === to.cause.length) {
      to.cause = wider(to.cause);
      to.start = wider(to.start);
      to.end = wider(to.end);
      to.ms = wider(to.ms);
    }
    const i = to.count++;
    to.cause[i] = cause;
    to.start[i] = start;
    to.end[i] = end;
    to.ms[i] = ms;
  };

  load(trace: Trace, row: number): void {
    this.count = 0;
    this.start = trace.spans.at.start[row]!;
    this.end = endOf(trace, row);
    const segment = this.#segment;
    const waiting = this.#waiting;
    segment.count = 0;
    waiting.count = 0;
    trace.eachSegment(row, this.#visitSegment);
    trace.eachWait(row, this.#visitWait);
    this.segments = segment.count;

    let w = waiting.count - 1;
    for (let s = segment.count - 1; s >= 0; s--) {
      const from = segment.start[s]!;
      const open = Number.isNaN(segment.end[s]!);
      const to = open ? this.end : segment.end[s]!;
      const isCpu = segment.kind[s]! === CPU_SEGMENT;
      const number = segment.count - 1 - s;
      for (; w >= 0 && waiting.end[w]! <= from; w--) this.#wait(w, -1);
      let at = from;
      for (; w >= 0 && waiting.start[w]! < to; w--) {
        const waitFrom = waiting.start[w]!;
        const waitTo = waiting.end[w]!;
        if (waitFrom > at) this.#add(isCpu ? CPU : SLEEP, 0, number, at, waitFrom, 0);
        const shares = isCpu && waiting.ms[w]! < (waitTo - waitFrom) * WHOLE;
        if (shares) this.#add(SHARED, waiting.cause[w]!, number, Math.max(waitFrom, from), waitTo, waiting.ms[w]!);
        else this.#wait(w, number);
        at = Math.max(at, waitTo);
      }
      if (to > at || (to === from && from === at)) this.#add(isCpu ? CPU : SLEEP, 0, number, at, Math.max(at, to), 0);
    }
    for (; w >= 0; w--) this.#wait(w, -1);
    this.#settleHeld();
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
    for (let i = first - 1; i >= 0 && this.kind[i]! !== PLACE; i--) this.heldFrom = this.from[i]!;
  }

  #wait(w: number, segment: number): void {
    const { cause, start, end, ms } = this.#waiting;
    const number = cause[w]!;
    this.#add(MARK_KINDS[CAUSE_LOOKS[number]!.mark], number, segment, start[w]!, end[w]!, ms[w]!);
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
}

function wider<A extends Uint8Array | Int16Array | Float64Array>(old: A): A {
  const grown = new (old.constructor as new (length: number) => A)(old.length * 2);
  grown.set(old as never);
  return grown;
}
