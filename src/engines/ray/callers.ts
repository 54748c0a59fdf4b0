/** What the driver does: it submits all there is, then waits for all with `ray.get`, or for one after another with `ray.wait`. */

import type { TaskSpec } from '../../scenario/scenario.ts';
import { COLD, HOSTS } from '../knobs.ts';
import {
  awaitEachResult,
  awaitResult,
  delay,
  type Env,
  type Queue,
  type Steps,
  spawn,
  type TaskNumber,
} from '../vocabulary.ts';
import { Actor } from './actors.ts';
import { Beat } from './beat.ts';
import { Cluster } from './cluster.ts';
import { Graph } from './graph.ts';
import { CPUS, HEARTBEAT, MAX_RESTARTS, MAX_RETRIES, MAX_TASK_RETRIES, STRATEGY } from './knobs.ts';
import { Owner } from './owner.ts';
import type { RayRules } from './rules.ts';

interface Driver {
  readonly env: Env;
  readonly graph: Graph;
  /** Tasks that are over, as the driver hears of them. */
  readonly over: Queue;
  /** How many of those there will be. */
  readonly count: number;
}

const NOTHING_SAID: Partial<Pick<TaskSpec, 'actor' | 'cpus'>> = {};

/** Makes the cluster and submits all tasks but the nested ones; `returnMs`: how long the driver takes to hear of what its I/O thread knows. */
function* submitAll(env: Env, rules: RayRules, returnMs: (cluster: Cluster) => number): Generator<never, Driver> {
  const cluster = new Cluster(env, env.knob(HOSTS), env.knob(CPUS), rules);
  const { io, costs } = cluster;
  const graph = new Graph(env, rules.poison);
  const beat = new Beat(io, env.knob(HEARTBEAT), rules.beat);
  const spread = env.knob(STRATEGY) === 'SPREAD';
  const owner = new Owner(cluster, graph, beat, 0, 0, { maxRetries: env.knob(MAX_RETRIES), spread });
  const actors = new Map<string, Actor>();
  const over = env.queue();
  const late = returnMs(cluster);
  const isOver = (task: TaskNumber) => over.put(task);
  // What the driver does then changes nothing for anybody else at that moment: no message is needed for what takes no time.
  graph.over = late > 0 ? (task) => io.tell(late, isOver, task) : isOver;
  graph.ready = (task) => {
    const { actor } = env.scenario.tasks[task]!;
    if (actor !== undefined) actors.get(actor)?.send();
    else if (graph.isNested[task] === 0) owner.enqueue(task);
    else owner.owners.get(task)?.enqueue(task);
  };
  let count = 0;
  const steps = function* (): Steps {
    yield spawn(() => io.run(), []);
    yield* cluster.prestart(env.knob(COLD) === 'on');
    for (let task = 0; task < env.taskCount; task++) {
      if (graph.isNested[task] === 1) continue;
      const ms = count++ === 0 ? costs.submit : costs.submitEach;
      if (ms > 0) yield delay(ms, 'turn');
      env.submit(task);
      const { actor, cpus } = env.bare ? NOTHING_SAID : env.scenario.tasks[task]!;
      if (actor !== undefined) {
        let its = actors.get(actor);
        if (!its) {
          const settings = { maxRestarts: env.knob(MAX_RESTARTS), maxTaskRetries: env.knob(MAX_TASK_RETRIES) };
          actors.set(actor, (its = new Actor(cluster, graph, beat, cpus, settings)));
          its.create();
        }
        its.call(task);
      } else if (graph.isReady(task)) owner.enqueue(task);
    }
  };
  yield* steps() as Generator<never, void>;
  return { env, graph, over, count };
}

/**
 * `ray.get` of the whole list: all at once, or an exception as soon as the first one is there (`memory_store.cc`, `GetRequest::Set`).
 * Nothing is cancelled.
 */
export function* getAll(env: Env, rules: RayRules): Steps {
  const { graph, over, count } = yield* submitAll(env, rules, ({ costs }) => costs.toGet);
  let raises: TaskNumber | undefined;
  for (let n = 0; n < count; n++) {
    const task: TaskNumber = yield awaitResult(over);
    if (graph.resultOf(task) === 'ok') continue;
    raises = Math.min(raises ?? task, task);
    if (rules.raisesEarly) break;
  }
  const result = raises === undefined ? 'ok' : graph.resultOf(raises)!;
  if (result !== 'ok') env.raise([result.error]);
  else
    for (let task = 0; task < env.taskCount; task++)
      if (graph.isNested[task] === 0) env.deliver(task, env.attempts(task));
}

/** `ray.wait` for one, then `ray.get` of it with a try around it, until none is left. */
export function* waitForEach(env: Env, rules: RayRules): Steps {
  const { graph, over, count } = yield* submitAll(env, rules, ({ costs }) => costs.toWait);
  let left = count;
  const take = (task: TaskNumber) => {
    env.deliver(task, env.attempts(task));
    const result = graph.resultOf(task)!;
    if (result !== 'ok') {
      const { error, type } = result;
      env.caught(task, typeof error === 'number' ? env.scenario.tasks[error]!.id : error, type);
    }
    return --left > 0;
  };
  while (left > 0) {
    const task: TaskNumber | undefined = yield awaitEachResult(over, take);
    if (task !== undefined) take(task);
  }
}
