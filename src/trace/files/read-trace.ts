/** `concurrency-trace/1`, in: from the file form to columns. */
import { expected } from '../../scenario/expected.ts';
import { validateScenario } from '../../scenario/validate.ts';
import { validateMachine } from '../../scenario/validate-settings.ts';
import { MOST_CAUSES } from '../cause.ts';
import { rowOf } from '../rows-by-task.ts';
import { type Facts, OUTCOMES, outcomeNumber, SEGMENT_KINDS, type Source, Trace, TURN_RESOURCES } from '../trace.ts';
import * as check from './checks.ts';
import { readNotes } from './program-notes.ts';
import { FORMAT, type SpanFile, type TraceFile } from './trace-file.ts';

const SOURCES: readonly Source[] = ['recorded', 'measured', 'predicted', 'imported', 'executed'];

/**
 * Reads a trace object. Unknown members are passed over; unknown facts are kept.
 * @throws {InputError} that begins with the path, `trace.spans[3].start: expected a number, found null`
 */
export function readTrace(x: unknown): Trace {
  const file = check.asObject(x, 'trace') as Partial<Record<keyof TraceFile, unknown>>;
  if (file.format !== FORMAT) throw expected('trace.format', `"${FORMAT}"`, file.format);
  const source = check.oneOf(SOURCES, file.source, 'trace.source');
  const engine = check.name(file.engine, 'trace.engine');
  const { machine } = validateMachine(file.machine);
  const { scenario } = validateScenario(file.scenario, 'as written');
  const version = typeof file.engineVersion === 'string' ? file.engineVersion : undefined;
  const trace = new Trace(source, engine, machine, scenario, version);
  const place = new Map(scenario.tasks.map((task, i) => [task.id, i]));
  const taskAt = (id: unknown, path: string) => {
    const task = place.get(id as string);
    if (task === undefined) throw expected(path, 'the id of a task of the scenario', id);
    return task;
  };
  const spans = check.asList(file.spans, 'trace.spans');
  trace.reserve(spans.length);
  for (const [i, span] of spans.entries())
    readSpan(trace, check.asObject(span, `trace.spans[${i}]`) as unknown as SpanFile, `trace.spans[${i}]`, taskAt);
  checkAttempts(trace);
  if (file.causes !== undefined) {
    if (file.causes !== 'recorded') throw expected('trace.causes', '"recorded"', file.causes);
    readCauses(trace, spans as readonly SpanFile[], taskAt);
  }
  for (const [i, turn] of check.asList(file.turns ?? [], 'trace.turns').entries()) {
    const path = `trace.turns[${i}]`;
    const { of, task, lane, start, end } = check.asObject(turn, path) as Record<string, unknown>;
    const resource = TURN_RESOURCES.indexOf(check.oneOf(TURN_RESOURCES, of, `${path}.of`));
    const held = task === null ? -1 : taskAt(task, `${path}.task`);
    const from = check.time(start, `${path}.start`);
    const until = check.timeFrom(from, end, `${path}.end`);
    trace.addTurn(resource, held, check.laneOrCaller(lane, `${path}.lane`), from, until);
  }
  trace.totalMs = check.lengthOrNaN(file.totalMs, 'trace.totalMs');
  const facts = check.asObject(file.facts ?? {}, 'trace.facts') as Facts;
  check.checkFacts(facts);
  trace.facts = { ...facts };
  if (file.repeatsTotalMs !== undefined)
    trace.repeatsTotalMs = check
      .asList(file.repeatsTotalMs, 'trace.repeatsTotalMs')
      .map((ms, i) => check.time(ms, `trace.repeatsTotalMs[${i}]`));
  readNotes(trace, file);
  trace.trim();
  return trace;
}

/** Reads which attempt let each span begin, as the file names it. @throws {InputError} */
function readCauses(trace: Trace, spans: readonly SpanFile[], taskAt: (id: unknown, path: string) => number): void {
  const named: number[] = [];
  for (const [row, { gaveWay }] of spans.entries()) {
    if (gaveWay === undefined) continue;
    const path = `trace.spans[${row}].gaveWay`;
    const { task, attempt } = check.asObject(gaveWay, path) as Record<string, unknown>;
    named.push(row, taskAt(task, `${path}.task`), check.attempt(attempt, `${path}.attempt`));
  }
  linkGivers(trace, named);
}

/**
 * Sets which attempt let which begin, once all spans are there.
 * @param named triples: the row of a span, the task and the attempt of the one that gave way to it
 * @param whole false: the file ends early, and the attempt that is named may be in the missing part
 * @throws {InputError} where that is no other span of the trace
 */
