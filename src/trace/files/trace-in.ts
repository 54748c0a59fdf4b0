/**
 * `concurrency-trace/1`, in, span by span: never the whole file as one object. Members may come in any order, so tasks are
 * numbered as their ids turn up and put in their places at the end.
 */
import { expected } from '../../scenario/expected.ts';
import { validateScenario } from '../../scenario/validate.ts';
import { validateMachine } from '../../scenario/validate-settings.ts';
import { type Queued, Trace } from '../trace.ts';
import * as check from './checks.ts';
import type { Take } from './json-scanner.ts';
import { BESIDE, type Opened } from './opened.ts';
import { readNotes } from './program-notes.ts';
import { checkAttempts, linkGivers, readSpan, readTrace } from './read-trace.ts';
import { FORMAT, type SpanFile } from './trace-file.ts';

/** Members that are worth keeping whole; all others but the lists are passed over. */
const HEAD = new Set([
  'format',
  'source',
  'engine',
  'engineVersion',
  'machine',
  'totalMs',
  'repeatsTotalMs',
  'facts',
  'causes',
  'beats',
  'queued',
  'names',
  ...BESIDE,
]);

/** Lists that are read element by element. */
const LISTS = new Set(['spans', 'turns', 'lines', 'output', 'scenario.tasks']);

export class TraceReader {
  readonly #trace = new Trace('imported', '', { cores: 1 }, { tasks: [] });
  readonly #head: Record<string, unknown> = {};
  readonly #scenario: Record<string, unknown> = {};
  readonly #tasks: unknown[] = [];
  readonly #turns: unknown[] = [];
  /** Of a program: what it printed, and the lines of its spans. */
  readonly #notes = new Map<string, unknown[]>();
  readonly #ids: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** Where each id was first named. */
  readonly #paths: string[] = [];
  /** Triples: row, number of the task that gave way, attempt. */
  readonly #gaveWay: number[] = [];

  /** What to do with the member at this path. */
  take(path: string, opens: string): Take {
    if (path === 'scenario') return opens === '{' ? 'members' : 'value';
    if (LISTS.has(path)) return opens === '[' ? 'elements' : 'value';
    return path.startsWith('scenario.') || HEAD.has(path) ? 'value' : 'skip';
  }

  value(path: string, value: unknown): void {
    check.kept(value, path.startsWith('scenario') ? path : `trace.${path}`);
    if (LISTS.has(path) && path !== 'scenario.tasks') throw expected(`trace.${path}`, 'a list', value);
    if (path === 'scenario') validateScenario(value, 'as written');
    if (path.startsWith('scenario.')) this.#scenario[path.slice('scenario.'.length)] = value;
    else this.#head[path] = value;
  }

  elements(path: string, elements: readonly unknown[]): void {
    if (path === 'scenario.tasks')
      for (const task of elements) this.#tasks.push(check.kept(task, `scenario.tasks[${this.#tasks.length}]`));
    else if (path === 'turns') for (const turn of elements) this.#turns.push(turn);
    else if (path === 'lines' || path === 'output') {
      const known = this.#notes.get(path) ?? [];
      for (const one of elements) known.push(one);
      this.#notes.set(path, known);
    } else for (const span of elements) this.#span(span);
  }

  /** How many spans are in. */
  get spans(): number {
    return this.#trace.spans.length;
  }

