import { MAX_ATTEMPTS, MAX_TASKS, mostAttempts } from './bounds.ts';
import { drawFailures, jittered, jitterOf } from './chance.ts';
import { findCircle } from './circle.ts';
import { expected } from './expected.ts';
import { type KnobName, knobIn, knobMember, knobNames } from './knobs.ts';
import { NotationError } from './notation-error.ts';
import { type Kill, type Knobs, type Scenario, type Segment, type TaskSpec, victimOf } from './scenario.ts';
import {
  type ExtraStatement,
  isWhole,
  type KillStatement,
  type KnobStatement,
  type Reference,
  readStatement,
  type TasksStatement,
  type TextPlace,
} from './statement.ts';

export { NotationError } from './notation-error.ts';

/**
 * The task notation. These lines mean what stands beside them, for ever; more may be added:
 *
 *     sleep 0..4                            five tasks that sleep 0, 1, 2, 3, 4 s; 4..0 goes down
 *     sleep 100..500ms step 100ms           five tasks; in seconds the step is 1 s unless given, in ms it has to be
 *     8 x cpu 150ms                         eight tasks that compute
 *     8 x cpu 60ms, sleep 200ms, cpu 60ms   mixed
 *     3 x nothing                           tasks without any segment
 *     sleep 300ms +-20% fails 10% retry 2   jitter (of the segment before it), failures, retries; ± is +-
 *     sleep 1 fails / fails on 1, 3         fails in every attempt / in attempts 1 and 3
 *     cpu 1 dies / dies on 1                its worker goes away
 *     load: 3 x sleep 200ms                 a named group
 *     merge after load: cpu 100ms           after all tasks of that group, wherever in the text they stand
 *     after load, #3, #5..9: cpu 1          a task without a group; # points at ids
 *     #a sleep 1      #"any id" load: cpu 1 a task with an id of its own
 *     "any name": sleep 1                   a group's name that is no plain word
 *     kill worker of #1 at 250ms            the worker that began task 1 is killed then
 *     kill host of #1 at 2s                 the whole machine that began task 1 goes away
 *     cpu 1 needs 0.5 cpu                   what it asks for (Ray)
 *     on counter: sleep 0.1                 a call of that actor; behind a group's name, if there is one
 *     2 x sleep 100ms gets #2, #3           it submits these itself after its first segment, and waits for them
 *     sleep 1 delay 2s priority 3 job a     not before that long; 0 comes first; the action that it belongs to
 *     pool 3                                `workers`; every other knob by its JSON name, each at most once
 *     name anything, or "quoted"
 *     extra tasks[3] {"note":"x"}           members that the notation has no word for; also of scenario,
 *                                           tasks[3].segments[0] and kills[0]
 *     # a comment                           a #, then a blank; also behind anything else
 *
 * Durations: `150ms`, `150 ms`, `0.2s`, `2 s`; a plain number is seconds. Ids count from "0" in order over the whole text, also past
 * tasks with an id of their own. What is left to chance is told in `chance.ts`; the seed counts wherever its line stands.
 * At most 1,000,000 tasks and 4,000,000 attempts, 65,534 retries of one task. Tasks that are equal share their segments and their `after`.
 */
export interface Notation {
  readonly scenario: Scenario;
  /** The line, from 1, of each knob that the text sets itself. */
  readonly knobLines: Readonly<Partial<Record<KnobName, number>>>;
}

/** Most numbers drawn (jittered segments and attempts that may fail), and most ids behind `after`, that one text may ask for. */
const MAX_DRAWN = 4_000_000;

/**
 * Parses a text of the task notation.
 * @param defaults knobs that count where the text has no line for them
 * @throws {NotationError} at the first mistake
 * @throws {InputError} where `defaults.kills` names a task that the text does not have
 */
export function parseNotation(text: string, defaults: Knobs = {}): Notation {
  const tasks: TasksStatement[] = [];
  const knobs = new Map<KnobName, KnobStatement>();
  const kills: KillStatement[] = [];
  const extras: ExtraStatement[] = [];
  let from = 0;
  for (let number = 1; from <= text.length; number++) {
    let to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    const statement = readStatement(text.slice(from, to), number);
    from = to + 1;
    switch (statement?.type) {
      case 'tasks':
        tasks.push(statement);
        break;
      case 'knob': {
        const before = knobs.get(statement.name);
        if (before !== undefined) {
          const { name, place } = statement;
          throw wrong(place, `one line for ${name} (line ${before.place.line} has it)`);
        }
        knobs.set(statement.name, statement);
        break;
      }
      case 'kill':
        kills.push(statement);
        break;
      case 'extra':
        extras.push(statement);
        break;
      case undefined:
    }
  }
  return assemble(tasks, knobs, kills, extras, defaults);
}

