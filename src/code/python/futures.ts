/** Programs on `concurrent.futures`. */
import type { Scenario } from '../../scenario/scenario.ts';
import { tasksOf } from '../task-set.ts';
import { type Caller, PRINT } from './file.ts';
import { indented, seconds } from './literals.ts';
import { makeLocks, SHARE } from './locks.ts';
import { attemptName, releases, WAITING } from './releases.ts';
import type { TaskData } from './task-data.ts';
import { places } from './title.ts';
import { type Notes, OF_PYTHON, type Tracing } from './tracing.ts';

interface Pool {
  /** `ThreadPoolExecutor`, `ProcessPoolExecutor` or `InterpreterPoolExecutor`. */
  readonly type: string;
  readonly what: readonly [string, string];
  readonly mortal: boolean;
  /** The least version of Python that has it. */
  readonly python?: string;
  readonly tracing?: Tracing;
}

const THREADS: Pool = { type: 'ThreadPoolExecutor', what: ['thread', 'threads'], mortal: false };
const PROCESSES: Pool = { type: 'ProcessPoolExecutor', what: ['process', 'processes'], mortal: true };
const INTERPRETERS: Pool = {
  type: 'InterpreterPoolExecutor',
  what: ['interpreter', 'interpreters'],
  mortal: false,
  python: '3.14',
  // An interpreter has the environment of its process, not its arguments.
  tracing: {
    ...OF_PYTHON,
    constants: OF_PYTHON.constants.replace(
      /^TRACE = .*$/m,
      `if sys.argv[1:2] == ["--trace"]:
    os.environ["TRACE"] = sys.argv[2]
TRACE = os.environ.get("TRACE")`,
    ),
  },
};

/** What the executor is made with. */
function made(pool: Pool, scenario: Scenario, data: TaskData): string {
  const { type, mortal } = pool;
  const { workers, startMethod } = scenario;
  if (mortal && data.locks.length > 0) return madeWithLocks(pool, scenario, data);
  const given = [
    ...(workers === undefined ? [] : [`max_workers=${workers}`]),
    ...(mortal && startMethod ? [`mp_context=multiprocessing.get_context("${startMethod}")`] : []),
  ];
  const one = `with futures.${type}(${given.join(', ')}) as executor:`;
  if (one.length <= 84) return one;
  const context = `context = multiprocessing.get_context("${startMethod}")`;
  return `${context}\nwith futures.${type}(${given[0]}, mp_context=context) as executor:`;
}

/** Each of its processes gets the caller's locks. */
function madeWithLocks({ type }: Pool, { workers, startMethod }: Scenario, data: TaskData): string {
  const given = [
    ...(workers === undefined ? [] : [`max_workers=${workers}`]),
    ...(startMethod ? ['mp_context=context'] : []),
    'initializer=share',
    'initargs=[LOCKS]',
  ];
  const context = startMethod ? `context = multiprocessing.get_context("${startMethod}")\n` : '';
  const locks = makeLocks(data, startMethod ? 'context' : 'multiprocessing');
  return `${context}${locks}with futures.${type}(\n    ${given.join(', ')}\n) as executor:`;
}

