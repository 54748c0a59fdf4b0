/** The attempts of one section or of several as one list of rows: numbers into typed arrays, no object a row. */
import { CAUSE_NAMES } from '../../../trace/cause.ts';
import { CPU, FIRST_WAIT, Life, partsIn, SLEEP } from '../../../trace/life.ts';
import { rowOf as attemptRow } from '../../../trace/rows-by-task.ts';
import { OUTCOMES, type Trace } from '../../../trace/trace.ts';
import type { CauseName } from '../../../trace/wait-causes.ts';
import type { Section } from '../sections.ts';

/** One attempt: its section and its row in that section's trace. */
export interface Place {
  readonly section: Section;
  readonly row: number;
}

/** What a column says of an attempt as a number; NaN where there is nothing to say. */
export type Value = (section: Section, row: number) => number;

export class TaskData {
  /** Attempts in all sections. */
  readonly total: number;
  /** The first row of each section. */
  readonly #from: number[] = [];
  readonly #keys = new Map<string, Float64Array>();
  #causes: readonly CauseName[] | undefined;

  constructor(readonly sections: readonly Section[]) {
    let total = 0;
    for (const { trace } of sections) {
      this.#from.push(total);
      total += trace.spans.length;
    }
    this.total = total;
  }

  /** Where a row of the list is from. */
  at(n: number): Place {
    let i = this.#from.length - 1;
    while (i > 0 && this.#from[i]! > n) i--;
    return { section: this.sections[i]!, row: n - this.#from[i]! };
  }

  /** The row of the list for an attempt; -1 where it is not in it. */
  rowOf(engine: string, task: number, attempt: number): number {
    const i = this.sections.findIndex((section) => section.engine.id === engine);
    if (i < 0) return -1;
    const row = attemptRow(this.sections[i]!.trace, task, attempt);
    return row < 0 ? -1 : this.#from[i]! + row;
  }

  /** A column's numbers for all rows, made when first asked for. */
  keys(column: string, value: Value): Float64Array {
    let keys = this.#keys.get(column);
    if (keys) return keys;
    keys = new Float64Array(this.total);
    for (const [i, section] of this.sections.entries()) {
      const from = this.#from[i]!;
      const { length } = section.trace.spans;
      if (column === 'engine') keys.fill(i, from, from + length);
      else for (let row = 0; row < length; row++) keys[from + row] = value(section, row);
    }
    this.#keys.set(column, keys);
    return keys;
  }

  /** All rows, or those that `matching` gives for each section. */
  rows(matching: ((section: Section) => Int32Array) | undefined): Int32Array {
    if (!matching) return Int32Array.from({ length: this.total }, (_, i) => i);
    const parts = this.sections.map(matching);
    const rows = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const [i, part] of parts.entries()) for (const row of part) rows[at++] = this.#from[i]! + row;
    return rows;
  }

  /** What anybody waited for, in the order of the list of causes. */
  get causes(): readonly CauseName[] {
    if (this.#causes) return this.#causes;
    const names = new Set<CauseName>();
    for (const { trace } of this.sections) {
      const seen = new Uint8Array(trace.causes.length);
      for (let row = 0; row < trace.spans.length; row++) {
        trace.eachWait(row, (cause, _start, _end, ms) => {
          if (ms > 0) seen[cause] = 1;
        });
      }
      for (const [number, name] of trace.causes.entries()) if (seen[number] === 1) names.add(name);
    }
    this.#causes = [...new Set([...CAUSE_NAMES, ...names])].filter((name) => names.has(name));
    return this.#causes;
  }

  /** Whether there is a prediction beside any measurement. */
  get foretold(): boolean {
    return this.sections.some(({ predicted }) => predicted !== undefined);
  }

  /** Whether any task has a group; likewise more than one attempt. */
  get grouped(): boolean {
    return this.sections.some(({ trace }) => hasGroups(trace.scenario));
  }
}

const grouped = new WeakMap<object, boolean>();
function hasGroups(scenario: Trace['scenario']): boolean {
  let does = grouped.get(scenario.tasks);
  if (does === undefined) grouped.set(scenario.tasks, (does = scenario.tasks.some(({ group }) => group !== undefined)));
  return does;
}

// ——— Numbers of an attempt ———

const life = new Life();
let sums = new Float64Array(0);
let lastTrace: Trace | undefined;
let lastRow = -1;
let lastEnd = Number.NaN;

/** ms of each part (`life.ts`) in an attempt; the array is used again. The last answer is kept, since columns ask for one after another. */
function sumsOf(trace: Trace, row: number): Float64Array {
  const until = Number.isNaN(trace.totalMs) ? trace.nowMs : trace.totalMs;
  if (lastTrace === trace && lastRow === row && lastEnd === until) return sums;
  [lastTrace, lastRow, lastEnd] = [trace, row, until];
  if (sums.length === partsIn(trace)) sums.fill(0);
  else sums = new Float64Array(partsIn(trace));
  life.load(trace, row);
  life.addTo(sums);
  return sums;
}

const waitIn = (trace: Trace, row: number): number => {
  const of = sumsOf(trace, row);
  let wait = 0;
  for (let i = FIRST_WAIT; i < of.length; i++) wait += of[i]!;
  return wait;
};

const durationIn = ({ spans: { at } }: Trace, row: number): number => at.end[row]! - at.start[row]!;

/** The same attempt's number in the prediction. */
const foretold =
  (of: (trace: Trace, row: number) => number): Value =>
  ({ trace, predicted }, row) => {
    if (!predicted) return Number.NaN;
    const { task, attempt } = trace.spans.at;
    const other = attemptRow(predicted, task[row]!, attempt[row]!);
    return other < 0 ? Number.NaN : of(predicted, other);
  };

export const VALUES = {
  /** Which section it is, is known to the list only. */
  engine: () => Number.NaN,
  task: ({ trace }, row) => trace.spans.at.task[row]!,
  group: ({ trace }, row) => groupRank(trace, trace.spans.at.task[row]!),
  attempt: ({ trace }, row) => trace.spans.at.attempt[row]!,
  lane: ({ trace }, row) => trace.spans.at.lane[row]!,
  submit: ({ trace }, row) => trace.spans.at.submit[row]!,
  start: ({ trace }, row) => trace.spans.at.start[row]!,
  end: ({ trace }, row) => trace.spans.at.end[row]!,
  wait: ({ trace }, row) => waitIn(trace, row),
  cpu: ({ trace }, row) => sumsOf(trace, row)[CPU]!,
  sleep: ({ trace }, row) => sumsOf(trace, row)[SLEEP]!,
  duration: ({ trace }, row) => durationIn(trace, row),
  outcome: ({ trace }, row) => OUTCOME_RANKS[trace.spans.at.outcome[row]!]!,
  result: ({ trace }, row) => trace.spans.at.yielded[row]!,
  predictedEnd: foretold(({ spans }, row) => spans.at.end[row]!),
  predictedWait: foretold(waitIn),
  predictedDuration: foretold(durationIn),
} as const satisfies Record<string, Value>;

export type Named = keyof typeof VALUES;

/** What an attempt waited for one cause (ms). */
export function waitedFor(cause: CauseName): Value {
  return ({ trace }, row) => sumsOf(trace, row)[FIRST_WAIT + trace.causes.indexOf(cause)] ?? 0;
}

/** Outcomes in the order of their names. */
const OUTCOME_RANKS = OUTCOMES.map((outcome) => [...OUTCOMES].sort().indexOf(outcome));

const groupRanks = new WeakMap<object, ReadonlyMap<string | undefined, number>>();
/** The place of a task's group among the names of all groups; NaN without a group. */
function groupRank({ scenario: { tasks } }: Trace, task: number): number {
  let ranks = groupRanks.get(tasks);
  if (!ranks) {
    const names = [...new Set(tasks.flatMap(({ group }) => group ?? []))].sort();
    groupRanks.set(tasks, (ranks = new Map(names.map((name, i) => [name, i]))));
  }
  return ranks.get(tasks[task]?.group) ?? Number.NaN;
}
