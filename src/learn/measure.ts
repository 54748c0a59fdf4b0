/**
 * Figures of a prediction by name, and conditions on them: `takes`, `start 4`, `takes sequential`, `wait 4 @workers=2`,
 * `takes < takes sequential`, `results = 3`. A measure is: what, the id of a task where it is about one, an engine where it is not the
 * lesson's first, and knobs that are otherwise than in the lesson.
 */
import { formatMs } from '../scenario/duration.ts';
import { makespanOf } from '../trace/ends.ts';
import { WaitCursor } from '../trace/stretches.ts';
import { OUTCOMES, type Trace } from '../trace/trace.ts';

/** Figures of a whole run. */
const OF_RUN = [
  'takes',
  'work',
  'times',
  'results',
  'ok',
  'failed',
  'killed',
  'cancelled',
  'attempts',
  'lanes',
  'firstResult',
] as const;
/** Figures of one task (ms): its first start, its last end, when the caller had its result, what it waited for before its start. */
const OF_TASK = ['start', 'end', 'result', 'wait', 'length'] as const;
type OfRun = (typeof OF_RUN)[number];
type OfTask = (typeof OF_TASK)[number];

export type Overrides = Readonly<Record<string, number | string>>;

export interface Measure {
  readonly what: OfRun | OfTask;
  /** Its id. */
  readonly task?: string;
  /** Undefined: the first one that the lesson asks about. */
  readonly engine?: string | undefined;
  /** Knobs that are otherwise than in the lesson; `text`: which of its texts. */
  readonly overrides: Overrides;
}

export interface Condition {
  readonly left: Measure;
  readonly is: '<' | '>' | '=' | '~';
  readonly right: Measure | number;
}

const isOfRun = (word: string): word is OfRun => (OF_RUN as readonly string[]).includes(word);
const isOfTask = (word: string): word is OfTask => (OF_TASK as readonly string[]).includes(word);

/** @throws {Error} for a text that is none: a mistake in the data */
export function readMeasure(text: string): Measure {
  const [what = '', ...rest] = text.trim().split(/\s+/);
  const overrides = Object.fromEntries(
    rest
      .filter((word) => word.startsWith('@'))
      .map((word) => {
        const [name = '', value = ''] = word.slice(1).split('=');
        return [name, Number.isNaN(Number(value)) ? value : Number(value)];
      }),
  );
  const names = rest.filter((word) => !word.startsWith('@'));
  const [task, engine, more] = isOfTask(what) ? names : [undefined, ...names];
  if ((!isOfRun(what) && !isOfTask(what)) || more !== undefined || (isOfTask(what) && task === undefined))
    throw new Error(`There is no such measure: "${text}"`);
  return { what, ...(task !== undefined && { task }), ...(engine !== undefined && { engine }), overrides };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, '': 1 };

/** @throws {Error} for a text that is none */
export function readCondition(text: string): Condition {
  const parts = /^(.+?) ([<>=~]) (.+)$/.exec(text);
  if (!parts) throw new Error(`There is no such condition: "${text}"`);
  const [, left = '', is = '', right = ''] = parts;
  const number = /^(\d+(?:\.\d+)?)(ms|s|)$/.exec(right);
  const value = right === 'never' ? Number.POSITIVE_INFINITY : number && Number(number[1]) * UNITS[number[2]!]!;
  return { left: readMeasure(left), is: is as Condition['is'], right: value ?? readMeasure(right) };
}

/** The prediction of an engine (undefined: the lesson's first) with these knobs. */
export type TraceOf = (engine: string | undefined, overrides: Overrides) => Trace;

/** Times that differ by less than this share are the same for `=`, and nearly the same for `~`. */
const SAME = 0.005;
const NEAR = 0.1;

export function holds({ left, is, right }: Condition, traceOf: TraceOf, chosen: Overrides = {}): boolean {
  const a = figureOf(left, traceOf, chosen);
  const b = typeof right === 'number' ? right : figureOf(right, traceOf, chosen);
  if (a === b) return is === '=' || is === '~';
  const apart = Number.isFinite(a - b) ? Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)) : 1;
  switch (is) {
    case '<':
      return a < b && apart > SAME;
    case '>':
      return a > b && apart > SAME;
    case '=':
      return apart <= SAME;
    case '~':
      return apart <= NEAR;
  }
}

/** Times in ms, counts as they are; infinite where it never comes. `chosen`: knobs that count unless the measure has its own. */
export function figureOf({ what, task, engine, overrides }: Measure, traceOf: TraceOf, chosen: Overrides = {}): number {
  const trace = traceOf(engine, { ...chosen, ...overrides });
  return task === undefined ? ofRun(what as OfRun, trace) : ofTask(what as OfTask, trace, task);
}

function ofRun(what: OfRun, trace: Trace): number {
  const { spans, facts, scenario } = trace;
  const takes = facts.hung ? Number.POSITIVE_INFINITY : makespanOf(trace);
  const work = () =>
    scenario.tasks.reduce((sum, { segments }) => sum + segments.reduce((ms, one) => ms + one.ms, 0), 0);
  const count = (is: (row: number) => boolean) => {
    let n = 0;
    for (let row = 0; row < spans.length; row++) if (is(row)) n++;
    return n;
  };
  switch (what) {
    case 'takes':
      return takes;
    case 'work':
      return work();
    case 'times':
      return work() / takes;
    case 'results':
      return count((row) => !Number.isNaN(spans.at.yielded[row]!));
    case 'attempts':
      return spans.length;
    case 'lanes':
      return new Set(spans.at.lane.subarray(0, spans.length)).size;
    case 'firstResult':
      return Math.min(
        Number.POSITIVE_INFINITY,
        ...[...spans.at.yielded.subarray(0, spans.length)].filter((ms) => ms >= 0),
      );
    default:
      return count((row) => OUTCOMES[spans.at.outcome[row]!] === what);
  }
}

function ofTask(what: OfTask, trace: Trace, id: string): number {
  const { spans } = trace;
  const task = trace.scenario.tasks.findIndex((one) => one.id === id);
  if (task < 0) throw new Error(`There is no task ${id}`);
  const rows = Array.from({ length: spans.length }, (_, row) => row).filter((row) => spans.at.task[row] === task);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return Number.POSITIVE_INFINITY;
  switch (what) {
    case 'start':
      return spans.at.start[first]!;
    case 'end':
      return spans.at.end[last]!;
    case 'length':
      return spans.at.end[last]! - spans.at.start[last]!;
    case 'result': {
      const ms = spans.at.yielded[last]!;
      return Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
    }
    case 'wait': {
      let ms = 0;
      const wait = new WaitCursor();
      for (wait.of(trace, first); wait.next(); ) ms += wait.ms;
      return ms;
    }
  }
}

const COUNTS: readonly string[] = ['results', 'ok', 'failed', 'killed', 'cancelled', 'attempts', 'lanes'];

/** As text: `5.0 s`, `3`, `1.9 times`, `for ever`. */
export function inWords({ what }: Measure, value: number): string {
  if (COUNTS.includes(what)) return String(value);
  if (what === 'times') return `${value.toFixed(1)} times`;
  return value === Number.POSITIVE_INFINITY ? 'for ever' : formatMs(value, 1);
}
