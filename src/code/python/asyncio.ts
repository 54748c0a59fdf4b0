/** Programs on asyncio. */
import type { Scenario } from '../../scenario/scenario.ts';
import { tasksOf } from '../task-set.ts';
import { type Caller, PRINT } from './file.ts';
import { indented, seconds } from './literals.ts';
import type { TaskData } from './task-data.ts';
import { places } from './title.ts';
import type { Notes } from './tracing.ts';

/** The coroutine that the caller awaits for a task, and the functions before it. */
interface Whole {
  /** Calls it for task `i`. */
  readonly call: string;
  readonly before: readonly string[];
}

/** A task that needs more than `task(i)`: others that end first, further attempts, a permit, a thread. */
function whole(data: TaskData, { permit, thread }: { permit?: boolean; thread?: boolean }): Whole {
  const one = (attempt: string) => (thread ? `await asyncio.to_thread(task, i${attempt})` : `await task(i${attempt})`);
  if (!data.after && !data.retries && !permit)
    return { call: thread ? 'asyncio.to_thread(task, i)' : 'task(i)', before: [] };
  const attempt = data.retries ? ', attempt' : '';
  const run = permit ? `async with permits:\n    return ${one(attempt)}` : `return ${one(attempt)}`;
  const tried = data.retries
    ? `for attempt in itertools.count(1):
    try:
${indented(run, 8)}
    except ValueError:
        if attempt > RETRIES.get(i, 0):
            raise`
    : run;
  const needs = data.after ? 'await asyncio.gather(*(ended[j] for j in AFTER.get(i, ())))\n' : '';
  return {
    call: 'whole(i)',
    before: [
      ...(data.after ? ['ended = {}'] : []),
      `async def whole(i):
    """${[
      data.after ? 'waits for what it needs' : '',
      permit ? 'takes a permit' : '',
      data.retries ? 'tries again where it may' : '',
    ]
      .filter(Boolean)
      .join(', ')
      .replace(/^./, (c) => `Task i: ${c}`)}."""
${indented(needs + tried)}`,
    ],
  };
}

/** How the caller starts all, what it awaits then, and (`tasks`) what it started, where that has a name. */
function all({ call }: Whole, data: TaskData): { first: string; awaitables: string; tasks?: string } {
  if (data.after) {
    const first = `for i in TASKS:\n    ended[i] = asyncio.create_task(${call})\n`;
    return { first, awaitables: '*ended.values()', tasks: 'ended.values()' };
  }
  if (!data.fails) return { first: '', awaitables: `*(${call} for i in TASKS)` };
  return { first: `tasks = [asyncio.create_task(${call}) for i in TASKS]\n`, awaitables: '*tasks', tasks: 'tasks' };
}

/** What the caller's code is written from. */
interface Told extends Whole {
  readonly data: TaskData;
  readonly notes: Notes;
  /** Tasks begin inside the call that makes them. */
  readonly eager?: boolean;
}

/** The caller has the results of all attempts at once. */
function noteAll({ retries }: TaskData, notes: Notes): string {
  if (!notes.traced) return '';
  return retries
    ? `\nfor i in TASKS:\n    for attempt in range(1, 2 + RETRIES.get(i, 0)):${notes.yielded(8, 'i', 'attempt')}`
    : `\nfor i in TASKS:${notes.yielded(4, 'i')}`;
}

function gather(scenario: Scenario, told: Told, returnExceptions: boolean): string {
  const { data, notes } = told;
  const { first, awaitables, tasks } = all(told, data);
  const call = `asyncio.gather(${awaitables}${returnExceptions ? ', return_exceptions=True' : ''})`;
  const { giveUpMs } = scenario;
  // The caller's time begins with the program: what tasks compute as they are made counts.
  const until =
    giveUpMs !== undefined && told.eager ? `until = asyncio.get_running_loop().time() + ${seconds(giveUpMs)}\n` : '';
  const result =
    giveUpMs === undefined
      ? `results = await ${call}`
      : until
        ? `together = ${call}\nasync with asyncio.timeout_at(until):\n    results = await together`
        : `together = ${call}\nresults = await asyncio.wait_for(together, timeout=${seconds(giveUpMs)})`;
  const guarded =
    returnExceptions || !data.fails
      ? result
      : `try:
${indented(result)}
except ValueError:${notes.raised(4)}
    await asyncio.wait(${tasks})  # gather cancels nothing: the others go on
    raise`;
  return `${until}${first}${guarded}${noteAll(data, notes)}\nprint(results)`;
}

function group(scenario: Scenario, { data, notes, call }: Told): string {
  const start = data.after
    ? `for i in TASKS:\n    ended[i] = group.create_task(${call})`
    : `started = [group.create_task(${call}) for i in TASKS]`;
  const inGroup = `async with asyncio.TaskGroup() as group:\n${indented(start)}`;
  const { giveUpMs } = scenario;
  const body =
    giveUpMs === undefined ? inGroup : `async with asyncio.timeout(${seconds(giveUpMs)}):\n${indented(inGroup)}`;
  return `${body}${noteAll(data, notes)}\nprint([done.result() for done in ${data.after ? 'ended.values()' : 'started'}])`;
}

