import { checkAttempts, MAX_TASKS } from './bounds.ts';
import { findCircle } from './circle.ts';
import { expected } from './expected.ts';
import { InputError } from './input-error.ts';
import { isKnob } from './knobs.ts';
import { KNOWN_MEMBERS } from './members.ts';
import { type Kill, type Scenario, type Segment, type TaskSpec, victimOf } from './scenario.ts';
import { jobsAt, segmentsOfAt, togetherAt } from './validate-jobs.ts';
import { killsIn, knobsOf, lockAt, Members, msAt, objectAt, type Path, stopWorkersAt } from './validate-settings.ts';

/**
 * The validated JSON form. The scenario is a fresh copy in its plainest form: `fails: false`, an empty list, `retry: 0`,
 * `dies: false` and an empty `after` are left out, lists of attempts sorted, lists without repetition, -0 is 0; members not
 * known here are kept, as the JSON that they are. Lists that were one object in the input are one in the output.
 */
export interface ValidScenario {
  readonly scenario: Scenario;
  /** Where members stand that are not known here: the first place of each name, as `scenario.tasks[3].note`. */
  readonly unknown: string[];
}

/**
 * Checks a scenario from outside. A hundred thousand tasks take about a quarter of a second, and
 * lists that are shared between tasks are looked at once.
 * @param attempts `as written`: the scenario is what a run had been asked to do, and nobody is to do it again; else it is bounded
 * @throws {InputError} whose message begins with the path: `scenario.tasks[3].segments[0].ms: expected a number of 0 or more, found "x"`
 */
export function validateScenario(x: unknown, attempts: 'bounded' | 'as written' = 'bounded'): ValidScenario {
  const fields = objectAt(() => 'scenario', x);
  const list = fields.tasks;
  if (!Array.isArray(list)) throw expected('scenario.tasks', 'a list of tasks', list);
  if (list.length > MAX_TASKS) throw expected('scenario.tasks', `at most ${MAX_TASKS} tasks`, list.length);
  const check = new Check();
  const tasks = Array.from(list, (task: unknown, k) => check.task(() => `scenario.tasks[${k}]`, task));
  const index = indexOf(tasks);
  checkAfter(tasks, index);
  checkGets(tasks, index);
  const kills = killsOf(fields.kills, index, check);
  const jobs = fields.jobs === undefined ? [] : jobsAt('scenario.jobs', fields.jobs);
  const together = fields.together === undefined ? [] : togetherAt('scenario.together', fields.together, index);
  const scenario = {
    ...knobsOf(fields),
    ...check.others(() => 'scenario', fields, { has: isScenarioMember }),
    ...(kills.length > 0 && { kills }),
    ...(fields.stopWorkers !== undefined && {
      stopWorkers: stopWorkersAt(() => 'scenario.stopWorkers', fields.stopWorkers),
    }),
    ...(jobs.length > 0 && { jobs }),
    ...(together.length > 0 && { together }),
    tasks,
  } as Scenario;
  if (attempts === 'bounded') checkAttempts(scenario);
  return { scenario, unknown: check.unknown() };
}

const isScenarioMember = (name: string) => KNOWN_MEMBERS.scenario.has(name) || isKnob(name);

function killsOf(list: unknown, index: (id: string) => number, check: Check): Kill[] {
  const kills = list === undefined ? [] : killsIn('scenario.kills', list, check);
  kills.forEach((kill, k) => {
    const [whose, task] = victimOf(kill);
    if (index(task) < 0) throw expected(`scenario.kills[${k}].${whose}`, 'the id of a task', task);
  });
  return kills;
}

/** What was made of lists, so that shared ones are looked at once: of the last one, and of every long one. */
class Seen<T> {
  private readonly long = new Map<readonly unknown[], T>();
  private last: readonly unknown[] | undefined;
  private lastMade: T | undefined;

  get(list: readonly unknown[]): T | undefined {
    if (list === this.last) return this.lastMade;
    return list.length > 8 ? this.long.get(list) : undefined;
  }

  set(list: readonly unknown[], made: T): void {
    this.last = list;
    this.lastMade = made;
    if (list.length > 8) this.long.set(list, made);
  }
}

