import { checkAttempts, MAX_TASKS } from './bounds.ts';
import { findCircle } from './circle.ts';
import { expected } from './expected.ts';
import { InputError } from './input-error.ts';
import { isKnob } from './knobs.ts';
import { KNOWN_MEMBERS } from './members.ts';
import type { Kill, Scenario, Segment, TaskSpec } from './scenario.ts';
import { killsIn, knobsOf, Members, msAt, objectAt, type Path } from './validate-settings.ts';

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
 * Checks a scenario from outside. Tasks are checked by hand, not by schema: a hundred thousand take about a quarter of a second, and
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
  const kills = killsOf(fields.kills, index, check);
  const scenario = {
    ...knobsOf(fields),
    ...check.others(() => 'scenario', fields, { has: isScenarioMember }),
    ...(kills.length > 0 && { kills }),
    tasks,
  } as Scenario;
  if (attempts === 'bounded') checkAttempts(scenario);
  return { scenario, unknown: check.unknown() };
}

const isScenarioMember = (name: string) => name === 'tasks' || name === 'kills' || isKnob(name);

function killsOf(list: unknown, index: (id: string) => number, check: Check): Kill[] {
  const kills = list === undefined ? [] : killsIn('scenario.kills', list, check);
  kills.forEach(({ workerOf }, k) => {
    if (index(workerOf) < 0) throw expected(`scenario.kills[${k}].workerOf`, 'the id of a task', workerOf);
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
    if (dies !== undefined && typeof dies !== 'boolean') throw expected(`${path()}.dies`, 'true or false', dies);
    if (group !== undefined && typeof group !== 'string') throw expected(`${path()}.group`, 'a name', group);
    const task: { -readonly [name in keyof TaskSpec]: TaskSpec[name] } = {
      id,
      segments: this.segments(path, fields.segments),
    };
    const failing = failsAt(path, fails);
    if (failing !== undefined) task.fails = failing;
    if (retry !== undefined && (retry as number) > 0) task.retry = retry as number;
    if (dies === true) task.dies = true;
    if (after !== undefined) {
      const ids = this.after(path, after);
      if (ids.length > 0) task.after = ids;
    }
    if (group !== undefined) task.group = group;
    return this.withOthers(path, fields, KNOWN_MEMBERS.task, task);
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
    return this.withOthers(path, fields, KNOWN_MEMBERS.segment, { kind, ms: msAt(path, 'ms', fields.ms) });
  }

  private after(path: Path, list: unknown): readonly string[] {
    if (!Array.isArray(list)) throw expected(`${path()}.after`, 'a list of ids', list);
    const seen = this.afterLists.get(list);
    if (seen !== undefined) return seen;
    for (let k = 0; k < list.length; k++) {
      if (typeof list[k] !== 'string') throw expected(`${path()}.after[${k}]`, 'the id of a task', list[k]);
    }
    const ids: readonly string[] = list.length === 1 ? [list[0]] : [...new Set<string>(list)];
    this.afterLists.set(list, ids);
    return ids;
  }
}

function failsAt(path: Path, fails: unknown): true | readonly number[] | undefined {
  if (fails === undefined || fails === false) return undefined;
  if (fails === true) return true;
  if (!Array.isArray(fails))
    throw expected(`${path()}.fails`, 'true, false or a list of attempts such as [1,3]', fails);
  for (const [k, attempt] of fails.entries()) {
    if (!Number.isSafeInteger(attempt) || attempt < 1) {
      throw expected(`${path()}.fails[${k}]`, 'the number of an attempt, the first is 1', attempt);
    }
  }
  return fails.length === 0 ? undefined : [...new Set<number>(fails)].sort((a, b) => a - b);
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
