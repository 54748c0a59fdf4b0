/**
 * Two runs held against each other attempt by attempt: which ended how much later in B than in A, and what of that is.
 * Attempts are matched by their task's id and their number, so the runs may be of two scenarios. What only one run has is
 * listed. Times are milliseconds, each on its own run's clock; a difference is `B - A`.
 */
import type { Part } from '../life.ts';
import { rowOf } from '../rows-by-task.ts';
import { SEGMENT_KINDS, type Trace } from '../trace.ts';
import { criticalParts } from './compare-runs.ts';

/** What some of a difference went to. */
export interface Share {
  readonly part: Part;
  readonly ms: number;
}

export interface Differences {
  readonly a: Trace;
  readonly b: Trace;
  /**
   * The rows of attempts that both runs have and that did not end at the same time in the same way: first what ended in one
   * of the two alone (`ms` is NaN), then the largest difference.
   */
  readonly rowA: Int32Array;
  readonly rowB: Int32Array;
  readonly ms: Float64Array;
  /** Attempts that both have. */
  readonly matched: number;
  /** Rows of attempts that only one has, in its own order. */
  readonly onlyA: Int32Array;
  readonly onlyB: Int32Array;
  /** What all matched attempts that ended in both did and waited for, B less A, largest first. */
  readonly sums: readonly Share[];
  /** How much longer B took; NaN where one of the two has no end. */
  readonly makespanMs: number;
  /** What that is made of along the two critical paths, largest first; the sum is `makespanMs`. */
  readonly path: readonly Share[];
  /** What the difference of a pair is made of, largest first, by its place in `ms`: the sum is that difference. */
  explain(place: number): readonly Share[];
}

/** Less than this (ms) is rounding. */
const NOTHING = 1e-6;
/** What time goes to besides waiting. The first are the kinds of segment, by their numbers. */
const OTHERS = [...SEGMENT_KINDS, 'caller', 'rest'] as const;
const CALLER = OTHERS.indexOf('caller');
const REST = OTHERS.indexOf('rest');

/** Compares two runs. */
export function differencesOf(a: Trace, b: Trace): Differences {
  // Each of the two may have causes of its own: their parts are numbered by the names in both.
  const causes = [...new Set([...a.causes, ...b.causes])];
  const parts: readonly Part[] = [...causes, ...OTHERS];
  const [lifeA, lifeB] = [new Life(a, causes), new Life(b, causes)];
  const { pairs, onlyA, onlyB } = matchedBetween(lifeA, lifeB);
  const sums = new Float64Array(parts.length);
  const differing = new Pairs(pairs.length / 2);
  for (let i = 0; i < pairs.length; i += 2) {
    const [rowA, rowB] = [pairs[i]!, pairs[i + 1]!];
    const [endA, endB] = [a.spans.at.end[rowA]!, b.spans.at.end[rowB]!];
    const sameEnd = endA === endB || (Number.isNaN(endA) && Number.isNaN(endB)) || Math.abs(endB - endA) <= NOTHING;
    if (!sameEnd || a.spans.at.outcome[rowA] !== b.spans.at.outcome[rowB])
      differing.add(rowA, rowB, sameEnd ? 0 : endB - endA);
    if (Number.isNaN(endA) || Number.isNaN(endB)) continue;
    lifeB.count(rowB);
    lifeA.count(rowA);
  }
  lifeB.addCounted(sums, 1);
  lifeA.addCounted(sums, -1);
  const { rowA, rowB, ms } = differing.largestFirst();
  const makespanMs = b.totalMs - a.totalMs;
  return {
    a,
    b,
    rowA,
    rowB,
    ms,
    matched: pairs.length / 2,
    onlyA,
    onlyB,
    sums: told(parts, sums),
    makespanMs,
    path: Number.isNaN(makespanMs) ? [] : pathShares(a, b),
    explain(place) {
      if (Number.isNaN(ms[place]!)) return [];
      const own = new Float64Array(parts.length);
      lifeB.add(rowB[place]!, own, 1);
      lifeA.add(rowA[place]!, own, -1);
      return told(parts, own);
    },
  };
}

