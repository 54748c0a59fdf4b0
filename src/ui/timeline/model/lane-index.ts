/**
 * The rows of a trace by lane, in order of start: a window of time is found by binary search. The index takes four bytes a
 * span and one counting pass. It grows with a growing trace: when one lane is out of room, all lanes get new room, with some
 * to spare.
 */
import { outcomeNumber, type Trace } from '../../../trace/trace.ts';
import { BLOCK, Lane } from './lane.ts';
import { SLICE, type Slices, whole } from './slices.ts';

const OK = outcomeNumber('ok');
const RUNNING = outcomeNumber('running');
/** An overlap no longer than this comes from rounding. */
const TOUCH_MS = 1e-3;
export class LaneIndex {
  readonly lanes: Lane[] = [];
  /** All rows, lane by lane. */
  rows = new Int32Array(0);
  /** How many rows of the trace have been taken in. */
  seen = 0;
  readonly #laneOf: ((row: number) => number) | undefined;
  readonly #keeps: ((row: number) => boolean) | undefined;

  /**
   * `laneOf`: the lane of a row, where that is another one than in the trace. `keeps`: whether a row is taken in at all.
   * `isEmpty`: nothing is taken in yet.
   */
  constructor(
    readonly trace: Trace,
    laneOf?: (row: number) => number,
    keeps?: (row: number) => boolean,
    isEmpty = false,
  ) {
    this.#laneOf = laneOf;
    this.#keeps = keeps;
    if (!isEmpty) this.refresh();
  }

  /** The index of a trace, made in slices. */
  static *of(trace: Trace, laneOf?: (row: number) => number): Slices<LaneIndex> {
    const index = new LaneIndex(trace, laneOf, undefined, true);
    yield* index.#take();
    return index;
  }

  /** How much memory the index takes (bytes). */
  get byteLength(): number {
    let sum = this.rows.byteLength;
    for (const lane of this.lanes) {
      sum += lane.ends.byteLength + lane.bads.byteLength + (lane.summary?.byteLength ?? 0);
    }
    return sum;
  }

  /** Takes in what the trace has grown by. */
  refresh(): void {
    whole(this.#take());
  }

  *#take(): Slices<void> {
    const { length } = this.trace.spans;
    if (this.seen === length) {
      this.#sealAll(0, this.lanes.length);
      return;
    }
    if (this.seen === 0) yield* this.#layOut(length);
    while (this.seen < length) {
      this.#placeAll(Math.min(length, this.seen + SLICE), length);
      yield;
    }
    let sealed = 0;
    for (let [lane, spans] = [0, 0]; lane < this.lanes.length; lane++) {
      spans += this.lanes[lane]!.count + 1;
      if (spans < SLICE) continue;
      this.#sealAll(sealed, lane + 1);
      [sealed, spans] = [lane + 1, 0];
      yield;
    }
    this.#sealAll(sealed, this.lanes.length);
  }