/** The most CPUs that a task may ask for. */
const MOST_CPUS = 1_000_000;

type Making = { -readonly [name in keyof TaskSpec]: TaskSpec[name] };

/** One check of one scenario: remembers the lists that it has seen, so that shared ones are looked at once. */
class Check extends Members {
  private readonly segmentLists = new Seen<readonly Segment[]>();
  private readonly afterLists = new Seen<readonly string[]>();

  task(path: Path, x: unknown): TaskSpec {
    const fields = objectAt(path, x);
    const { id, fails, retry, dies, after, group } = fields;
    if (typeof id !== 'string' || id === '') throw expected(`${path()}.id`, 'a string that is not empty', id);
    if (retry !== undefined && !(Number.isSafeInteger(retry) && (retry as number) >= 0)) {
      throw expected(`${path()}.retry`, 'a whole number of 0 or more', retry);
    }
    if (group !== undefined && typeof group !== 'string') throw expected(`${path()}.group`, 'a name', group);
    const task: Making = {
      id,
      segments: this.segments(path, fields.segments),
    };
    const failing = attemptsAt(path, 'fails', fails);
    const dying = attemptsAt(path, 'dies', dies);
    if (failing !== undefined) task.fails = failing;
    if (retry !== undefined && (retry as number) > 0) task.retry = retry as number;
    if (dying !== undefined) task.dies = dying;
    if (after !== undefined) {
      const ids = this.ids(path, 'after', after);
      if (ids.length > 0) task.after = ids;
    }
    if (group !== undefined) task.group = group;
    this.further(path, fields, task);
    return this.withOthers(path, fields, KNOWN_MEMBERS.task, task);
  }

  /** What only engines of many processes and machines know. */
  private further(path: Path, fields: Readonly<Record<string, unknown>>, task: Making): void {
    const { cpus, actor, gets, delayMs, priority, job, segmentsOf } = fields;
    if (cpus !== undefined) {
      if (typeof cpus !== 'number' || !(cpus >= 0 && cpus <= MOST_CPUS))
        throw expected(`${path()}.cpus`, `a number from 0 to ${MOST_CPUS}`, cpus);
      task.cpus = cpus + 0;
    }
    for (const [name, value] of [
      ['actor', actor],
      ['job', job],
    ] as const) {
      if (value === undefined) continue;
      if (typeof value !== 'string' || value === '') throw expected(`${path()}.${name}`, 'a name', value);
      task[name] = value;
    }
    if (gets !== undefined) {
      const ids = this.ids(path, 'gets', gets);
      if (ids.length > 0) task.gets = ids;
    }
    if (segmentsOf !== undefined) {
      const of = segmentsOfAt(() => `${path()}.segmentsOf`, segmentsOf);
      if (of) task.segmentsOf = of;
    }
    if (delayMs !== undefined) task.delayMs = msAt(path, 'delayMs', delayMs);
    if (priority !== undefined) {
      if (!(Number.isInteger(priority) && (priority as number) >= 0 && (priority as number) <= 9))
        throw expected(`${path()}.priority`, 'a whole number from 0 to 9', priority);
      task.priority = (priority as number) + 0;
    }
  }

  private segments(path: Path, list: unknown): readonly Segment[] {
    if (!Array.isArray(list)) throw expected(`${path()}.segments`, 'a list of segments', list);
    const seen = this.segmentLists.get(list);
    if (seen !== undefined) return seen;
    const segments: Segment[] = [];
    for (let k = 0; k < list.length; k++) segments.push(this.segment(() => `${path()}.segments[${k}]`, list[k]));
    this.segmentLists.set(list, segments);
    return segments;
  }

  private segment(path: Path, x: unknown): Segment {
    const fields = objectAt(path, x);
    const { kind } = fields;
    if (kind !== 'sleep' && kind !== 'cpu') throw expected(`${path()}.kind`, '"sleep" or "cpu"', kind);
    const lock = lockAt(path, kind, fields.lock);
    const segment = { kind, ms: msAt(path, 'ms', fields.ms), ...(lock !== undefined && { lock }) } as const;
    return this.withOthers(path, fields, KNOWN_MEMBERS.segment, segment);
  }