/** Pairs of rows with their difference, in columns: there may be a million. */
class Pairs {
  readonly #rowA: Int32Array;
  readonly #rowB: Int32Array;
  readonly #ms: Float64Array;
  #count = 0;

  constructor(most: number) {
    this.#rowA = new Int32Array(most);
    this.#rowB = new Int32Array(most);
    this.#ms = new Float64Array(most);
  }

  add(rowA: number, rowB: number, ms: number): void {
    this.#rowA[this.#count] = rowA;
    this.#rowB[this.#count] = rowB;
    this.#ms[this.#count++] = ms;
  }

  /** Unknown differences first; equal ones in the order in which they were added. */
  largestFirst(): { rowA: Int32Array; rowB: Int32Array; ms: Float64Array } {
    const sizes = this.#ms.slice(0, this.#count);
    for (const [i, ms] of sizes.entries()) sizes[i] = Number.isNaN(ms) ? Number.POSITIVE_INFINITY : Math.abs(ms);
    // Numbers alone sort ten times as fast as by a comparison: each size has its first free place, then each pair takes one.
    const ranked = sizes.slice().sort().reverse();
    const places = new Map<number, number>();
    for (let i = ranked.length - 1; i >= 0; i--) places.set(ranked[i]!, i);
    const [rowA, rowB, ms] = [new Int32Array(this.#count), new Int32Array(this.#count), new Float64Array(this.#count)];
    for (const [i, size] of sizes.entries()) {
      const place = places.get(size)!;
      places.set(size, place + 1);
      rowA[place] = this.#rowA[i]!;
      rowB[place] = this.#rowB[i]!;
      ms[place] = this.#ms[i]!;
    }
    return { rowA, rowB, ms };
  }
}

function matchedBetween(a: Life, b: Life): { pairs: Int32Array; onlyA: Int32Array; onlyB: Int32Array } {
  const pairs: number[] = [];
  const onlyA: number[] = [];
  const onlyB: number[] = [];
  const inB = new Uint8Array(b.trace.spans.length);
  const sameTasks = a.trace.scenario.tasks === b.trace.scenario.tasks;
  const taskInB = sameTasks ? undefined : new Map(b.trace.scenario.tasks.map(({ id }, i) => [id, i]));
  const { task, attempt } = a.trace.spans.at;
  for (let row = 0; row < a.trace.spans.length; row++) {
    const other = taskInB ? taskInB.get(a.trace.scenario.tasks[task[row]!]!.id) : task[row]!;
    const rowB = other === undefined ? -1 : rowOf(b.trace, other, attempt[row]!);
    if (rowB < 0) onlyA.push(row);
    else {
      pairs.push(row, rowB);
      inB[rowB] = 1;
    }
  }
  for (let row = 0; row < inB.length; row++) if (inB[row] === 0) onlyB.push(row);
  return { pairs: Int32Array.from(pairs), onlyA: Int32Array.from(onlyA), onlyB: Int32Array.from(onlyB) };
}

function pathShares(a: Trace, b: Trace): readonly Share[] {
  const [was, is] = [criticalParts(a), criticalParts(b)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((part) => ({ part, ms: (is.get(part) ?? 0) - (was.get(part) ?? 0) }))
    .filter(({ ms }) => Math.abs(ms) > NOTHING)
    .sort((x, y) => Math.abs(y.ms) - Math.abs(x.ms));
}

function told(parts: readonly Part[], sums: Float64Array): readonly Share[] {
  return parts
    .map((part, i) => ({ part, ms: sums[i]! }))
    .filter(({ ms }) => Math.abs(ms) > NOTHING)
    .sort((x, y) => Math.abs(y.ms) - Math.abs(x.ms));
}

/** What the attempts of a run did from t = 0 until their ends. */
class Life {
  /** Waits of one attempt, latest first: start, end, ms. */
  #waits = new Float64Array(30);
  #causes = new Uint8Array(10);
  #count = 0;
  /** By the number of a cause in this trace: its place among the parts. */
  readonly #partOf: Int32Array;
  /** The place of the first part that is no wait. */
  readonly #others: number;
  /** By row: how many lives that are counted it is a part of. */
  readonly #counted: Uint32Array;

  constructor(
    readonly trace: Trace,
    causes: readonly string[],
  ) {
    this.#partOf = Int32Array.from(trace.causes, (cause) => causes.indexOf(cause));
    this.#others = causes.length;
    this.#counted = new Uint32Array(trace.spans.length);
  }

  /**
   * Adds `sign` times what lies between t = 0 and the attempt's end: until the caller handed it over, each wait, each doing,
   * and what none of these explains. Of a further attempt that begins with the life of the one before.
   */
  add(row: number, parts: Float64Array, sign: number): void {
    for (let own = row; own >= 0; own = this.#before(own)) this.#addOwn(own, parts, sign);
  }

  /** Counts the attempt's life for `addCounted`. */
  count(row: number): void {
    this.#counted[row]!++;
  }

  /** Adds `sign` times all lives that were counted. An attempt that later ones begin with is looked at once, not once for each. */
  addCounted(parts: Float64Array, sign: number): void {
    const { attempt } = this.trace.spans.at;
    const byAttempt: number[][] = [];
    for (const [row, count] of this.#counted.entries())
      if (count > 0 && attempt[row]! > 1) (byAttempt[attempt[row]!] ??= []).push(row);
    // The last attempts first, so that each passes its count on. A life may begin with attempts that were not counted themselves.
    for (let n = byAttempt.length - 1; n > 1; n--)
      for (const row of byAttempt[n] ?? []) {
        const before = this.#before(row);
        if (before < 0) continue;
        if (this.#counted[before] === 0 && n > 2) (byAttempt[n - 1] ??= []).push(before);
        this.#counted[before]! += this.#counted[row]!;
      }
    for (const [row, count] of this.#counted.entries()) if (count > 0) this.#addOwn(row, parts, sign * count);
  }

  /** The row of the attempt before; -1: there is none. */
  #before(row: number): number {
    const { task, attempt } = this.trace.spans.at;
    return attempt[row]! > 1 ? rowOf(this.trace, task[row]!, attempt[row]! - 1) : -1;
  }

  /** The part of a life from the end of the attempt before. */
  #addOwn(row: number, parts: Float64Array, sign: number): void {
    const { start, end, submit } = this.trace.spans.at;
    this.#take(row);
    const waits = this.#waits;
    const first = this.#count > 0 ? Math.min(start[row]!, waits[(this.#count - 1) * 3]!) : start[row]!;
    const from = Number.isNaN(submit[row]!) ? first : submit[row]!;
    const before = this.#before(row);
    let left = end[row]! - from;
    for (let i = 0; i < this.#count; i++) {
      parts[this.#partOf[this.#causes[i]!]!]! += sign * waits[i * 3 + 2]!;
      left -= waits[i * 3 + 2]!;
    }
    let latest = 0;
    this.trace.eachSegment(row, (kind, begun, over) => {
      const to = Number.isNaN(over) ? end[row]! : over;
      let ms = to - begun;
      // Both run backwards in time. A wait may reach over the borders of a stretch: each has its share of it.
      while (latest < this.#count && waits[latest * 3]! >= to) latest++;
      for (let i = latest; i < this.#count && waits[i * 3 + 1]! > begun; i++) {
        const [since, until] = [waits[i * 3]!, waits[i * 3 + 1]!];
        if (until > since) ms -= (waits[i * 3 + 2]! * (Math.min(until, to) - Math.max(since, begun))) / (until - since);
      }
      parts[this.#others + kind]! += sign * ms;
      left -= ms;
    });
    parts[this.#others + REST]! += sign * left;
    parts[this.#others + CALLER]! += sign * (before < 0 ? from : from - end[before]!);
  }

  #take(row: number): void {
    this.#count = 0;
    this.trace.eachWait(row, (cause, start, end, ms) => {
      if (this.#count === this.#causes.length) this.#grow();
      this.#causes[this.#count] = cause;
      this.#waits.set([start, end, ms], this.#count * 3);
      this.#count++;
    });
  }

  #grow(): void {
    const [waits, causes] = [new Float64Array(this.#waits.length * 2), new Uint8Array(this.#causes.length * 2)];
    waits.set(this.#waits);
    causes.set(this.#causes);
    this.#waits = waits;
    this.#causes = causes;
  }
}
