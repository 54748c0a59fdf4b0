/** A pool: so many places, each of which takes the next task when it is free. The caller catches failures and goes on. */
import type { LaneKind } from '../facts.ts';
import { CHUNK_SIZE } from '../knobs.ts';
import {
  awaitEachResult,
  delay,
  type Ending,
  type Env,
  getSome,
  getTask,
  join,
  type Process,
  perform,
  performAll,
  type Queue,
  type Steps,
  spawn,
  type TaskNumber,
} from '../vocabulary.ts';

/** So many tasks the caller hands over between two looks for results. */
const SUBMITS_A_LOOK = 32;

/** One place's loop. */
export function* worker(env: Env, todo: Queue, done: Queue): Steps {
  const ended = (task: TaskNumber, ok: boolean) => {
    hasEnded(env, task, ok, todo, done);
    if (env.feed.over) finish(todo, done);
  };
  let task: TaskNumber | undefined;
  while ((task = yield getTask(todo, ended)) !== undefined) ended(task, yield perform(task));
}

/** The same, taking up to `chunksize` tasks in one message. */
export function* chunkWorker(env: Env, todo: Queue, done: Queue): Steps {
  let chunk: readonly TaskNumber[] | undefined;
  while ((chunk = yield getSome(todo, env.knob(CHUNK_SIZE))) !== undefined) {
    const oks: readonly boolean[] = yield performAll(chunk, false);
    for (const [i, task] of chunk.entries()) hasEnded(env, task, oks[i]!, todo, done);
    if (env.feed.over) finish(todo, done);
  }
}

/** What all places of a pool have in common: the queues of tasks and of results, what a place is, and what runs on it. */
interface Places {
  readonly todo: Queue;
  readonly done: Queue;
  readonly place: LaneKind;
  readonly program: typeof worker;
}

/** Keeps one place filled: a worker that died is replaced, and the task that died with it has ended. */
function* keep(env: Env, { todo, done, place, program }: Places, lane: number, first: Process): Steps {
  for (let process = first; ; ) {
    const ending: Ending = yield join(process);
    if (!ending.died) return;
    const { task, chunk = [], oks = [] } = ending;
    // Of the tasks that travelled with the lost one some had ended, the others go back to the queue.
    for (const other of chunk.slice(oks.length + 1)) todo.put(other);
    for (const [i, ok] of oks.entries()) hasEnded(env, chunk[i]!, ok, todo, done);
    if (task !== undefined) hasEnded(env, task, false, todo, done);
    if (env.feed.over) {
      finish(todo, done);
      return;
    }
    yield delay(env.machine.workerStartMs ?? 0, 'start-up');
    process = yield spawn(program, [todo, done], place, lane);
  }
}

/** The caller: starts the places, hands everything over, takes results as they come. */
export function* pool(env: Env, place: LaneKind, places: number, program: typeof worker = worker): Steps {
  if (env.taskCount === 0) return;
  const [todo, done] = [env.queue(), env.queue()];
  for (let lane = 0; lane < places; lane++) {
    const process: Process = yield spawn(program, [todo, done], place, lane);
    if (place.mortal) yield spawn(() => keep(env, { todo, done, place, program }, lane, process), []);
  }
  for (let task = 0; task < env.taskCount; task++) {
    env.submit(task);
    if (env.feed.ready(task)) todo.put(task);
    if (task % SUBMITS_A_LOOK === SUBMITS_A_LOOK - 1) takeWhatIsThere(env, done);
  }
  let task: TaskNumber | undefined;
  const take = (ended: TaskNumber) => {
    env.deliver(ended);
    return true;
  };
  while ((task = yield awaitEachResult(done, take)) !== undefined) take(task);
}

/** Workers that share memory with the caller may have ended tasks while it hands over others: it need not let their results wait. */
function takeWhatIsThere(env: Env, done: Queue): void {
  for (let task = done.takeNow(); task !== undefined; task = done.takeNow()) env.deliver(task as TaskNumber);
}

/** A task has ended: the caller is to have the result, and the tasks that this releases are queued. */
function hasEnded(env: Env, task: TaskNumber, ok: boolean, todo: Queue, done: Queue): void {
  done.put(task);
  for (const next of env.feed.ended(task, ok)) queueAgain(env, next, task, todo);
}

/** A task may be queued: for another attempt, or since what it waited for has ended. */
function queueAgain(env: Env, next: TaskNumber, ended: TaskNumber, todo: Queue): void {
  env.queueAfter(next, ended);
  todo.put(next);
}

function finish(todo: Queue, done: Queue): void {
  todo.close();
  done.close();
}