  /** A function of its own: the browser compiles it before the first trace has been taken in. */
  #placeAll(until: number, length: number): void {
    for (; this.seen < until; this.seen++) this.#place(this.seen, length);
  }

  #sealAll(from: number, until: number): void {
    for (let i = from; i < until; i++) {
      const lane = this.lanes[i]!;
      if (lane.count - lane.sealed >= BLOCK) this.#seal(lane);
    }
  }

  #place(row: number, length: number): void {
    if (this.#keeps && !this.#keeps(row)) return;
    const { lane: lanesOf, start } = this.trace.spans.at;
    const number = this.#laneOf ? this.#laneOf(row) : lanesOf[row]!;
    let lane = this.lanes[number];
    if (!lane || lane.count === lane.room) {
      whole(this.#layOut(length));
      lane = this.lanes[number]!;
    }
    const { rows } = this;
    const { begin } = lane;
    let place = begin + lane.count++;
    // The row goes where its start belongs, which is nearly always the end.
    for (const own = start[row]!; place > begin && start[rows[place - 1]!]! > own; place--) {
      rows[place] = rows[place - 1]!;
      if (place - begin <= lane.sealed) this.#unseal(lane, place - begin - 1);
    }
    rows[place] = row;
  }

  /** The row at a place of a lane. */
  rowAt(lane: Lane, place: number): number {
    return this.rows[lane.begin + place]!;
  }

  /** The first place in the lane whose span is not over before `ms`; spans that lie over one another are found too. */
  firstAt(lane: Lane, ms: number): number {
    const { ends } = lane;
    const { end } = this.trace.spans.at;
    let low = 0;
    let high = lane.sealed / BLOCK;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! < ms) low = middle + 1;
      else high = middle;
    }
    let place = low * BLOCK;
    // A span that is still open has the end NaN, and counts as not over at any time.
    while (place < lane.count && end[this.rows[lane.begin + place]!]! < ms) place++;
    return place;
  }

  /** The first place in the lane whose span starts at `ms` or later, searched from `from`. */
  startingAt(lane: Lane, ms: number, from = 0): number {
    const { start } = this.trace.spans.at;
    const { rows } = this;
    const { begin, count } = lane;
    let low = from;
    let high = count;
    // The place is mostly near the one that was asked for before: steps grow from there, then the search halves.
    for (let step = 1; from > 0 && low + step < high; step *= 2) {
      if (start[rows[begin + low + step]!]! >= ms) {
        high = low + step;
        break;
      }
      low += step;
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (start[rows[begin + middle]!]! < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first place from `place` on whose span ended otherwise than ok; `lane.count` where there is none. */
  nextBad(lane: Lane, place: number): number {
    const { outcome } = this.trace.spans.at;
    const { bads } = lane;
    for (let at = place; at < lane.count; at++) {
      if (at % BLOCK === 0 && at < lane.sealed) {
        const before = at === 0 ? 0 : bads[at / BLOCK - 1]!;
        let low = at / BLOCK;
        let high = lane.sealed / BLOCK;
        while (low < high) {
          const middle = (low + high) >>> 1;
          if (bads[middle]! === before) low = middle + 1;
          else high = middle;
        }
        at = low * BLOCK;
        if (at >= lane.count) break;
      }
      const how = outcome[this.rows[lane.begin + at]!]!;
      if (how !== OK && how !== RUNNING) return at;
    }
    return lane.count;
  }

  /** Gives each lane room for the rows to come: exactly enough the first time, later half as much again. */
  *#layOut(length: number): Slices<void> {
    const { lanes } = this;
    const first = this.seen === 0;
    let counts = new Int32Array(Math.max(64, lanes.length));
    for (let row = this.seen; row < length; row += SLICE) {
      counts = this.#count(counts, row, Math.min(length, row + SLICE));
      yield;
    }
    let most = counts.length;
    while (most > lanes.length && counts[most - 1] === 0) most--;
    const old = this.rows;
    let total = 0;
    for (let i = 0; i < most; i++) {
      if (i === lanes.length) lanes.push(new Lane());
      total += roomFor(lanes[i]!.count + counts[i]!, first);
      if (i % SLICE === SLICE - 1) yield;
    }
    this.rows = new Int32Array(total);
    let begin = 0;
    for (let i = 0; i < most; i++) {
      const lane = lanes[i]!;
      if (lane.count > 0) this.rows.set(old.subarray(lane.begin, lane.begin + lane.count), begin);
      lane.begin = begin;
      lane.room = roomFor(lane.count + counts[i]!, first);
      begin += lane.room;
      if (i % SLICE === SLICE - 1) yield;
    }
  }

  /** Counts the rows of each lane. Gives `counts`, or a wider array where there are more lanes. */
  #count(counts: Int32Array<ArrayBuffer>, from: number, until: number): Int32Array<ArrayBuffer> {
    const lanesOf = this.trace.spans.at.lane;
    let to = counts;
    for (let row = from; row < until; row++) {
      if (this.#keeps && !this.#keeps(row)) continue;
      const number = this.#laneOf ? this.#laneOf(row) : lanesOf[row]!;
      if (number >= to.length) {
        const wider = new Int32Array(Math.max(to.length * 2, number + 1));
        wider.set(to);
        to = wider;
      }
      to[number] = to[number]! + 1;
    }
    return to;
  }

  #unseal(lane: Lane, place: number): void {
    lane.sealed = Math.floor(place / BLOCK) * BLOCK;
    lane.summary = undefined;
  }

  /** Seals blocks whose spans have all ended. */
  #seal(lane: Lane): void {
    const { start, end, outcome } = this.trace.spans.at;
    let block = lane.sealed / BLOCK;
    const room = Math.floor(lane.count / BLOCK);
    if (room > lane.ends.length) {
      const size = block === 0 ? room : Math.ceil(room * 1.5);
      const [ends, bads] = [lane.ends, lane.bads];
      lane.ends = new Float64Array(size);
      lane.bads = new Uint32Array(size);
      lane.ends.set(ends);
      lane.bads.set(bads);
    }
    for (; block < room; block++) {
      let last = block === 0 ? Number.NEGATIVE_INFINITY : lane.ends[block - 1]!;
      let bad = block === 0 ? 0 : lane.bads[block - 1]!;
      const from = lane.begin + block * BLOCK;
      for (let i = from; i < from + BLOCK; i++) {
        const row = this.rows[i]!;
        const how = outcome[row]!;
        if (how === RUNNING || Number.isNaN(end[row]!)) return;
        if (how !== OK) bad++;
        if (start[row]! < last - TOUCH_MS) lane.overlaps = true;
        if (end[row]! > last) last = end[row]!;
      }
      lane.ends[block] = last;
      lane.bads[block] = bad;
      lane.sealed = (block + 1) * BLOCK;
    }
  }
}

const roomFor = (need: number, exactly: boolean): number => (exactly ? need : need + (need >> 1) + 4);