  #span(x: unknown): void {
    const row = this.#trace.spans.length;
    const path = `trace.spans[${row}]`;
    if (typeof x !== 'object' || x === null || Array.isArray(x)) throw expected(path, 'an object', x);
    const span = x as SpanFile;
    readSpan(this.#trace, span, path, (id, at) => this.#number(id, at));
    const { gaveWay } = x as { gaveWay?: unknown };
    if (gaveWay === undefined) return;
    const { task, attempt } = (gaveWay ?? {}) as Record<string, unknown>;
    this.#gaveWay.push(
      row,
      this.#number(task, `${path}.gaveWay.task`),
      check.attempt(attempt, `${path}.gaveWay.attempt`),
    );
  }

  #number(id: unknown, path: string): number {
    if (typeof id !== 'string') throw expected(path, 'the id of a task of the scenario', id);
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#ids.push(id) - 1;
      this.#numbers.set(id, number);
      this.#paths.push(path);
    }
    return number;
  }

  /**
   * The run, so far as the file has it.
   * @param cut where the file ends early: a task that only spans name is then one of which nothing else is known
   * @throws {InputError} that begins with the path
   */
  finish(cut?: string): Opened {
    const head = this.#head;
    if (cut !== undefined) this.#addMissing();
    if (head.format !== FORMAT) throw expected('trace.format', `"${FORMAT}"`, head.format);
    const { machine } = validateMachine(head.machine);
    const { scenario } = validateScenario({ ...this.#scenario, tasks: this.#tasks }, 'as written');
    // Everything else is read as it is from an object, the lists apart.
    const ofTurns = this.#turns.length > 0 ? scenario : { tasks: [] };
    const shell = readTrace({ ...head, names: undefined, scenario: ofTurns, spans: [], turns: this.#turns });
    const { source, engine, engineVersion, facts, totalMs, repeatsTotalMs } = shell;
    const trace = this.#trace;
    Object.assign(trace, { source, engine, engineVersion, machine, scenario });
    trace.facts = facts;
    trace.totalMs = cut === undefined || !Number.isNaN(totalMs) ? totalMs : lastEnd(trace);
    trace.repeatsTotalMs = repeatsTotalMs;
    for (let row = 0; row < shell.turns.length; row++) {
      const { of, task, lane, start, end } = shell.turns.at;
      trace.addTurn(of[row]!, task[row]!, lane[row]!, start[row]!, end[row]!);
    }
    this.#placeTasks(trace);
    checkAttempts(trace);
    if (head.causes === 'recorded') linkGivers(trace, this.#gaveWay, cut === undefined);
    this.#kept(trace);
    const { names } = head;
    readNotes(trace, { lines: this.#notes.get('lines'), output: this.#notes.get('output'), names }, cut === undefined);
    trace.trim();
    const beside: Record<string, unknown> = {};
    for (const name of BESIDE) if (head[name] !== undefined) beside[name] = head[name];
    const { length } = trace.spans;
    return {
      trace,
      told: { form: 'concurrency-trace/1', what: 'spans', read: length, total: length, leftOut: [], assumed: [] },
      cut,
      beside,
    };
  }

  /** Tasks that spans name and the part of the list that is there does not have. */
  #addMissing(): void {
    const there = new Set(
      this.#tasks.map((task) =>
        typeof task === 'object' && task !== null ? (task as { id?: unknown }).id : undefined,
      ),
    );
    for (const id of this.#ids) if (!there.has(id)) this.#tasks.push({ id, segments: [] });
    // What a task comes after may be in the part that is not there.
    const all = new Set<unknown>([...there, ...this.#ids]);
    for (const [i, task] of this.#tasks.entries()) {
      const { after } = (task ?? {}) as { after?: unknown };
      if (Array.isArray(after)) this.#tasks[i] = { ...(task as object), after: after.filter((id) => all.has(id)) };
    }
    this.#head.format ??= FORMAT;
    if (this.#head.machine === undefined) this.#head.machine = { cores: 1 };
    this.#head.source ??= 'imported';
    this.#head.engine ??= 'unknown';
  }

  #placeTasks(trace: Trace): void {
    const places = new Map(trace.scenario.tasks.map(({ id }, place) => [id, place]));
    const placeOf = Int32Array.from(this.#ids, (id, number) => {
      const place = places.get(id);
      if (place === undefined) throw expected(this.#paths[number]!, 'the id of a task of the scenario', id);
      return place;
    });
    const { task } = trace.spans.at;
    for (let row = 0; row < trace.spans.length; row++) task[row] = placeOf[task[row]!]!;
    for (let i = 1; i < this.#gaveWay.length; i += 3) this.#gaveWay[i] = placeOf[this.#gaveWay[i]!]!;
  }

  /** Members of ours beside the format: when the main thread was seen alive, and which tasks never began. */
  #kept(trace: Trace): void {
    const { beats, queued } = this.#head;
    if (Array.isArray(beats)) for (const at of beats) if (check.isTime(at)) trace.addBeat(at);
    if (!Array.isArray(queued)) return;
    const places = new Map(trace.scenario.tasks.map(({ id }, place) => [id, place]));
    const known: Queued[] = [];
    for (const one of queued) {
      const { task: id, attempt, submit, for: cause, since } = (one ?? {}) as Record<string, unknown>;
      const task = places.get(id as string);
      if (
        task === undefined ||
        typeof cause !== 'string' ||
        cause === '' ||
        !Number.isSafeInteger(attempt) ||
        !check.isTime(submit) ||
        !check.isTime(since)
      )
        continue;
      trace.numberOf(cause);
      known.push({ task, attempt: attempt as number, submit, cause, since });
    }
    trace.queued = known;
  }
}

/** The last time at which an attempt is known to have been there (ms). */
function lastEnd({ spans }: Trace): number {
  let last = 0;
  for (let row = 0; row < spans.length; row++) last = Math.max(last, spans.at.end[row]! || spans.at.start[row]!);
  return last;
}
