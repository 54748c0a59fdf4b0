/** Programs on `multiprocessing.Pool` and `multiprocessing.Process`, and on `threading.Thread`, which is used alike. */
import type { Scenario } from '../../scenario/scenario.ts';
import { tasksOf } from '../task-set.ts';
import { type Caller, PRINT } from './file.ts';
import { indented, seconds } from './literals.ts';
import { makeLocks, SHARE, TASK_WITH_LOCKS } from './locks.ts';
import { attemptName, releases, WAITING } from './releases.ts';
import type { TaskData } from './task-data.ts';
import { places } from './title.ts';
import type { Notes } from './tracing.ts';

type Way = 'map' | 'imap' | 'imap_unordered';

const COMES: Readonly<Record<Way, string>> = {
  map: 'all results at the end',
  imap: 'results in the order of the tasks',
  imap_unordered: 'results as they come',
};

function poolMain(
  way: Way,
  { workers, chunksize, startMethod, giveUpMs }: Scenario,
  data: TaskData,
  notes: Notes,
): string {
  const isLocked = data.locks.length > 0;
  const size = [
    ...(workers === undefined ? [] : [String(workers)]),
    ...(isLocked ? ['initializer=share', 'initargs=[LOCKS]'] : []),
  ].join(', ');
  const context = startMethod ? `multiprocessing.get_context("${startMethod}")` : 'multiprocessing';
  const pool = !startMethod ? `Pool(${size})` : isLocked ? `context.Pool(${size})` : `${context}.Pool(${size})`;
  const first = startMethod ? `context = ${context}\n${makeLocks(data, 'context')}` : makeLocks(data, context);
  const given = `task, TASKS${chunksize === undefined ? '' : `, chunksize=${chunksize}`}`;
  const withPool = `${isLocked ? first : ''}with ${pool} as pool:`;
  // The workers start after the caller's time has begun.
  const until = giveUpMs === undefined ? '' : `until = time.monotonic() + ${seconds(giveUpMs)}\n`;
  if (way === 'map') {
    const call =
      giveUpMs === undefined ? `pool.map(${given})` : `pool.map_async(${given}).get(until - time.monotonic())`;
    return `${until}${withPool}
    results = ${call}
    for ${notes.traced ? 'i, result in zip(TASKS, results)' : 'result in results'}:${notes.yielded(8, 'i')}
        ${PRINT}`;
  }
  const isChunked = chunksize !== undefined && chunksize > 1;
  // The items of larger chunks come from a generator, which has no `next` with a timeout.
  if (isChunked && giveUpMs !== undefined)
    return `${until}chunks = [TASKS[i : i + ${chunksize}] for i in range(0, len(TASKS), ${chunksize})]
${withPool}
    results = pool.${way}(chunk_of_tasks, chunks)
    for _ in tqdm(chunks):
        for result in results.next(until - time.monotonic()):${notes.yielded(12, 'result')}
            ${PRINT}`;
  const results = `    results = pool.${way}(${given})`;
  const ordered = way === 'imap';
  // An error ends the iteration over larger chunks, and comes through.
  if (giveUpMs === undefined && (!data.fails || isChunked))
    return `${withPool}
${results}
    for result in tqdm(results, total=len(TASKS)):${notes.yielded(8, 'result')}
        ${PRINT}`;
  const next = giveUpMs === undefined ? 'next(results)' : 'results.next(until - time.monotonic())';
  const take = data.fails
    ? `try:
    result = ${next}${notes.yielded(4, ordered ? 'i' : 'result')}
except ValueError as error:
    result = error${notes.yielded(4, ordered ? 'i' : 'error')}`
    : `result = ${next}${notes.yielded(0, 'result')}`;
  return `${until}${withPool}
${results}
    for ${ordered && data.fails ? 'i' : '_'} in tqdm(TASKS):
${indented(take, 8)}
        ${PRINT}`;
}

const CHUNK = `def chunk_of_tasks(chunk):
    return [task(i) for i in chunk]`;

const pool = (way: Way, scenario: Scenario): Caller => ({
  engine: `multiprocessing.Pool.${way}`,
  title: `${tasksOf(scenario)} on a Pool of ${places(scenario, ['process', 'processes'])}; ${COMES[way]}.`,
  remarks: scenario.tasks.some(({ dies }) => dies)
    ? ['A Pool never tells of a process that died: this program then waits for ever.']
    : [],
  mortal: true,
  locks: 'processes',
  loads: () => 'pool.Pool',
  before: (data) => [
    ...(data.locks.length > 0 ? [SHARE] : []),
    ...(way !== 'map' && (scenario.chunksize ?? 1) > 1 && scenario.giveUpMs !== undefined ? [CHUNK] : []),
  ],
  main: (data, notes) => poolMain(way, scenario, data, notes),
});

export const poolMap = (scenario: Scenario): Caller => pool('map', scenario);
export const poolImap = (scenario: Scenario): Caller => pool('imap', scenario);
export const poolImapUnordered = (scenario: Scenario): Caller => pool('imap_unordered', scenario);

/** One thread or process a task. */
interface Kind {
  readonly engine: string;
  readonly type: string;
  readonly one: string;
  readonly many: string;
}

const THREAD: Kind = { engine: 'threading.Thread', type: 'threading.Thread', one: 'thread', many: 'threads' };
const PROCESS: Kind = { engine: 'multiprocessing.Process', type: 'Process', one: 'process', many: 'processes' };

