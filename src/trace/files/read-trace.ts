/** `concurrency-trace/1`, in: from the file form to columns. */
import { expected } from '../../scenario/expected.ts';
import { validateMachine, validateScenario } from '../../scenario/validate.ts';
import { MOST_CAUSES } from '../cause.ts';
import { rowOf } from '../rows-by-task.ts';
import { type Facts, OUTCOMES, outcomeNumber, SEGMENT_KINDS, type Source, Trace, TURN_RESOURCES } from '../trace.ts';
import { FORMAT, type SpanFile, type TraceFile } from './trace-file.ts';

const SOURCES: readonly Source[] = ['recorded', 'measured', 'predicted', 'imported'];

/**
 * Reads a trace object; members that nobody knows are passed over, those of `facts` kept.
 * @throws {InputError} that begins with the path, `trace.spans[3].start: expected a number, found null`
 */
export function readTrace(x: unknown): Trace {
  const file = asObject(x, 'trace') as Partial<Record<keyof TraceFile, unknown>>;
  if (file.format !== FORMAT) throw expected('trace.format', `"${FORMAT}"`, file.format);
  const source = oneOf(SOURCES, file.source, 'trace.source');
  if (typeof file.engine !== 'string') throw expected('trace.engine', 'a text', file.engine);
  const { machine } = validateMachine(file.machine);
  const { scenario } = validateScenario(file.scenario, 'as written');
  const version = typeof file.engineVersion === 'string' ? file.engineVersion : undefined;
  const trace = new Trace(source, file.engine, machine, scenario, version);
  const place = new Map(scenario.tasks.map((task, i) => [task.id, i]));
  const taskAt = (id: unknown, path: string) => {
    const task = place.get(id as string);
    if (task === undefined) throw expected(path, 'the id of a task of the scenario', id);
    return task;
  };
  const spans = asList(file.spans, 'trace.spans');
  trace.reserve(spans.length);
  for (const [i, span] of spans.entries())
    readSpan(trace, asObject(span, `trace.spans[${i}]`) as unknown as SpanFile, `trace.spans[${i}]`, taskAt);
  if (file.causes !== undefined) {
    if (file.causes !== 'recorded') throw expected('trace.causes', '"recorded"', file.causes);
    readCauses(trace, spans as readonly SpanFile[], taskAt);
  }
  for (const [i, turn] of asList(file.turns ?? [], 'trace.turns').entries()) {
    const path = `trace.turns[${i}]`;
    const { of, task, lane, start, end } = asObject(turn, path) as Record<string, unknown>;
    const resource = TURN_RESOURCES.indexOf(oneOf(TURN_RESOURCES, of, `${path}.of`));
    const held = task === null ? -1 : taskAt(task, `${path}.task`);
    trace.addTurn(resource, held, time(lane, `${path}.lane`), time(start, `${path}.start`), time(end, `${path}.end`));
  }
  trace.totalMs = timeOrNaN(file.totalMs, 'trace.totalMs');
  trace.facts = { ...(asObject(file.facts ?? {}, 'trace.facts') as Facts) };
  if (file.repeatsTotalMs !== undefined)
    trace.repeatsTotalMs = asList(file.repeatsTotalMs, 'trace.repeatsTotalMs').map((ms, i) =>
      time(ms, `trace.repeatsTotalMs[${i}]`),
    );
  trace.trim();
  return trace;
}

/** Who gave way to each span, as the file names them. @throws {InputError} */
function readCauses(trace: Trace, spans: readonly SpanFile[], taskAt: (id: unknown, path: string) => number): void {
  const named: number[] = [];
  for (const [row, { gaveWay }] of spans.entries()) {
    if (gaveWay === undefined) continue;
    const path = `trace.spans[${row}].gaveWay`;
    const { task, attempt } = asObject(gaveWay, path) as Record<string, unknown>;
    named.push(row, taskAt(task, `${path}.task`), time(attempt, `${path}.attempt`));
  }
  linkGivers(trace, named);
}

/**
 * Sets who gave way to whom, once all spans are there.
 * @param named triples: the row of a span, the task and the attempt of the one that gave way to it
 * @throws {InputError} where that is no other span of the trace
 */
export function linkGivers(trace: Trace, named: readonly number[]): void {
  const { by } = trace.spans.at;
  for (let i = 0; i < named.length; i += 3) {
    const row = named[i]!;
    const giver = rowOf(trace, named[i + 1]!, named[i + 2]!);
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
  const submit = timeOrNaN(span.submit, `${path}.submit`);
  const lane = time(span.lane, `${path}.lane`);
  const attempt = time(span.attempt, `${path}.attempt`);
  const row = trace.begin(taskAt(span.task, `${path}.task`), lane, attempt, submit, time(span.start, `${path}.start`));
  const { at } = trace.spans;
  at.end[row] = timeOrNaN(span.end, `${path}.end`);
  at.yielded[row] = timeOrNaN(span.yielded, `${path}.yielded`);
  at.outcome[row] = outcomeNumber(oneOf(OUTCOMES, span.outcome, `${path}.outcome`));
  const segments = asList(span.segments, `${path}.segments`);
  for (const [i, segment] of segments.entries()) {
    const where = `${path}.segments[${i}]`;
    const { kind, start, end } = asObject(segment, where) as Record<string, unknown>;
    const number = SEGMENT_KINDS.indexOf(oneOf(SEGMENT_KINDS, kind, `${where}.kind`));
    const [from, to] = [time(start, `${where}.start`), time(end, `${where}.end`)];
    if (segments.length === 1 && from === at.start[row] && to === at.end[row]) trace.fillWith(row, number);
    else trace.addSegment(row, number, from, to);
  }
  for (const [i, wait] of asList(span.waits ?? [], `${path}.waits`).entries()) {
    const at = `${path}.waits[${i}]`;
    const { for: cause, start, end, ms } = asObject(wait, at) as Record<string, unknown>;
    const number = causeIn(trace, cause, `${at}.for`);
    trace.addWait(row, number, time(start, `${at}.start`), time(end, `${at}.end`), time(ms, `${at}.ms`));
  }
}

/** The number of a cause that a file names; a name that the table does not have is kept. @throws {InputError} */
function causeIn(trace: Trace, x: unknown, path: string): number {
  if (typeof x !== 'string' || x === '') throw expected(path, 'the name of what was waited for', x);
  if (trace.causes.length >= MOST_CAUSES && !trace.causes.includes(x))
    throw expected(path, `at most ${MOST_CAUSES} causes in one trace`, x);
  return trace.numberOf(x);
}

function asObject(x: unknown, path: string): object {
  if (typeof x !== 'object' || x === null || Array.isArray(x)) throw expected(path, 'an object', x);
  return x;
}

function asList(x: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(x)) throw expected(path, 'a list', x);
  return x;
}

function time(x: unknown, path: string): number {
  if (typeof x !== 'number' || !Number.isFinite(x)) throw expected(path, 'a number', x);
  return x;
}

const timeOrNaN = (x: unknown, path: string): number => (x === null || x === undefined ? Number.NaN : time(x, path));

function oneOf<T extends string>(known: readonly T[], x: unknown, path: string): T {
  const found = known.find((one) => one === x);
  if (found === undefined) throw expected(path, `one of ${known.join(', ')}`, x);
  return found;
}
