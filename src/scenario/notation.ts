import { dependencies, idsOf } from './dependencies.ts';
import { expand } from './expand.ts';
import { expected } from './expected.ts';
import { type KnobName, knobIn, knobMember, knobNames } from './knobs.ts';
import { wrongAt } from './notation-error.ts';
import { readStatement } from './read-statement.ts';
import { type Kill, type Knobs, type Scenario, victimOf } from './scenario.ts';
import type {
  ExtraStatement,
  JobStatement,
  KillStatement,
  KnobStatement,
  StopStatement,
  TasksStatement,
  TogetherStatement,
} from './statement.ts';
import { TaskIndex } from './task-index.ts';

export { NotationError } from './notation-error.ts';

/**
 * The task notation. These lines mean what stands beside them, for ever; more may be added:
 *
 *     sleep 0..4                            five tasks that sleep 0, 1, 2, 3, 4 s; 4..0 goes down
 *     sleep 100..500ms step 100ms           five tasks; in seconds the step is 1 s unless given, else it has to be
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
 *     cpu 3ms lock a                        computes under that lock, in short stretches one after another
 *     terminate workers at 450ms            the caller stops the pool's processes then; also kill workers at 450ms
 *     cpu 1 needs 0.5 cpu                   what it asks for (Ray)
 *     on counter: sleep 0.1                 a call of that actor; behind a group's name, if there is one
 *     2 x sleep 100ms gets #2, #3           it submits these itself after its first segment, and waits for them
 *     sleep 1 delay 2s priority 3 job a     not before that long; 0 comes first; the action that it belongs to
 *     job b at 100ms pool both              an action; at a time of its own, if it has one, and in a scheduler pool
 *     together #1, #5                       first attempts that were on one host, where that is drawn
 *     sleep 1 attempt 1 takes sleep 3       other segments for one attempt
 *     pool 3                                `workers`; every other knob by its JSON name, each at most once
 *     name anything, or "quoted"
 *     extra tasks[3] {"note":"x"}           members that the notation has no word for; also of scenario,
 *                                           tasks[3].segments[0] and kills[0]
 *     # a comment                           a #, then a blank; also behind anything else
 *
 * Durations: `150ms`, `150 ms`, `0.2s`, `2 s`, `10 min`, `1h`; a plain number is seconds. Ids count from "0" in order over the whole text, also past
 * tasks with an id of their own. What is left to chance is told in `chance.ts`; the seed counts wherever its line stands.
 * At most 1,000,000 tasks and 4,000,000 attempts, 65,534 retries of one task. Tasks that are equal share their segments and their `after`.
 */
export interface Notation {
  readonly scenario: Scenario;
  /** The line, from 1, of each knob that the text sets itself. */
  readonly knobLines: Readonly<Partial<Record<KnobName, number>>>;
}

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
  const jobs: JobStatement[] = [];
  const together: TogetherStatement[] = [];
  let stop: StopStatement | undefined;
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
          throw wrongAt(place, `one line for ${name} (line ${before.place.line} has it)`);
        }
        knobs.set(statement.name, statement);
        break;
      }
      case 'kill':
        kills.push(statement);
        break;
      case 'job': {
        const { job, place } = statement;
        const before = jobs.find((other) => other.job.name === job.name);
        if (before) throw wrongAt(place, `one line for job ${job.name} (line ${before.place.line} has it)`);
        jobs.push(statement);
        break;
      }
      case 'together':
        together.push(statement);
        break;
      case 'stop':
        if (stop) throw wrongAt(statement.place, `one line that stops the workers (line ${stop.place.line} does)`);
        stop = statement;
        break;
      case 'extra':
        extras.push(statement);
        break;
      case undefined:
    }
  }
  const notation = assemble(tasks, knobs, kills, extras, defaults);
  if (jobs.length === 0 && together.length === 0 && !stop) return notation;
  const index = new TaskIndex(tasks);
  const scenario = {
    ...notation.scenario,
    ...(stop && { stopWorkers: stop.stop }),
    ...(jobs.length > 0 && { jobs: jobs.map(({ job }) => job) }),
    ...(together.length > 0 && { together: together.map(({ of }) => idsOf(of, index)) }),
  };
  return { ...notation, scenario };
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
  const index = new TaskIndex(statements);
  const after = dependencies(statements, index);
  const tasks = expand(statements, after, index, typeof set.seed === 'number' ? set.seed : 0);
  if (kills.length > 0) {
    set.kills = kills.map(({ of, atMs, whose }): Kill => {
      if (of.kind !== 'id' || index.find(of.id) < 0) throw wrongAt(of, 'the id of a task in this text');
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

function withExtras(scenario: Scenario & Record<string, unknown>, extras: readonly ExtraStatement[]): Scenario {
  const tasks = [...scenario.tasks];
  const kills = [...(scenario.kills ?? [])];
  let members: Record<string, unknown> = {};
  for (const extra of extras) {
    const { list, index, segment, place } = extra;
    if (list === 'scenario') members = { ...members, ...extra.members };
    else if (list === 'kills') {
      const kill = kills[index];
      if (kill === undefined) throw wrongAt(place, `members of one of the ${kills.length} kills, counted from 0`);
      kills[index] = { ...kill, ...extra.members };
    } else {
      const task = tasks[index];
      if (task === undefined) throw wrongAt(place, `members of one of the ${tasks.length} tasks, counted from 0`);
      if (segment === undefined) tasks[index] = { ...task, ...extra.members };
      else {
        const old = task.segments[segment];
        if (old === undefined)
          throw wrongAt(place, `members of one of the task's ${task.segments.length} segments, counted from 0`);
        tasks[index] = { ...task, segments: task.segments.with(segment, { ...old, ...extra.members }) };
      }
    }
  }
  return { ...scenario, ...members, tasks, ...(kills.length > 0 && { kills }) };
}
