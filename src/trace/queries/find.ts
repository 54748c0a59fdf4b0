/** Which attempts of a trace match a query. */
import { CPU, FIRST_WAIT, Life, partsIn, SLEEP } from '../life.ts';
import { OUTCOMES, outcomeNumber, type Trace } from '../trace.ts';
import { type Measure, type Operator, type Query, STATES, type StateName, type Term } from './query.ts';

export interface Matches {
  /** By row: 1 where it matches. */
  readonly mask: Uint8Array;
  /** The rows that match, in order of start. */
  readonly rows: Int32Array;
  /** How many match: `rows.length`. */
  readonly total: number;
  /** How many were looked at. */
  readonly of: number;
}

interface Kept {
  readonly text: string;
  readonly length: number;
  readonly nowMs: number;
  readonly totalMs: number;
  readonly matches: Matches;
}
const kept = new WeakMap<Trace, Kept>();

/** Which attempts of a trace match. The answer to the last question about a trace is kept until the trace goes on. */
export function matchesOf(trace: Trace, query: Query): Matches {
  const { nowMs, totalMs, spans } = trace;
  const before = kept.get(trace);
  const same =
    before?.text === query.text &&
    before.length === spans.length &&
    Object.is(before.totalMs, totalMs) &&
    (!Number.isNaN(totalMs) || Object.is(before.nowMs, nowMs));
  if (same) return before.matches;
  const matches = find(trace, query);
  kept.set(trace, { text: query.text, length: spans.length, nowMs, totalMs, matches });
  return matches;
}

function find(trace: Trace, { terms, top }: Query): Matches {
  const of = trace.spans.length;
  const mask = new Uint8Array(of).fill(1);
  const measures = new Measures(trace);
  let total = of;
  for (const term of terms) {
    const holds = test(trace, term, measures);
    total = 0;
    for (let row = 0; row < of; row++) {
      if (mask[row] === 0) continue;
      if (holds(row)) total++;
      else mask[row] = 0;
    }
  }
  if (top && total > top.count) {
    onlyLargest(mask, total, top.count, (row) => measures.of(row, top.by));
    total = top.count;
  }
  return { mask, rows: inOrderOfStart(trace, mask, total), total, of };
}

/** The rows of the mask, in order of start; ties in order of rows. */
function inOrderOfStart({ spans }: Trace, mask: Uint8Array, total: number): Int32Array {
  const rows = new Int32Array(total);
  const { start } = spans.at;
  let count = 0;
  let sorted = true;
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] === 0) continue;
    if (count > 0 && start[row]! < start[rows[count - 1]!]!) sorted = false;
    rows[count++] = row;
  }
  return sorted ? rows : rows.sort((a, b) => start[a]! - start[b]! || a - b);
}

/** Leaves the `count` largest in the mask; of equals the first rows. */
function onlyLargest(mask: Uint8Array, total: number, count: number, measured: (row: number) => number): void {
  const values = new Float64Array(total);
  let i = 0;
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] === 0) continue;
    const value = measured(row);
    // What is not known is less than all that is.
    values[i++] = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  }
  const least = count === 0 ? Number.POSITIVE_INFINITY : values.slice().sort()[total - count]!;
  let larger = 0;
  for (const value of values) if (value > least) larger++;
  let equals = count - larger;
  i = 0;
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] === 0) continue;
    const value = values[i++]!;
    if (value > least || (value === least && equals-- > 0)) continue;
    mask[row] = 0;
  }
}

const RUNNING = outcomeNumber('running');

function test(trace: Trace, term: Term, measures: Measures): (row: number) => boolean {
  const { task, attempt, lane, outcome } = trace.spans.at;
  switch (term.kind) {
    case 'measure': {
      const { measure, op, ms } = term;
      return (row) => compare(measures.of(row, measure), op, ms);
    }
    case 'attempt':
      return (row) => compare(attempt[row]!, term.op, term.number);
    case 'lane':
      return (row) => compare(lane[row]!, term.op, term.number);
    case 'outcome':
      return (row) => outcome[row] === term.outcome;
    case 'cause':
      return (row) => measures.of(row, term.cause) > 0;
    case 'state':
      return inState(trace, term.state, measures);
    case 'id': {
      const named = tasksWhere(trace, ({ id }) => id.toLowerCase() === term.text);
      return (row) => named[task[row]!] === 1;
    }
    case 'group': {
      const named = tasksWhere(trace, ({ group }) => group?.toLowerCase().includes(term.text) === true);
      return (row) => named[task[row]!] === 1;
    }
    case 'text': {
      const named = tasksWhere(trace, (one) => contains(one, term.text));
      return (row) => named[task[row]!] === 1;
    }
    case 'word':
      return matchesWord(trace, term.text, measures);
  }
}