function eventLoop({ giveUpMs }: Scenario, { data, notes, call }: Told): string {
  const start = data.after
    ? `for i in TASKS:\n    ended[i] = loop.create_task(${call})\ntasks = list(ended.values())`
    : `tasks = [loop.create_task(${call}) for i in TASKS]`;
  const wait = giveUpMs === undefined ? 'asyncio.wait(tasks)' : `asyncio.wait(tasks, timeout=${seconds(giveUpMs)})`;
  const rest =
    giveUpMs === undefined
      ? ''
      : `\nfor one in pending:
    one.cancel()
if pending:
    loop.run_until_complete(asyncio.wait(pending))
    raise TimeoutError`;
  return `loop = asyncio.new_event_loop()
try:
${indented(start)}
    ${giveUpMs === undefined ? '' : '_, pending = '}loop.run_until_complete(${wait})${indented(rest)}
finally:
    loop.close()${noteAll(data, notes)}`;
}

/** Results one by one as tasks end; a failure is caught where its result is awaited. */
function asCompleted({ giveUpMs }: Scenario, told: Told): string {
  const { data, notes } = told;
  // It makes a set of what it is given: coroutines would begin in any order.
  const { first, tasks: list } = all(told, { ...data, fails: true });
  const timeout = giveUpMs === undefined ? '' : `, timeout=${seconds(giveUpMs)}`;
  const take = data.fails
    ? 'try:\n    i = result = await done\nexcept ValueError as error:\n    i, result = error.args[0], error'
    : 'i = result = await done';
  const short = take.replaceAll('i = result', 'result').replace('i, result = error.args[0], error', 'result = error');
  const noted = data.retries
    ? `\n    for attempt in range(1, 2 + RETRIES.get(i, 0)):${notes.yielded(8, 'i', 'attempt')}`
    : notes.yielded(4, 'i');
  return `${first}for done in asyncio.as_completed(${list}${timeout}):
${indented(notes.traced ? take : short)}${notes.traced ? noted : ''}
    ${PRINT}`;
}

const COMMON = { async: true, asyncMain: true, tasksPrint: true, locks: 'threads' } as const;

function caller(
  engine: string,
  title: string,
  needs: Parameters<typeof whole>[1],
  main: (told: Told) => string,
): Caller {
  return {
    ...COMMON,
    engine,
    title,
    before: (data) => whole(data, needs).before,
    main: (data, notes) => main({ data, notes, ...whole(data, needs) }),
  };
}

export const asyncioGather = (scenario: Scenario): Caller =>
  caller('asyncio.gather', `${tasksOf(scenario)} as coroutines; the first error ends the wait.`, {}, (told) =>
    gather(scenario, told, false),
  );

export const asyncioGatherReturnExceptions = (scenario: Scenario): Caller =>
  caller(
    'asyncio.gather.return_exceptions',
    `${tasksOf(scenario)} as coroutines; errors come among the results.`,
    {},
    (told) => gather(scenario, told, true),
  );

export const asyncioTaskGroup = (scenario: Scenario): Caller =>
  caller(
    'asyncio.TaskGroup',
    `${tasksOf(scenario)} as coroutines in a group; the first error cancels the others.`,
    {},
    (told) => group(scenario, told),
  );

export const asyncioSemaphore = (scenario: Scenario): Caller => {
  const { workers } = scenario;
  const one = caller(
    'asyncio.Semaphore',
    `${tasksOf(scenario)} as coroutines, with ${places(scenario, ['permit', 'permits'])}.`,
    { permit: true },
    (told) => gather(scenario, told, false),
  );
  return {
    ...one,
    before: (data, traced) => [
      `permits = asyncio.Semaphore(${workers ?? 'os.cpu_count()'})`,
      ...one.before!(data, traced),
    ],
  };
};

export const asyncioToThread = (scenario: Scenario): Caller => {
  const { workers } = scenario;
  const one = caller(
    'asyncio.to_thread',
    `${tasksOf(scenario)} that block, in threads beside the event loop.`,
    { thread: true },
    (told) => gather(scenario, told, false),
  );
  const pool =
    workers === undefined
      ? ''
      : `loop = asyncio.get_running_loop()\nloop.set_default_executor(futures.ThreadPoolExecutor(max_workers=${workers}))\n`;
  return { ...one, async: false, main: (data, notes) => pool + one.main(data, notes) };
};

export const asyncioEventLoop = (scenario: Scenario): Caller => ({
  ...caller('event-loop', `${tasksOf(scenario)} as coroutines on an event loop of one's own.`, {}, (told) =>
    eventLoop(scenario, told),
  ),
  asyncMain: false,
});

export const asyncioAsCompleted = (scenario: Scenario): Caller => ({
  ...caller('asyncio.as_completed', `${tasksOf(scenario)} as coroutines; each result as it comes.`, {}, (told) =>
    asCompleted(scenario, told),
  ),
  tasksPrint: false,
});

/** Since Python 3.12: each task begins inside `create_task`, up to its first wait. */
export const asyncioEager = (scenario: Scenario): Caller => ({
  ...caller(
    'asyncio.eager',
    `${tasksOf(scenario)} as eager coroutines; each begins as it is made.`,
    {},
    (told) =>
      `asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)\n${gather(scenario, { ...told, eager: true }, false)}`,
  ),
  python: '3.12',
});
