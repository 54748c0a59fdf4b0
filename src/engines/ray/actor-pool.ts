/**
 * `ray.util.ActorPool.map_unordered` (`util/actor_pool.py`): plain Python in the driver. As many calls as actors are made at once; the
 * next one only when the caller fetches a result. A failure raises out of the generator, and one more call is made meanwhile. A dead
 * actor leaves the pool. The actors are there before t = 0.
 */

import { HOSTS } from '../knobs.ts';
import { awaitResult, delay, type Env, type Steps, spawn, type TaskNumber } from '../vocabulary.ts';
import { Cluster } from './cluster.ts';
import { CPUS } from './knobs.ts';
import type { RayRules } from './rules.ts';
import type { Job, Worker } from './worker.ts';

interface Fetched {
  readonly task: TaskNumber;
  readonly actor: Worker;
  readonly outcome: 'ok' | 'failed' | 'lost';
}

export function* mapUnordered(env: Env, rules: RayRules): Steps {
  const cluster = new Cluster(env, env.knob(HOSTS), env.knob(CPUS), rules);
  const { io, costs, raylets } = cluster;
  yield spawn(() => io.run(), []);
  const idle: Worker[] = [];
  for (const { pool } of raylets) for (let k = 0; k < env.knob(CPUS); k++) idle.push(yield* pool.warmActor());
  const results = env.queue();
  const pushed: Record<string, number> = {};
  let next = 0;
  const push = () => {
    if (next === env.taskCount || idle.length === 0) return;
    const [task, actor] = [next++, idle.pop()!];
    pushed[env.scenario.tasks[task]!.id] = env.now();
    const tell = (outcome: Fetched['outcome'], ms: number) =>
      results.later({ task, actor, outcome } satisfies Fetched, ms);
    const job: Job = {
      worker: actor,
      task,
      poisoned: false,
      nested: undefined,
      ended: (ok) => tell(ok ? 'ok' : 'failed', costs.actorReply),
      lost: () => tell('lost', costs.actorDeath),
    };
    actor.onDeath = () => {
      for (const { lost } of actor.jobs()) lost(true);
    };
    actor.send(job, costs.actorCall);
  };
  const first = Math.min(idle.length, env.taskCount);
  for (let k = 0; k < first; k++) {
    yield delay(k === 0 ? costs.submit : costs.submitEach, 'turn');
    env.submit(k);
    push();
  }
  for (let task = first; task < env.taskCount; task++) env.submit(task);
  for (let n = 0; n < env.taskCount; n++) {
    const { task, actor, outcome }: Fetched = yield awaitResult(results);
    if (outcome !== 'lost') {
      idle.push(actor);
      if (rules.pushesOnFetch) push();
    }
    if (outcome === 'ok') env.deliver(task);
    else {
      env.raise([outcome === 'lost' ? 'ActorDiedError' : task]);
      return;
    }
  }
}