function assemble(
  statements: readonly TasksStatement[],
  knobs: ReadonlyMap<KnobName, KnobStatement>,
  kills: readonly KillStatement[],
  extras: readonly ExtraStatement[],
  defaults: Knobs,
): Notation {
  const set: Record<string, unknown> = {};
  for (const name of knobNames()) {
    const value = knobIn(defaults, name);
    if (value !== undefined) set[name] = knobMember(name, value);
  }
  if (defaults.kills !== undefined && defaults.kills.length > 0) set.kills = defaults.kills;
  const knobLines: Record<KnobName, number> = {};
  for (const [name, statement] of knobs) {
    set[name] = knobMember(name, statement.value);
    knobLines[name] = statement.place.line;
  }
  const index = new Index(statements);
  const after = dependencies(statements, index);
  const tasks = expand(statements, after, index, typeof set.seed === 'number' ? set.seed : 0);
  if (kills.length > 0) {
    set.kills = kills.map(({ of, atMs, whose }): Kill => {
      if (of.kind !== 'id' || index.find(of.id) < 0) throw wrong(of, 'the id of a task in this text');
      return whose === 'hostOf' ? { atMs, hostOf: of.id } : { atMs, workerOf: of.id };
    });
  } else {
    defaults.kills?.forEach((kill, k) => {
      const [whose, task] = victimOf(kill);
      if (index.find(task) < 0) throw expected(`scenario.kills[${k}].${whose}`, 'the id of a task', task);
    });
  }
  const scenario = { ...set, tasks } as Scenario & Record<string, unknown>;
  return { scenario: extras.length > 0 ? withExtras(scenario, extras) : scenario, knobLines };
}

/** Which tasks each statement makes, and which task an id is. */
class Index {
  readonly statements: readonly TasksStatement[];
  /** The first task of each statement, and behind the last the number of all. */
  readonly starts: Int32Array;
  private readonly explicit = new Map<string, number>();

  constructor(statements: readonly TasksStatement[]) {
    this.statements = statements;
    this.starts = new Int32Array(statements.length + 1);
    let total = 0;
    statements.forEach((statement, k) => {
      total += statement.count;
      if (total > MAX_TASKS) throw wrong(statement.place, `at most ${MAX_TASKS} tasks in all`);
      this.starts[k + 1] = total;
    });
    statements.forEach(({ id }, k) => {
      if (id === undefined) return;
      const taken = this.explicit.get(id.value);
      if (taken !== undefined) throw wrong(id, `an id of its own (line ${this.lineOf(taken)} has this one)`);
      this.explicit.set(id.value, this.starts[k] as number);
    });
    for (const { id } of statements) {
      if (id === undefined || !isWhole(id.value)) continue;
      const counted = Number(id.value);
      if (counted < total && this.statements[this.statementOf(counted)]?.id === undefined) {
        throw wrong(id, `an id of its own (a task in line ${this.lineOf(counted)} counts as this one)`);
      }
    }
  }

  get total(): number {
    return this.starts[this.statements.length] as number;
  }

  /** The statement that made a task. */
  statementOf(task: number): number {
    let low = 0;
    let high = this.statements.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= task) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The place in the list of the task with this id; -1 if there is none. */
  find(id: string): number {
    const own = this.explicit.get(id);
    if (own !== undefined) return own;
    if (!isWhole(id) || Number(id) >= this.total) return -1;
    return this.statements[this.statementOf(Number(id))]?.id === undefined ? Number(id) : -1;
  }

  idOf(task: number): string {
    return this.statements[this.statementOf(task)]?.id?.value ?? String(task);
  }

  private lineOf(task: number): number {
    return this.statements[this.statementOf(task)]?.place.line ?? 0;
  }
}

