/** What a program on Celery publishes: messages one by one, a group, a chain or a chord. */
import { InputError } from '../../scenario/input-error.ts';
import { knobIn } from '../../scenario/knobs.ts';
import type { Scenario, TaskSpec } from '../../scenario/scenario.ts';
import { seconds } from './literals.ts';

export type CeleryWay = 'celery' | 'celery.group' | 'celery.group.iter_native' | 'celery.chain' | 'celery.chord';

/** What a message says beside its task. */
const optionsOf = ({ tasks }: Scenario): string =>
  [
    ...(tasks.some(({ delayMs }) => delayMs) ? ['countdown=DELAYS.get(i)'] : []),
    ...(tasks.some(({ priority }) => priority) ? ['priority=PRIORITIES.get(i)'] : []),
  ].join(', ');

/**
 * Publishes all: statements that end, where the caller waits for something, with `NAME = ` and what that is.
 * @param name of the function that Celery calls
 * @throws {InputError} where Celery has no word for what follows what
 */
export function canvas(way: CeleryWay, scenario: Scenario, name: string, traced: boolean): string {
  const { tasks } = scenario;
  const options = optionsOf(scenario);
  refuseOrder(way, tasks);
  if (way === 'celery')
    return tasks.some(follows) ? linked(tasks, name, options, traced) : oneByOne(scenario, name, options, traced);
  const result = way === 'celery.chain' || way === 'celery.chord' ? 'last' : 'results';
  const message = `${name}.${result === 'last' ? 'si' : 's'}`;
  const made =
    options === ''
      ? ''
      : `messages = [${message}(i) for i in TASKS]
for i, message in zip(TASKS, messages):
    message.set(${options})
`;
  const [all, others, last] = made
    ? ['messages', 'messages[:-1]', 'messages[-1]']
    : [`${message}(i) for i in TASKS`, `${message}(i) for i in TASKS[:-1]`, `${message}(TASKS[-1])`];
  const word = way === 'celery.chain' ? 'chain' : 'group';
  return `${made}${result} = ${way === 'celery.chord' ? `chord(${others})(${last})` : `${word}(${all})()`}`;
}

/** What each way asks of `after`. */
function refuseOrder(way: CeleryWay, tasks: readonly TaskSpec[]): void {
  switch (way) {
    case 'celery':
      return;
    case 'celery.group':
    case 'celery.group.iter_native':
      refuse(tasks, follows, 'nothing: a group has no order (celery.chain and celery.chord have)');
      return;
    case 'celery.chain':
      some(tasks, way);
      if (tasks.some(follows))
        refuse(
          tasks,
          ({ after = [] }, i) => after.join('\n') !== (i === 0 ? '' : tasks[i - 1]!.id),
          'the task before: a chain is a line',
        );
      return;
    case 'celery.chord': {
      some(tasks, way);
      const others = tasks.slice(0, -1).map(({ id }) => id);
      const isWrong = ({ after = [] }: TaskSpec, i: number) =>
        i === others.length ? !others.every((id) => after.includes(id)) : after.length > 0;
      if (tasks.some(follows)) refuse(tasks, isWrong, 'that only the last task follows, and all others');
    }
  }
}

const follows = ({ after = [] }: TaskSpec): boolean => after.length > 0;

function some(tasks: readonly TaskSpec[], way: CeleryWay): void {
  if (tasks.length === 0) throw new InputError(`scenario.tasks: expected at least one for ${way}, found none`);
}

function refuse(tasks: readonly TaskSpec[], wrong: (task: TaskSpec, i: number) => boolean, what: string): void {
  const i = tasks.findIndex(wrong);
  if (i < 0) return;
  throw new InputError(`scenario.tasks[${i}].after: expected ${what}, found ${JSON.stringify(tasks[i]!.after ?? [])}`);
}

function oneByOne(scenario: Scenario, name: string, options: string, traced: boolean): string {
  const every = Number(knobIn(scenario, 'submitEveryMs') ?? 0);
  const send = options === '' ? `${name}.delay(i)` : `${name}.apply_async([i], ${options})`;
  const pause = every > 0 ? `\n    time.sleep(${seconds(every)})` : '';
  return `for i in TASKS:\n    ${traced ? 'RESULTS[i] = ' : ''}${send}${pause}`;
}

/** One task behind another is a link of its message; one behind several is the callback of a chord. */
function linked(tasks: readonly TaskSpec[], name: string, options: string, traced: boolean): string {
  const needsOf = ({ after = [] }: TaskSpec) => [...new Set(after)];
  const inChords = tasks.map(needsOf).filter(({ length }) => length > 1);
  const members = inChords.flat();
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const twice = new Set(members.filter((id, i) => members.indexOf(id) !== i));
  const fits = (id: string) => !twice.has(id) && !follows(byId.get(id)!);
  refuse(
    tasks,
    (task) => needsOf(task).length > 1 && !needsOf(task).every(fits),
    'tasks that follow none, each with one such follower: a chord has no other members',
  );
  const links = tasks.some((task) => needsOf(task).length === 1);
  return [
    `messages = {i: ${name}.si(i) for i in TASKS}`,
    ...(options === '' ? [] : [`for i, message in messages.items():\n    message.set(${options})`]),
    ...(traced ? ['RESULTS.update({i: message.freeze() for i, message in messages.items()})'] : []),
    ...(links
      ? ['for i, needs in AFTER.items():', '    if len(needs) == 1:', '        messages[needs[0]].link(messages[i])']
      : []),
    ...(members.length > 0
      ? [
          'joins = {needs[0]: i for i, needs in AFTER.items() if len(needs) > 1}',
          'members = {j for i in joins.values() for j in AFTER[i]}',
          'for i in TASKS:',
          '    if i in joins:',
          '        callback = messages[joins[i]]',
          '        chord([messages[j] for j in AFTER[joins[i]]])(callback)',
          '    elif i not in AFTER and i not in members:',
          '        messages[i].delay()',
        ]
      : ['for i in TASKS:', '    if i not in AFTER:', '        messages[i].delay()']),
  ].join('\n');
}
