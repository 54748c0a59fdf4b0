/**
 * The critical path: back from the end of a run through what the last attempt did and waited for, and where it waited for a place or
 * another task, on with the attempt that gave way (`givers.ts`).
 */
import { ENDED_BY_OTHERS } from '../cause.ts';
import { endOf, makespanOf } from '../ends.ts';
import { CALLER, FIRST_WAIT, IDLE, Life, type Part, partName, partsIn, REST, RESULT } from '../life.ts';
import type { Trace } from '../trace.ts';
import { causeOf, SAME_MOMENT_MS } from './givers.ts';

/** A stretch of the path: what the attempt in `row` did or waited for. `row` is -1 where no attempt is meant. */
export interface Step {
  readonly row: number;
  readonly kind: Part;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Steps without holes from 0 to an end: columns, since a path of a million steps is possible, and objects on demand. */
export class CriticalPath {
  readonly #row: Int32Array;
  readonly #kind: Uint8Array;
  readonly #from: Float64Array;
  #steps: readonly Step[] | undefined;
  #shares: ReadonlyMap<Part, number> | undefined;

  /** The columns run backwards in time. */
  constructor(
    rows: readonly number[],
    kinds: readonly number[],
    froms: readonly number[],
    /** The end of the path (ms): the makespan, or the attempt's end. */
    readonly toMs: number,
    /** The trace has no recorded causes, so that the attempts that gave way are guessed from times. */
    readonly guessed: boolean,
    readonly trace: Pick<Trace, 'causes'>,
  ) {
    this.#row = Int32Array.from(rows).reverse();
    this.#kind = Uint8Array.from(kinds).reverse();
    this.#from = Float64Array.from(froms).reverse();
  }

  get length(): number {
    return this.#row.length;
  }