/** The ids behind `after`, one list a statement, shared where the words are the same; refuses what is unknown and circles. */
function dependencies(statements: readonly TasksStatement[], index: Index): (readonly string[] | undefined)[] {
  const none: undefined[] = [];
  if (!statements.some((statement) => statement.after.length > 0)) return none;
  const groups = new Map<string, number[]>();
  statements.forEach(({ group }, k) => {
    if (group === undefined) return;
    const members = groups.get(group);
    if (members) members.push(k);
    else groups.set(group, [k]);
  });
  const lists = new Map<string, { ids: readonly string[]; targets: readonly number[] }>();
  let spent = 0;
  const perStatement = statements.map(({ after }) => {
    if (after.length === 0) return undefined;
    const key = after.map((reference) => reference.text).join(',');
    const known = lists.get(key);
    if (known) return known;
    const [only] = after;
    if (after.length === 1 && only?.kind === 'id') {
      const task = index.find(only.id);
      if (task < 0) throw wrong(only, 'the id of a task in this text');
      const list = { ids: [only.id], targets: [index.statementOf(task)] };
      lists.set(key, list);
      return list;
    }
    const ids = new Set<string>();
    const targets = new Set<number>();
    for (const reference of after) {
      for (const [first, last] of tasksOf(reference, groups, index)) {
        spent += last - first + 1;
        if (spent > MAX_DRAWN) throw wrong(reference, `at most ${MAX_DRAWN} ids behind after in all`);
        for (let task = first; task <= last; task++) ids.add(index.idOf(task));
        for (let k = index.statementOf(first); k <= index.statementOf(last); k++) targets.add(k);
      }
    }
    const list = { ids: [...ids], targets: [...targets] };
    lists.set(key, list);
    return list;
  });
  // All tasks of one line wait for the same ids, so tasks are in a circle exactly where their lines are.
  const circle = findCircle(statements.length, (node, k) => perStatement[node]?.targets[k] ?? -1);
  if (circle !== undefined) {
    const place = statements[circle[0] as number]?.after[0] as Reference;
    const names = [...circle, circle[0] as number].map(
      (k) => statements[k]?.group ?? `#${index.idOf(index.starts[k] as number)}`,
    );
    throw new NotationError(place.line, place.column, place.text, `no circle (${names.join(' after ')})`);
  }
  return perStatement.map((list) => list?.ids);
}

/** The ids behind `gets`. */
function idsOf(references: readonly Reference[], index: Index): readonly string[] {
  const ids = new Set<string>();
  for (const reference of references)
    for (const [first, last] of tasksOf(reference, NO_GROUPS, index))
      for (let task = first; task <= last; task++) ids.add(index.idOf(task));
  return [...ids];
}
const NO_GROUPS: ReadonlyMap<string, readonly number[]> = new Map();

/** Stretches [first, last] of tasks that a reference names. */
function tasksOf(
  reference: Reference,
  groups: ReadonlyMap<string, readonly number[]>,
  index: Index,
): [number, number][] {
  switch (reference.kind) {
    case 'group': {
      const members = groups.get(reference.name);
      if (members === undefined) {
        const some = [...groups.keys()].slice(0, 5).join(', ');
        throw wrong(reference, `the name of a group in this text${some && ` (${some})`}, or an id such as #3`);
      }
      return members.map((k) => [index.starts[k] as number, (index.starts[k + 1] as number) - 1]);
    }
    case 'id': {
      const task = index.find(reference.id);
      if (task < 0) throw wrong(reference, 'the id of a task in this text');
      return [[task, task]];
    }
    case 'ids': {
      const { first, last } = reference;
      if (last - first >= MAX_TASKS) throw wrong(reference, `ids of tasks in this text`);
      const found: [number, number][] = [];
      for (let id = first; id <= last; id++) {
        const task = index.find(String(id));
        if (task < 0) throw wrong(reference, `ids of tasks in this text (there is no #${id})`);
        const before = found.at(-1);
        if (before && before[1] === task - 1) before[1] = task;
        else found.push([task, task]);
      }
      return found;
    }
  }
}

