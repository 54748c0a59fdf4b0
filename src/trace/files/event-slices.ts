/** Events with a length, in columns: those that come whole, and those whose begin and end come apart and are paired once all are there. */
import { Table } from '../table.ts';

export const BEGIN = 0;
export const END = 1;

/** An end is looked for among so many latest begins of its thread or id. */
const MOST_LOOKED_AT = 1000;

/** What became of the begins and ends. */
interface Paired {
  /** The last time of all (us). */
  readonly lastUs: number;
  /** So many events are in a slice now. */
  readonly read: number;
  /** Slices whose end is missing. */
  readonly endless: number;
  /** Ends without a begin. */
  readonly unbegun: number;
}

export class EventSlices {
  readonly #slices = new Table({ track: Int32Array, name: Int32Array, start: Float64Array, end: Float64Array });
  /** Begins and ends that are yet to be paired; `pair`: the track, or the async id. */
  readonly #marks = new Table({
    pair: Int32Array,
    track: Int32Array,
    name: Int32Array,
    at: Float64Array,
    kind: Uint8Array,
  });

  get length(): number {
    return this.#slices.length;
  }

  /** Times in us; the end of a slice that has none is NaN. */
  get at() {
    return this.#slices.at;
  }

  /** A slice that comes whole. `name`: its number. Times in us. */
  add(track: number, name: number, start: number, end: number): void {
    const row = this.#slices.append();
    const { at } = this.#slices;
    at.track[row] = track;
    at.name[row] = name;
    at.start[row] = start;
    at.end[row] = end;
  }

  /** A begin or an end. `name`: its number, below 0 where it has none. `at` in us. */
  mark(pair: number, track: number, name: number, at: number, kind: number): void {
    const row = this.#marks.append();
    const columns = this.#marks.at;
    columns.pair[row] = pair;
    columns.track[row] = track;
    columns.name[row] = name;
    columns.at[row] = at;
    columns.kind[row] = kind;
  }

  /**
   * Makes slices of begins and ends, in order of time, whatever the order in the file.
   * @param unnamed the number of the name that a slice gets whose begin has none
   */
  pairUp(unnamed: number): Paired {
    const { at, length } = this.#marks;
    let lastUs = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < this.#slices.length; row++) lastUs = Math.max(lastUs, this.#slices.at.end[row]!);
    let sorted = true;
    for (let row = 0; row < length; row++) {
      lastUs = Math.max(lastUs, at.at[row]!);
      if (row > 0 && at.at[row]! < at.at[row - 1]!) sorted = false;
    }
    const order = Uint32Array.from({ length }, (_, row) => row);
    if (!sorted) order.sort((a, b) => at.at[a]! - at.at[b]! || a - b);
    const addFrom = (begin: number, end: number) => {
      const name = at.name[begin]!;
      this.add(at.track[begin]!, name < 0 ? unnamed : name, at.at[begin]!, end);
    };
    let [read, endless, unbegun] = [0, 0, 0];
    const open = new Map<number, number[]>();
    for (const row of order) {
      const pair = at.pair[row]!;
      const begun = open.get(pair);
      if (at.kind[row] === BEGIN) {
        if (begun) begun.push(row);
        else open.set(pair, [row]);
        continue;
      }
      const begin = begun && this.#takeBegin(begun, at.name[row]!);
      if (begin === undefined) {
        unbegun++;
        continue;
      }
      addFrom(begin, at.at[row]!);
      read += 2;
    }
    for (const begun of open.values())
      for (const begin of begun) {
        addFrom(begin, Number.NaN);
        endless++;
        read++;
      }
    return { lastUs, read, endless, unbegun };
  }

  /** The latest begin of this name, else the latest of all. */
  #takeBegin(begun: number[], name: number): number | undefined {
    let place = begun.length - 1;
    if (name >= 0) {
      const least = Math.max(0, begun.length - MOST_LOOKED_AT);
      while (place >= least && this.#marks.at.name[begun[place]!] !== name) place--;
      if (place < least) place = begun.length - 1;
    }
    return place < 0 ? undefined : begun.splice(place, 1)[0];
  }

  /** Slices by start; of two that start at once, the longer first, since it may contain the other. */
  inOrder(): Uint32Array {
    const { start, end } = this.#slices.at;
    const until = (row: number) => (Number.isNaN(end[row]!) ? Number.POSITIVE_INFINITY : end[row]!);
    const order = Uint32Array.from({ length: this.#slices.length }, (_, row) => row);
    return order.sort((a, b) => start[a]! - start[b]! || (until(a) === until(b) ? a - b : until(b) - until(a)));
  }
}