/** So many letters of a name stand for it, where no task is called so: `fail`, `comp`. */
const ENOUGH = 3;

function matchesWord(trace: Trace, text: string, measures: Measures): (row: number) => boolean {
  const { task, outcome } = trace.spans.at;
  // A number is a whole id: 1 is not 10.
  const number = /^\d+$/.test(text);
  const named = tasksWhere(trace, (one) => (number ? one.id === text : contains(one, text)));
  // What the tasks themselves are called goes first.
  const short = text.length >= ENOUGH && !named.includes(1);
  const means = (name: string) => name === text || (short && name.startsWith(text));
  const others: ((row: number) => boolean)[] = [];
  for (const state of STATES) if (means(state)) others.push(inState(trace, state, measures));
  if (text === 'cpu') others.push(inState(trace, 'computing', measures));
  for (const cause of trace.causes) if (means(cause.toLowerCase())) others.push((row) => measures.of(row, cause) > 0);
  for (const [i, name] of OUTCOMES.entries()) if (means(name)) others.push((row) => outcome[row] === i);
  if (others.length === 0) return (row) => named[task[row]!] === 1;
  return (row) => named[task[row]!] === 1 || others.some((holds) => holds(row));
}

function inState(trace: Trace, state: StateName, measures: Measures): (row: number) => boolean {
  const { outcome } = trace.spans.at;
  switch (state) {
    case 'computing':
      return (row) => measures.of(row, 'cpu') > 0;
    case 'sleeping':
      return (row) => measures.of(row, 'sleep') > 0;
    case 'waiting':
      return (row) => measures.of(row, 'wait') > 0;
    case 'running':
      return (row) => outcome[row] === RUNNING;
    case 'ended':
      return (row) => outcome[row] !== RUNNING;
  }
}

type Named = Trace['scenario']['tasks'][number];

const contains = ({ id, group }: Named, text: string): boolean =>
  id.toLowerCase().includes(text) || group?.toLowerCase().includes(text) === true;

/** By task: 1 where it holds. */
function tasksWhere({ scenario }: Trace, holds: (task: Named) => boolean): Uint8Array {
  const found = new Uint8Array(scenario.tasks.length);
  for (let i = 0; i < found.length; i++) if (holds(scenario.tasks[i]!)) found[i] = 1;
  return found;
}

/** `NaN` compares with nothing. */
function compare(value: number, op: Operator, limit: number): boolean {
  switch (op) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '=':
      return Math.abs(value - limit) < 1e-9;
  }
}

/** What is measured of one attempt after another; the last one looked at is remembered. */
class Measures {
  readonly #life = new Life();
  readonly #sums: Float64Array;
  #row = -1;

  constructor(readonly trace: Trace) {
    this.#sums = new Float64Array(partsIn(trace));
  }

  /** Milliseconds; a run under way counts up to now. */
  of(row: number, measure: Measure): number {
    const { start, submit } = this.trace.spans.at;
    switch (measure) {
      case 'start':
        return start[row]!;
      case 'submit':
        return submit[row]!;
    }
    this.#load(row);
    const own = this.#life;
    switch (measure) {
      case 'end':
        return own.end;
      case 'duration':
        return own.end - own.start;
      case 'latency':
        return own.end - submit[row]!;
      case 'cpu':
        return this.#sums[CPU]!;
      case 'sleep':
        return this.#sums[SLEEP]!;
      case 'wait': {
        let sum = 0;
        for (let i = FIRST_WAIT; i < this.#sums.length; i++) sum += this.#sums[i]!;
        return sum;
      }
      default:
        return this.#sums[FIRST_WAIT + this.trace.causes.indexOf(measure)] ?? 0;
    }
  }

  #load(row: number): void {
    if (row === this.#row) return;
    this.#row = row;
    this.#life.load(this.trace, row);
    this.#sums.fill(0);
    this.#life.addTo(this.#sums);
  }
}