function expand(
  statements: readonly TasksStatement[],
  after: readonly (readonly string[] | undefined)[],
  index: Index,
  seed: number,
): TaskSpec[] {
  const tasks: TaskSpec[] = [];
  let drawn = 0;
  let attempts = 0;
  statements.forEach((statement, k) => {
    const { fails, segments, ladder, count } = statement;
    const chance = typeof fails === 'object' && 'percent' in fails ? fails : undefined;
    const jitter = segments.some((segment) => segment.jitter > 0);
    drawn +=
      count * ((jitter ? segments.length : 0) + (chance ? statement.retry + 1 : 0)) +
      (ladder ? ladder.count * segments.length : 0);
    if (drawn > MAX_DRAWN)
      throw wrong(statement.place, `at most ${MAX_DRAWN} durations and attempts of their own in all`);
    const { dies, retry } = statement;
    attempts += count * mostAttempts({ fails: chance ? true : (fails as TaskSpec['fails']), dies, retry });
    if (attempts > MAX_ATTEMPTS) throw wrong(statement.place, `at most ${MAX_ATTEMPTS} attempts in all`);
    const rest: Omit<TaskSpec, 'id' | 'segments'> = {
      ...(fails !== undefined && chance === undefined && { fails: fails as true | readonly number[] }),
      ...(statement.retry > 0 && { retry: statement.retry }),
      ...(statement.dies !== undefined && { dies: statement.dies }),
      ...statement.further,
      ...(statement.gets.length > 0 && { gets: idsOf(statement.gets, index) }),
      ...(after[k] && { after: after[k] }),
      ...(statement.group !== undefined && { group: statement.group }),
    };
    const rungs = Array.from({ length: ladder?.count ?? 1 }, (_, rung) => rungOf(statement, rung));
    for (let i = 0; i < count; i++) {
      const place = tasks.length;
      const plain = rungs[i % rungs.length] as readonly Segment[];
      const own = jitter ? withJitter(statement, plain, seed, place) : plain;
      const failing = chance && drawFailures(seed, place, chance.percent, statement.retry + 1);
      tasks.push({
        id: statement.id?.value ?? String(place),
        segments: own,
        ...rest,
        ...(failing !== undefined && { fails: failing }),
      });
    }
  });
  return tasks;
}

/** The segments of one rung of the ladder; of the only one, where there is no ladder. */
function rungOf({ segments }: TasksStatement, rung: number): Segment[] {
  return segments.map(({ kind, ms, ladder }) => ({
    kind,
    ms: ladder ? rungMs(ladder.fromMs + rung * ladder.stepMs) : ms,
  }));
}

/** Steps such as 0.1 ms would add up to 0.30000000000000004; durations of ladders are whole nanoseconds. */
function rungMs(ms: number): number {
  return ms < 1e9 ? Math.max(0, Math.round(ms * 1e6) / 1e6) : ms;
}

function withJitter({ segments }: TasksStatement, plain: readonly Segment[], seed: number, index: number): Segment[] {
  const draw = jitterOf(seed, index);
  return plain.map(({ kind, ms }, k) => {
    const drawn = draw();
    const percent = segments[k]?.jitter ?? 0;
    return { kind, ms: percent > 0 ? jittered(ms, percent, drawn) : ms };
  });
}

function withExtras(scenario: Scenario & Record<string, unknown>, extras: readonly ExtraStatement[]): Scenario {
  const tasks = [...scenario.tasks];
  const kills = [...(scenario.kills ?? [])];
  let members: Record<string, unknown> = {};
  for (const extra of extras) {
    const { list, index, segment, place } = extra;
    if (list === 'scenario') members = { ...members, ...extra.members };
    else if (list === 'kills') {
      const kill = kills[index];
      if (kill === undefined) throw wrong(place, `members of one of the ${kills.length} kills, counted from 0`);
      kills[index] = { ...kill, ...extra.members };
    } else {
      const task = tasks[index];
      if (task === undefined) throw wrong(place, `members of one of the ${tasks.length} tasks, counted from 0`);
      if (segment === undefined) tasks[index] = { ...task, ...extra.members };
      else {
        const old = task.segments[segment];
        if (old === undefined)
          throw wrong(place, `members of one of the task's ${task.segments.length} segments, counted from 0`);
        tasks[index] = { ...task, segments: task.segments.with(segment, { ...old, ...extra.members }) };
      }
    }
  }
  return { ...scenario, ...members, tasks, ...(kills.length > 0 && { kills }) };
}

function wrong(place: TextPlace, expected: string): NotationError {
  return new NotationError(place.line, place.column, place.text, expected);
}
