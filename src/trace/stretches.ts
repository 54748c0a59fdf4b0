/**
 * The stretches and waits of one span, the latest first. Most spans have one stretch, which fills them, and one wait, from
 * their submit to their start: these take no row of a table but only its kind or cause, in the span's own column. Two waits
 * that fill the time from submit to start take a short row (`cuts`). The cursors hide the difference, and can be used again for span
 * after span.
 */
import type { StretchTables } from './tables.ts';

/** In `lastSegment` and `lastWait`: there is none. */
export const NONE = -1;

/** In `lastSegment`: the only stretch, of this kind; in `lastWait`: the only wait, for this cause. The way back is the same. */
export const only = (what: number): number => NONE - 1 - what;

/** In `lastWait`, this and what is less: the waits are two, in a row of `cuts`. Causes are fewer. */
export const CUT = -1000;
/** In `lastWait`: the two waits in this row of `cuts`. The way back is the same. */
export const cutIn = (row: number): number => CUT - row;

/** Steps through the stretches of a span: `of`, then `next` for as long as it gives true. */
export class SegmentCursor {
  kind = 0;
  start = 0;
  /** NaN while the stretch goes on. */
  end = 0;
  #trace!: StretchTables;
  #span = 0;
  #row = NONE;

  of(trace: StretchTables, span: number): this {
    this.#trace = trace;
    this.#span = span;
    this.#row = trace.spans.at.lastSegment[span]!;
    return this;
  }

  next(): boolean {
    const row = this.#row;
    if (row === NONE) return false;
    if (row < NONE) {
      const { start, end } = this.#trace.spans.at;
      this.kind = only(row);
      this.start = start[this.#span]!;
      this.end = end[this.#span]!;
      this.#row = NONE;
      return true;
    }
    const { at } = this.#trace.segments;
    this.kind = at.kind[row]!;
    this.start = at.start[row]!;
    this.end = at.end[row]!;
    this.#row = at.before[row]!;
    return true;
  }
}

/** Steps through the waits of a span in the same way. */
export class WaitCursor {
  cause = 0;
  start = 0;
  end = 0;
  /** May be less than `end - start`. */
  ms = 0;
  #trace!: StretchTables;
  #span = 0;
  #row = NONE;
  /** Of the two waits in a row of `cuts` the first one is next. */
  #isFirst = false;

  of(trace: StretchTables, span: number): this {
    this.#trace = trace;
    this.#span = span;
    this.#row = trace.spans.at.lastWait[span]!;
    this.#isFirst = false;
    return this;
  }

  next(): boolean {
    const row = this.#row;
    if (row === NONE) return false;
    if (row <= CUT) return this.#part(cutIn(row));
    if (row < NONE) {
      const { submit, start } = this.#trace.spans.at;
      this.cause = only(row);
      this.start = submit[this.#span]!;
      this.end = start[this.#span]!;
      this.ms = this.end - this.start;
      this.#row = NONE;
      return true;
    }
    const { at } = this.#trace.waits;
    this.cause = at.cause[row]!;
    this.start = at.start[row]!;
    this.end = at.end[row]!;
    this.ms = at.ms[row]!;
    this.#row = at.before[row]!;
    return true;
  }

  #part(row: number): true {
    const { cuts, spans } = this.#trace;
    const cut = cuts.at.at[row]!;
    this.cause = this.#isFirst ? cuts.at.before[row]! : cuts.at.after[row]!;
    this.start = this.#isFirst ? spans.at.submit[this.#span]! : cut;
    this.end = this.#isFirst ? cut : spans.at.start[this.#span]!;
    this.ms = this.end - this.start;
    if (this.#isFirst) this.#row = NONE;
    this.#isFirst = true;
    return true;
  }
}
