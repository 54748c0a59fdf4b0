/**
 * What the caller does: it publishes all there is, then forgets it, or waits for results (`result.py`, `backends/asynchronous.py`). `get` of a
 * group and `iter_native` look once, nap for half a second unless all is there, and hear of later results at once. `get` raises the first
 * failure that it hears of; nothing is cancelled.
 */
import { Io } from '../io.ts';
import { HOSTS } from '../knobs.ts';
import {
  awaitEachResult,
  awaitResult,
  delay,
  type Env,
  get,
  type Queue,
  type Steps,
  spawn,
  type TaskNumber,
} from '../vocabulary.ts';
import type { App } from './app.ts';
import { Broker } from './broker.ts';
import { Canvas, type Failure, type News, named, taskOf } from './canvas.ts';
import { ChordUnlock } from './chord-unlock.ts';
import { costsOf } from './costs.ts';
import { Instance } from './instance.ts';
import { BROKER, SUBMIT_EVERY, TICK_PHASE } from './knobs.ts';
import type { CeleryRules } from './rules.ts';
import { TICK_MS, Ticks } from './ticks.ts';

/** `on_wait_for_pending` naps so long after its first look; the SQLite back end is looked into so often. */
const NAP_MS = 500;

/** Starts the workers, and publishes what follows nothing. */
function* publishAll(env: Env, rules: CeleryRules, follows: readonly TaskNumber[][], inbox?: Queue): Steps {
  const costs = costsOf(env.machine);
  const io = new Io(env);
  const instances: Instance[] = [];
  const broker = new Broker(env, io, costs, rules, () => instances.some(({ alive }) => alive));
  const unlock = env.knob(BROKER) === 'sqlite' ? new ChordUnlock(io, costs) : undefined;
  const canvas = new Canvas(env, io, follows, costs.result, unlock);
  canvas.inbox = inbox;
  const ticks = new Ticks(io, TICK_MS - env.knob(TICK_PHASE));
  const app: App = { env, io, costs, rules, broker, canvas, ticks };
  yield spawn(() => io.run(), []);
  for (let host = 0; host < env.knob(HOSTS); host++) {
    const instance = new Instance(app, host);
    instances.push(instance);
    yield* instance.children.start();
  }
  for (const instance of instances) instance.look();
  const { joins } = env;
  if (joins) yield spawn(() => welcome(app, instances, joins), []);
  takeOver(env, canvas, broker);
  const everyMs = env.knob(SUBMIT_EVERY);
  // What follows others is published by their children, however long the caller takes.
  const free = follows.length > 0 && Array.from({ length: env.taskCount }, (_, task) => canvas.isFree(task));
  for (let task = 0, published = 0; task < env.taskCount; task++) {
    if (env.durable?.wasPublished(task)) continue;
    if (free && !free[task]) {
      env.submit(task);
      continue;
    }
    if (everyMs > 0) yield delay(Math.max(0, everyMs * published - env.now()), 'turn');
    published++;
    if (costs.publish > 0) yield delay(costs.publish, 'turn');
    env.submit(task);
    const { delayMs = 0 } = env.bare ? {} : env.scenario.tasks[task]!;
    canvas.published(task);
    broker.publish(task, 0, delayMs > 0 ? env.now() + delayMs : 0);
  }
}

/** A worker that is started on one more machine, whenever that joins, fetches messages like all others. */
function* welcome(app: App, instances: Instance[], joins: Queue): Steps {
  for (;;) {
    const host: number = yield get(joins);
    const instance = new Instance(app, host);
    instances.push(instance);
    yield* instance.children.start();
    instance.look();
  }
}

/** Goes on with what an earlier page has left in the broker: as where a broker's clients are gone, what was not acknowledged is delivered again. */
function takeOver(env: Env, canvas: Canvas, broker: Broker): void {
  const { durable } = env;
  if (!durable?.left) return;
  const open = new Set(durable.left.map(({ task }) => task));
  for (let task = 0; task < env.taskCount; task++)
    if (durable.isDone(task)) canvas.done(task, 0);
    else if (durable.wasPublished(task) && !open.has(task)) canvas.lose(task, 'WorkerLostError', 0);
  for (const left of durable.left) {
    env.submit(left.task);
    broker.put(broker.messages.add(left));
  }
}

