/**
 * The spans of a trace by lane, in order of start, so that a window is found by binary search and a lane too dense to
 * draw span by span can be asked for sums over any stretch of time. It grows with a growing trace: only new rows are
 * looked at, and those still open.
 */
import { outcomeNumber, type Trace } from '../../trace/trace.ts';
import { CPU, Pieces, SLEEP } from './pieces.ts';

const OK = outcomeNumber('ok');
const RUNNING = outcomeNumber('running');

export class Lane {
  count = 0;
  rows = new Int32Array(8);
  /** Computing and sleeping (ms) of the first i spans of the lane, for i up to `sealed`. */
  cpu = new Float64Array(9);
  sleep = new Float64Array(9);
  /** So many spans from the front have ended and are in the sums. */
  sealed = 0;
  /** Places in `rows` of spans that ended otherwise than ok, in order: their marks are never skipped. */
  readonly marked: number[] = [];

  /** Puts a row in its place by start: nearly always the last. */
  insert(row: number, start: Float64Array): void {
    if (this.count === this.rows.length) this.#grow();
    let place = this.count++;
    while (place > this.sealed && start[this.rows[place - 1]!]! > start[row]!) {
      this.rows[place] = this.rows[place - 1]!;
      place--;
    }
    this.rows[place] = row;
  }

  #grow(): void {
    const rows = new Int32Array(this.count * 2);
    rows.set(this.rows);
    this.rows = rows;
    const cpu = new Float64Array(this.count * 2 + 1);
    cpu.set(this.cpu);
    this.cpu = cpu;
    const sleep = new Float64Array(this.count * 2 + 1);
    sleep.set(this.sleep);
    this.sleep = sleep;
  }
}

export class LaneIndex {
  readonly lanes: Lane[] = [];
  /** Rows of the trace that are in. */
  seen = 0;
  readonly #laneOf: ((row: number) => number) | undefined;
  readonly #pieces = new Pieces();

  /** `laneOf`: where a row belongs, if not where the trace has it. */
  constructor(
    readonly trace: Trace,
    laneOf?: (row: number) => number,
  ) {
    this.#laneOf = laneOf;
    this.refresh();
  }

  /** Takes in what the trace has grown by. */
  refresh(): void {
    const { spans } = this.trace;
    for (; this.seen < spans.length; this.seen++) {
      const lane = this.#laneOf ? this.#laneOf(this.seen) : spans.at.lane[this.seen]!;
      while (this.lanes.length <= lane) this.lanes.push(new Lane());
      this.lanes[lane]!.insert(this.seen, spans.at.start);
    }
    for (const lane of this.lanes) if (lane.sealed < lane.count) this.#seal(lane);
  }

  #seal(lane: Lane): void {
    const { outcome } = this.trace.spans.at;
    while (lane.sealed < lane.count) {
      const row = lane.rows[lane.sealed]!;
      if (outcome[row] === RUNNING) return;
      this.#pieces.load(this.trace, row);
      const place = lane.sealed++;
      lane.cpu[place + 1] = lane.cpu[place]! + this.#pieces.doing(CPU);
      lane.sleep[place + 1] = lane.sleep[place]! + this.#pieces.doing(SLEEP);
      if (outcome[row] !== OK) lane.marked.push(place);
    }
  }

  /** The first place in the lane whose span is not over before `ms`. Spans of a lane follow one another. */
  firstAt(lane: Lane, ms: number): number {
    const place = this.startingAt(lane, ms);
    const { end } = this.trace.spans.at;
    // One that began before may reach into it; one that is open (NaN) does.
    return place > 0 && !(end[lane.rows[place - 1]!]! < ms) ? place - 1 : place;
  }

  /** The first place in the lane whose span starts at `ms` or later, searched from `low`. */
  startingAt(lane: Lane, ms: number, from = 0): number {
    const { start } = this.trace.spans.at;
    let low = from;
    let high = lane.count;
    // Near the last place asked for, mostly: widen from there before halving.
    for (let step = 1; from > 0 && low + step < high; step *= 2) {
      if (start[lane.rows[low + step]!]! >= ms) {
        high = low + step;
        break;
      }
      low += step;
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (start[lane.rows[middle]!]! < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** ms of doing before `ms`; `place` is `startingAt(lane, ms)`. Inside a span it is spread evenly. */
  doneBefore(lane: Lane, sums: Float64Array, place: number, ms: number): number {
    const last = Math.min(place, lane.sealed) - 1;
    if (last < 0) return 0;
    const row = lane.rows[last]!;
    const { start, end } = this.trace.spans.at;
    const length = end[row]! - start[row]!;
    const share = length > 0 ? Math.min(1, (ms - start[row]!) / length) : 1;
    return sums[last]! + (sums[last + 1]! - sums[last]!) * share;
  }
}