export function linkGivers(trace: Trace, named: readonly number[], whole = true): void {
  const { by } = trace.spans.at;
  for (let i = 0; i < named.length; i += 3) {
    const row = named[i]!;
    const giver = rowOf(trace, named[i + 1]!, named[i + 2]!);
    if (!whole && giver < 0) continue;
    if (giver < 0 || giver === row)
      throw expected(`trace.spans[${row}].gaveWay`, 'task and attempt of another span', {
        task: trace.scenario.tasks[named[i + 1]!]?.id,
        attempt: named[i + 2],
      });
    by[row] = giver;
  }
  trace.knowsCauses = true;
}

/** Adds one span of the file form. `taskAt`: the number of a task by its id, which is at `path`. @throws {InputError} */
export function readSpan(
  trace: Trace,
  span: SpanFile,
  path: string,
  taskAt: (id: unknown, path: string) => number,
): void {
  const submit = check.timeOrNaN(span.submit, `${path}.submit`);
  const lane = check.lane(span.lane, `${path}.lane`);
  const attempt = check.attempt(span.attempt, `${path}.attempt`);
  const begins = check.time(span.start, `${path}.start`);
  const row = trace.begin(taskAt(span.task, `${path}.task`), lane, attempt, submit, begins);
  if (span.host !== undefined) (trace.hostOfLane ??= [])[lane] = check.lane(span.host, `${path}.host`);
  const { at } = trace.spans;
  at.end[row] =
    span.end === null || span.end === undefined ? Number.NaN : check.timeFrom(begins, span.end, `${path}.end`);
  at.yielded[row] = check.timeOrNaN(span.yielded, `${path}.yielded`);
  at.outcome[row] = outcomeNumber(check.oneOf(OUTCOMES, span.outcome, `${path}.outcome`));
  const whole = { from: begins, to: at.end[row]! };
  const segments = check.asList(span.segments, `${path}.segments`);
  for (const [i, segment] of segments.entries()) {
    const where = `${path}.segments[${i}]`;
    const { kind, ...times } = check.asObject(segment, where) as Record<string, unknown>;
    const number = SEGMENT_KINDS.indexOf(check.oneOf(SEGMENT_KINDS, kind, `${where}.kind`));
    const { from, to } = check.partOf(whole, times, where);
    if (segments.length === 1 && from === at.start[row] && to === at.end[row]) trace.fillWith(row, number);
    else trace.addSegment(row, number, from, to);
  }
  readWaits(trace, row, check.asList(span.waits ?? [], `${path}.waits`), `${path}.waits`);
}

/** Adds what the attempt in a row waited for. @throws {InputError} */
function readWaits(trace: Trace, row: number, waits: readonly unknown[], path: string): void {
  const { submit, end } = trace.spans.at;
  const whole = { from: Number.isNaN(submit[row]!) ? Number.NEGATIVE_INFINITY : submit[row]!, to: end[row]! };
  const each = waits.map((wait, i) => check.partOf(whole, check.asObject(wait, `${path}[${i}]`), `${path}[${i}]`));
  for (const [i, { from, to }] of check.apart(each, path).entries()) {
    const { for: cause, start, end, ms } = waits[i] as { for: unknown; start: number; end: number; ms: unknown };
    const number = causeIn(trace, cause, `${path}[${i}].for`);
    const waitedMs = check.waitedMs(end - start, ms, `${path}[${i}].ms`);
    const isCut = from !== start || to !== end;
    trace.addWait(row, number, from, to, isCut ? Math.min(waitedMs, to - from) : waitedMs);
  }
}

/**
 * That no attempt is there twice.
 * @throws {InputError} at the second span of the first that is
 */
export function checkAttempts({ spans, scenario }: Trace): void {
  const { task, attempt } = spans.at;
  const first = new Int32Array(scenario.tasks.length);
  const further = new Set<string>();
  for (let row = 0; row < spans.length; row++) {
    const of = task[row]!;
    if (first[of] === 0) first[of] = attempt[row]!;
    else {
      const name = `${of}/${attempt[row]}`;
      if (first[of] === attempt[row] || further.has(name))
        throw expected(
          `trace.spans[${row}].attempt`,
          `a number that no other span of task ${JSON.stringify(scenario.tasks[of]!.id)} has`,
          attempt[row],
        );
      further.add(name);
    }
  }
}

/** The number of a cause that a file names; a name that the table does not have is kept. @throws {InputError} */
function causeIn(trace: Trace, x: unknown, path: string): number {
  if (typeof x !== 'string' || x === '') throw expected(path, 'the name of what was waited for', x);
  if (trace.causes.length >= MOST_CAUSES && !trace.causes.includes(x))
    throw expected(path, `at most ${MOST_CAUSES} causes in one trace`, x);
  return trace.numberOf(x);
}