/** `apply_async` of each, and no more. */
export function* forget(env: Env, rules: CeleryRules): Steps {
  yield* publishAll(env, rules, named(env));
}

/** The caller hears of one result after another, as long as `hear` wants more. SQLite is looked into every half a second. */
function* listen(env: Env, inbox: Queue, hear: (news: News) => boolean): Steps {
  const sqlite = env.knob(BROKER) === 'sqlite';
  for (;;) {
    if (sqlite)
      for (let news = inbox.takeNow(); news !== undefined; news = inbox.takeNow()) if (!hear(news as News)) return;
    const fromMs = env.now();
    const news: News | undefined = yield sqlite ? awaitResult(inbox) : awaitEachResult(inbox, hear);
    if (news === undefined) return;
    // It is seen at the next look; looks at which there is nothing need not be made.
    const waited = env.now() - fromMs;
    if (sqlite) yield delay(Math.ceil(waited / NAP_MS) * NAP_MS - waited, 'turn');
    if (!hear(news)) return;
  }
}

/** A group: `get` hands over all at once, or raises; `iter_native` hands over each as it ends. */
function* group(env: Env, rules: CeleryRules, oneByOne: boolean): Steps {
  const inbox = env.queue();
  yield* publishAll(env, rules, named(env), inbox);
  if (isAlone(env)) return;
  if (rules.halfSecond && env.taskCount > 0) yield delay(NAP_MS, 'turn');
  let open = env.taskCount;
  let failed: Failure | undefined;
  const hear = (news: News): boolean => {
    open--;
    if (oneByOne) deliver(env, taskOf(news));
    else if (typeof news === 'object') failed = news;
    return open > 0 && !failed;
  };
  if (open > 0) yield* listen(env, inbox, hear);
  if (failed) env.raise([failed.error]);
  else if (!oneByOne) for (let task = 0; task < env.taskCount; task++) deliver(env, task);
}

export const groupGet = (env: Env, rules: CeleryRules): Steps => group(env, rules, false);
export const groupIter = (env: Env, rules: CeleryRules): Steps => group(env, rules, true);

/** `get` of the last one, of a chain or a chord: it raises what went wrong before. */
function* getLast(env: Env, rules: CeleryRules, follows: readonly TaskNumber[][]): Steps {
  const inbox = env.queue();
  yield* publishAll(env, rules, follows, inbox);
  if (isAlone(env)) return;
  const last = env.taskCount - 1;
  let open = env.taskCount;
  let failed: Failure | undefined;
  let isOver = false;
  const hear = (news: News): boolean => {
    if (typeof news === 'object') failed ??= news;
    isOver = taskOf(news) === last || (failed !== undefined && rules.memberRaises);
    return --open > 0 && !isOver;
  };
  if (open > 0) yield* listen(env, inbox, hear);
  if (!isOver) return;
  if (failed) env.raise([failed.error]);
  else deliver(env, last);
}

/** Each follows the one before, unless the tasks say themselves who follows whom. */
export const chain = (env: Env, rules: CeleryRules): Steps =>
  getLast(
    env,
    rules,
    saysItself(env) ? named(env) : Array.from({ length: env.taskCount }, (_, task) => (task > 0 ? [task - 1] : [])),
  );

/** The last one follows all others, unless the tasks say themselves who follows whom. */
export const chord = (env: Env, rules: CeleryRules): Steps =>
  getLast(
    env,
    rules,
    saysItself(env)
      ? named(env)
      : Array.from({ length: env.taskCount }, (_, task) =>
          task === env.taskCount - 1 ? Array.from({ length: task }, (__, other) => other) : [],
        ),
  );

/** The caller is gone with its page: workers go on, and nobody waits for results. */
const isAlone = (env: Env): boolean => env.durable?.left !== undefined;

const saysItself = (env: Env): boolean => env.scenario.tasks.some(({ after }) => after?.length);

const deliver = (env: Env, task: TaskNumber): void => env.deliver(task, env.attempts(task));