function asCompleted(pool: Pool, scenario: Scenario, data: TaskData, notes: Notes): string {
  const { giveUpMs } = scenario;
  if (!data.retries && !data.after) {
    // Threads and processes start in `submit`, after the caller's time has begun.
    const until = giveUpMs === undefined ? '' : `until = time.monotonic() + ${seconds(giveUpMs)}\n`;
    const timeout = giveUpMs === undefined ? '' : ', until - time.monotonic()';
    const take = data.fails
      ? 'try:\n    result = future.result()\nexcept ValueError as error:\n    result = error'
      : 'result = future.result()';
    return `${until}${made(pool, scenario, data)}
    to_do = ${notes.traced ? '{executor.submit(task, i): i for i in TASKS}' : '[executor.submit(task, i) for i in TASKS]'}
    done = futures.as_completed(to_do${timeout})
    for future in ${pool.mortal ? 'tqdm(done, total=len(to_do))' : 'done'}:
${indented(take, 8)}${notes.yielded(8, 'to_do[future]')}
        ${PRINT}`;
  }
  const retry = `if attempt <= RETRIES.get(i, 0):
    again = executor.submit(task, i, attempt + 1)
    to_do[again] = i, attempt + 1`;
  const take = `i, ${attemptName(data, notes)} = to_do.pop(future)${notes.yielded(0, 'i', 'attempt')}
try:
    result = future.result()
except ValueError as error:
    result = error
${data.retries ? `${indented(retry)}\n` : ''}${data.after ? `else:\n${indented(releases('to_do[executor.submit(task, j)] = j, 1'))}\n` : ''}${PRINT}`;
  const wait =
    giveUpMs === undefined
      ? 'done, _ = futures.wait(to_do, return_when=futures.FIRST_COMPLETED)'
      : `left = until - time.monotonic()
done, _ = futures.wait(to_do, left, futures.FIRST_COMPLETED)
if not done:
    raise TimeoutError(f"{len(to_do)} futures unfinished")`;
  const first = data.after ? ' if not waiting[i]' : '';
  return `${data.after ? `${WAITING}\n` : ''}${giveUpMs === undefined ? '' : `until = time.monotonic() + ${seconds(giveUpMs)}\n`}${made(pool, scenario, data)}
    to_do = {executor.submit(task, i): (i, 1) for i in TASKS${first}}
    while to_do:
${indented(wait, 8)}
        for future in done:
${indented(take, 12)}`;
}

function map(pool: Pool, scenario: Scenario, data: TaskData, notes: Notes): string {
  const { chunksize = 1, giveUpMs } = scenario;
  const buffersize = bufferOf(scenario);
  const given = [
    ...(giveUpMs === undefined ? [] : [`timeout=${seconds(giveUpMs)}`]),
    ...(pool.mortal && chunksize > 1 ? [`chunksize=${chunksize}`] : []),
    ...(buffersize === undefined ? [] : [`buffersize=${buffersize}`]),
  ];
  const taken = `for ${notes.traced ? 'i, result in zip(TASKS, results)' : 'result in results'}:${notes.yielded(4, 'i')}
    ${PRINT}`;
  // The error is there before the executor has waited for what still runs.
  const guarded =
    notes.traced && data.fails ? `try:\n${indented(taken)}\nexcept ValueError:${notes.raised(4)}\n    raise` : taken;
  return `${made(pool, scenario, data)}
    results = executor.map(${['task', 'TASKS', ...given].join(', ')})
${indented(guarded)}`;
}

/** `Executor.map(buffersize=)`, which came with Python 3.14. */
const bufferOf = (scenario: Scenario): unknown => (scenario as Scenario & { readonly buffersize?: number }).buffersize;

const caller = (pool: Pool, way: 'as_completed' | 'map', scenario: Scenario): Caller => ({
  engine: `${pool.type}.${way}`,
  title: `${tasksOf(scenario)} on ${pool === INTERPRETERS ? 'an' : 'a'} ${pool.type} with ${places(scenario, pool.what)}; results ${way === 'map' ? 'in the order of the tasks' : 'as they come'}.`,
  mortal: pool.mortal,
  python: bufferOf(scenario) !== undefined && way === 'map' ? '3.14' : pool.python,
  tracing: pool.tracing,
  locks: pool.mortal ? 'processes' : 'threads',
  before: (data) => (pool.mortal && data.locks.length > 0 ? [SHARE] : []),
  loads: () => (pool.mortal ? 'futures.ProcessPoolExecutor' : undefined),
  main: (data, notes) => (way === 'map' ? map(pool, scenario, data, notes) : asCompleted(pool, scenario, data, notes)),
});

export const threadPoolAsCompleted = (scenario: Scenario): Caller => caller(THREADS, 'as_completed', scenario);
export const threadPoolMap = (scenario: Scenario): Caller => caller(THREADS, 'map', scenario);
export const processPoolAsCompleted = (scenario: Scenario): Caller => caller(PROCESSES, 'as_completed', scenario);
export const processPoolMap = (scenario: Scenario): Caller => caller(PROCESSES, 'map', scenario);
export const interpreterPoolAsCompleted = (scenario: Scenario): Caller =>
  caller(INTERPRETERS, 'as_completed', scenario);
export const interpreterPoolMap = (scenario: Scenario): Caller => caller(INTERPRETERS, 'map', scenario);