  /** The steps in order of time; each begins where the one before ends. */
  get steps(): readonly Step[] {
    this.#steps ??= Array.from(this.#row, (row, i) => ({
      row,
      kind: this.nameOf(this.#kind[i]!),
      fromMs: this.#from[i]!,
      toMs: this.#from[i + 1] ?? this.toMs,
    }));
    return this.#steps;
  }

  /** What a step of this kind is. */
  nameOf(kind: number): Part {
    return partName(this.trace, kind);
  }

  /** Visits the steps in order of time, without making objects. `kind` is a number for `nameOf`. */
  each(visit: (row: number, kind: number, fromMs: number, toMs: number) => void): void {
    for (let i = 0; i < this.#row.length; i++)
      visit(this.#row[i]!, this.#kind[i]!, this.#from[i]!, this.#from[i + 1] ?? this.toMs);
  }

  /** Milliseconds by kind, largest first: the sum is the end of the path. */
  get shares(): ReadonlyMap<Part, number> {
    if (this.#shares) return this.#shares;
    const sums = new Float64Array(partsIn(this.trace));
    this.each((_, kind, from, to) => {
      sums[kind]! += to - from;
    });
    this.#shares = new Map(
      Array.from(sums, (ms, kind) => [this.nameOf(kind), ms] as const)
        .filter(([, ms]) => ms > 0)
        .sort((a, b) => b[1] - a[1]),
    );
    return this.#shares;
  }

  /** The attempts on the path, in order, each once. */
  get rows(): readonly number[] {
    return [...new Set(this.#row)].filter((row) => row >= 0);
  }
}

/** Rounding (ms). */
const NOTHING = 1e-6;

const paths = new WeakMap<Trace, CriticalPath>();

/**
 * The critical path of the whole run: from 0 to the makespan, of a run under way to now. Takes time in proportion to the
 * path and, once a trace, to its attempts.
 */
export function criticalPath(trace: Trace): CriticalPath {
  const known = paths.get(trace);
  if (known) return known;
  const walk = new Walk(trace, makespanOf(trace));
  const last = lastToEnd(trace);
  if (last >= 0) {
    const end = endOf(trace, last);
    walk.step(-1, IDLE, Math.max(end, lastDelivery(trace)));
    walk.step(last, RESULT, end);
  }
  const path = walk.backFrom(last);
  if (!Number.isNaN(trace.totalMs)) paths.set(trace, path);
  return path;
}

/** The critical path of one attempt: from 0 to its end. */
export function pathTo(trace: Trace, row: number): CriticalPath {
  return new Walk(trace, endOf(trace, row)).backFrom(row);
}

/** The row of the attempt that ended last; of several the one whose result came last; -1 where there is none. */
function lastToEnd(trace: Trace): number {
  const { spans } = trace;
  const { yielded } = spans.at;
  let [last, latest, delivered] = [-1, Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < spans.length; row++) {
    const at = endOf(trace, row);
    if (at < latest || (at === latest && !(yielded[row]! > delivered))) continue;
    [last, latest, delivered] = [row, at, yielded[row]! || 0];
  }
  return last;
}

/** Back through a run, step by step. */
class Walk {
  readonly #rows: number[] = [];
  readonly #kinds: number[] = [];
  readonly #froms: number[] = [];
  readonly #life = new Life();
  readonly #seen: Uint8Array;
  #at: number;

  constructor(
    readonly trace: Trace,
    readonly toMs: number,
  ) {
    this.#seen = new Uint8Array(trace.spans.length);
    this.#at = toMs;
  }

  /** From `fromMs` up to what is told already, it was this. */
  step(row: number, kind: number, fromMs: number): void {
    const from = Math.max(0, fromMs);
    if (!(from < this.#at)) return;
    const last = this.#rows.length - 1;
    if (last >= 0 && this.#rows[last] === row && this.#kinds[last] === kind) this.#froms[last] = from;
    else {
      this.#rows.push(row);
      this.#kinds.push(kind);
      this.#froms.push(from);
    }
    this.#at = from;
  }

  backFrom(row: number): CriticalPath {
    let [next, first] = [row, -1];
    while (next >= 0 && this.#seen[next] === 0) {
      this.#seen[next] = 1;
      first = next;
      next = this.#through(next);
    }
    this.step(first, first < 0 ? IDLE : CALLER, 0);
    return new CriticalPath(this.#rows, this.#kinds, this.#froms, this.toMs, !this.trace.knowsCauses, this.trace);
  }

  /** Goes back through one attempt, to its submit or to the attempt that gave way. Gives the row to go on with; -1: this was the first. */
  #through(row: number): number {
    const { trace } = this;
    const own = this.#life;
    own.load(trace, row);
    const giver = causeOf(trace, row);
    const gaveAt = giver >= 0 && this.#seen[giver] === 0 ? endOf(trace, giver) : Number.NaN;
    for (let i = own.count - 1; i >= 0; i--) {
      const [from, to, what] = [own.from[i]!, own.to[i]!, own.what[i]!];
      const given =
        (what >= FIRST_WAIT && ENDED_BY_OTHERS[what - FIRST_WAIT] === 1) || (what === REST && !trace.knowsCauses);
      // The wait for a place or for other tasks belongs to the attempt that gave way, up to that attempt's end.
      if (given && to <= own.start + NOTHING && gaveAt > from) {
        this.step(row, what, gaveAt);
        return giver;
      }
      this.step(row, what, from);
    }
    // The task was handed over after the other attempt had ended. It did not wait, and yet it could not have begun before.
    if (!(gaveAt <= this.#at + SAME_MOMENT_MS)) return -1;
    this.step(
      row,
      trace.spans.at.attempt[row]! > 1 || !Number.isNaN(trace.spans.at.submit[row]!) ? CALLER : IDLE,
      gaveAt,
    );
    return giver;
  }
}

/** When the caller had the last result, or was told of an error (ms); 0 if never. */
function lastDelivery({ spans, facts }: Trace): number {
  const { yielded } = spans.at;
  // An exception of its own (it gave up) is no way of a result: it waited in vain.
  const ofTask = facts.raised?.some((what) => what !== 'TimeoutError') ?? false;
  let last = ofTask ? (facts.raisedMs ?? 0) : 0;
  for (let row = 0; row < spans.length; row++) if (yielded[row]! > last) last = yielded[row]!;
  return last;
}