/** What a process or thread of its own calls: a process gets the locks that it needs as well. */
const calls = (kind: Kind, { locks }: TaskData, args: string): string =>
  kind === PROCESS && locks.length > 0
    ? `target=task_with_locks, args=[LOCKS, ${args}]`
    : `target=task, args=[${args}]`;

function startAndJoin(kind: Kind, { giveUpMs }: Scenario, data: TaskData, notes: Notes): string {
  const { type, one, many } = kind;
  const until = giveUpMs === undefined ? '' : `until = time.monotonic() + ${seconds(giveUpMs)}\n`;
  const join =
    giveUpMs === undefined
      ? `${one}.join()`
      : `${one}.join(timeout=max(0, until - time.monotonic()))\nif ${one}.is_alive():\n    raise TimeoutError`;
  return `${until}${many} = [${type}(${calls(kind, data, 'i')}) for i in TASKS]
for ${one} in ${many}:
    ${one}.start()
for ${notes.traced ? `i, ${one} in zip(TASKS, ${many})` : `${one} in ${many}`}:
${indented(join)}${notes.yielded(4, 'i')}
print("done")`;
}

/** What the caller does when an attempt has ended, `ok` or not: `again`, an if, and what is `next`. */
function atEnd(data: TaskData, again: string, next: string): string {
  if (!data.retries) return `if ok:\n${indented(next)}`;
  return data.after ? `${again}\nelif ok:\n${indented(next)}` : again;
}

/** A process tells its end by its sentinel. */
function processesAsTheyEnd({ giveUpMs }: Scenario, data: TaskData, notes: Notes): string {
  const again = `if not ok and attempt <= RETRIES.get(i, 0):
    start(i, attempt + 1)`;
  const next = data.after ? releases('start(j)') : '';
  const handle = atEnd(data, again, next);
  return `running = {}

def start(i, attempt=1):
    process = Process(${calls(PROCESS, data, 'i, attempt')})
    process.start()
    running[process.sentinel] = process, i, attempt

${data.after ? `${WAITING}\n` : ''}${giveUpMs === undefined ? '' : `until = time.monotonic() + ${seconds(giveUpMs)}\n`}for i in TASKS:
    ${data.after ? 'if not waiting[i]:\n        start(i)' : 'start(i)'}
while running:
    ended = connection.wait(running${giveUpMs === undefined ? '' : ', until - time.monotonic()'})
${giveUpMs === undefined ? '' : '    if not ended:\n        raise TimeoutError\n'}    for sentinel in ended:
        process, i, ${attemptName(data, notes)} = running.pop(sentinel)
        process.join()
        ok = process.exitcode == 0${notes.yielded(8, 'i', 'attempt')}
${indented(handle, 8)}
print("done")`;
}

/** A thread puts its end into a queue. */
function threadsAsTheyEnd({ giveUpMs }: Scenario, data: TaskData, notes: Notes): string {
  const again = `if not ok and attempt <= RETRIES.get(i, 0):
    start(i, attempt + 1)
    running += 1`;
  const next = data.after ? releases('start(j)\n        running += 1') : '';
  const handle = atEnd(data, again, next);
  const one = `i, ${attemptName(data, notes)}, ok`;
  const get =
    giveUpMs === undefined
      ? `${one} = ended.get()`
      : `try:
    ${one} = ended.get(timeout=max(0, until - time.monotonic()))
except queue.Empty:
    raise TimeoutError from None`;
  return `ended = queue.SimpleQueue()

def run(i, attempt):
    ok = False
    try:
        task(i, attempt)
        ok = True
    finally:
        ended.put((i, attempt, ok))

def start(i, attempt=1):
    threading.Thread(target=run, args=[i, attempt]).start()

${data.after ? `${WAITING}\n` : ''}${giveUpMs === undefined ? '' : `until = time.monotonic() + ${seconds(giveUpMs)}\n`}first = [i for i in TASKS${data.after ? ' if not waiting[i]' : ''}]
running = len(first)
for i in first:
    start(i)
while running:
${indented(get)}
    running -= 1${notes.yielded(4, 'i', 'attempt')}
${indented(handle)}
print("done")`;
}

const oneEach = (kind: Kind, scenario: Scenario, asTheyEnd: typeof processesAsTheyEnd): Caller => ({
  engine: kind.engine,
  title: `${tasksOf(scenario)}, a ${kind.one} each; the caller joins them in turn.`,
  tasksPrint: true,
  mortal: kind === PROCESS,
  locks: kind === PROCESS ? 'processes' : 'threads',
  loads: (data) => (kind === PROCESS && data.locks.length > 0 ? 'synchronize.Lock' : undefined),
  before: (data) => (kind === PROCESS && data.locks.length > 0 ? [TASK_WITH_LOCKS] : []),
  main: (data, notes) => {
    const locks = kind === PROCESS && data.locks.length > 0 ? makeLocks(data, 'multiprocessing') : '';
    const body =
      data.retries || data.after ? asTheyEnd(scenario, data, notes) : startAndJoin(kind, scenario, data, notes);
    return locks + body;
  },
});

export const threads = (scenario: Scenario): Caller => oneEach(THREAD, scenario, threadsAsTheyEnd);
export const processes = (scenario: Scenario): Caller => {
  const caller = oneEach(PROCESS, scenario, processesAsTheyEnd);
  const { startMethod } = scenario;
  if (!startMethod) return caller;
  return {
    ...caller,
    main: (data, notes) => `multiprocessing.set_start_method("${startMethod}")\n${caller.main(data, notes)}`,
  };
};