  private ids(path: Path, member: 'after' | 'gets', list: unknown): readonly string[] {
    if (!Array.isArray(list)) throw expected(`${path()}.${member}`, 'a list of ids', list);
    const seen = this.afterLists.get(list);
    if (seen !== undefined) return seen;
    for (let k = 0; k < list.length; k++) {
      if (typeof list[k] !== 'string') throw expected(`${path()}.${member}[${k}]`, 'the id of a task', list[k]);
    }
    const ids: readonly string[] = list.length === 1 ? [list[0]] : [...new Set<string>(list)];
    this.afterLists.set(list, ids);
    return ids;
  }
}

function attemptsAt(path: Path, member: 'fails' | 'dies', attempts: unknown): true | readonly number[] | undefined {
  if (attempts === undefined || attempts === false) return undefined;
  if (attempts === true) return true;
  if (!Array.isArray(attempts))
    throw expected(`${path()}.${member}`, 'true, false or a list of attempts such as [1,3]', attempts);
  for (const [k, attempt] of attempts.entries()) {
    if (!Number.isSafeInteger(attempt) || attempt < 1) {
      throw expected(`${path()}.${member}[${k}]`, 'the number of an attempt, the first is 1', attempt);
    }
  }
  return attempts.length === 0 ? undefined : [...new Set<number>(attempts)].sort((a, b) => a - b);
}

/** The place in the list for each id, -1 for others; refuses an id that two tasks have. */
function indexOf(tasks: readonly TaskSpec[]): (id: string) => number {
  if (tasks.every(({ id }, k) => id === String(k))) {
    return (id) => (/^(?:0|[1-9]\d{0,6})$/.test(id) && Number(id) < tasks.length ? Number(id) : -1);
  }
  const places = new Map<string, number>();
  tasks.forEach(({ id }, k) => {
    const before = places.get(id);
    if (before !== undefined)
      throw expected(`scenario.tasks[${k}].id`, `an id of its own (tasks[${before}] has this one)`, id);
    places.set(id, k);
  });
  return (id) => places.get(id) ?? -1;
}

/** A task is submitted by one other at the most, which is not waiting for it in a circle. */
function checkGets(tasks: readonly TaskSpec[], index: (id: string) => number): void {
  const getter = new Map<number, number>();
  tasks.forEach(({ gets = [] }, k) => {
    gets.forEach((id, g) => {
      const path = `scenario.tasks[${k}].gets[${g}]`;
      const task = index(id);
      if (task < 0) throw expected(path, 'the id of a task', id);
      if (getter.has(task)) throw expected(path, 'a task that no other gets', id);
      getter.set(task, k);
      for (let at: number | undefined = k; at !== undefined; at = getter.get(at))
        if (at === task) throw expected(path, 'no circle', id);
    });
  });
}

/** Refuses unknown ids and circles. Each distinct list of ids is a node between its tasks, so shared lists cost nothing. */
function checkAfter(tasks: readonly TaskSpec[], index: (id: string) => number): void {
  const lists: Int32Array[] = [];
  const listOf = new Map<readonly string[], number>();
  tasks.forEach(({ after }, k) => {
    if (after === undefined || listOf.has(after)) return;
    const places = Int32Array.from(after, (id) => index(id));
    const lost = places.indexOf(-1);
    if (lost >= 0) throw expected(`scenario.tasks[${k}].after[${lost}]`, 'the id of a task', after[lost]);
    listOf.set(after, lists.length);
    lists.push(places);
  });
  if (lists.length === 0) return;
  const circle = findCircle(tasks.length + lists.length, (node, k) => {
    if (node >= tasks.length) return lists[node - tasks.length]?.[k] ?? -1;
    const { after } = tasks[node] as TaskSpec;
    return k === 0 && after !== undefined ? tasks.length + (listOf.get(after) as number) : -1;
  })?.filter((node) => node < tasks.length);
  if (circle === undefined) return;
  const first = circle[0] as number;
  const names = [...circle.slice(0, 8), ...(circle.length > 8 ? [-1] : []), first];
  const path = names.map((k) => (k < 0 ? '…' : (tasks[k]?.id as string))).join(' after ');
  throw new InputError(`scenario.tasks[${first}].after: expected no circle, found ${JSON.stringify(path)}`);
}
