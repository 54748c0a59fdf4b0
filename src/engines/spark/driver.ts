/** The caller's program: it calls one action after another, and in threads of their own those that come at a time of their own. */

import { Io } from '../io.ts';
import { awaitResult, delay, type Env, get, join, type Process, type Queue, type Steps, spawn } from '../vocabulary.ts';
import { costsOf } from './costs.ts';
import { Dag, type Result } from './dag.ts';
import {
  CLUSTER,
  COLD,
  HOSTS,
  MAX_FAILURES,
  MIN_RUNTIME,
  MULTIPLIER,
  QUANTILE,
  SCHEDULER_MODE,
  SLOTS,
  SPECULATION,
  UNIX_SOCKET,
} from './knobs.ts';
import type { SparkRules } from './rules.ts';
import { Scheduler } from './scheduler.ts';
import { type Job, jobsOf } from './stages.ts';

/** `collect()` of each job. */
export function* callAll(env: Env, rules: SparkRules): Steps {
  const io = new Io(env);
  const cluster = env.knob(CLUSTER);
  const isLocal = cluster === 'local';
  const costs = costsOf(env.machine, isLocal, env.knob(UNIX_SOCKET) === 'on', rules);
  const speculates = env.knob(SPECULATION) === 'on' && !isLocal && rules.speculation;
  const scheduler = new Scheduler(env, io, costs, rules, {
    mode: env.knob(SCHEDULER_MODE),
    maxFailures: rules.localFailsOnce ? env.knob(MAX_FAILURES) : Math.max(4, env.knob(MAX_FAILURES)),
    speculation: speculates
      ? { multiplier: env.knob(MULTIPLIER), quantile: env.knob(QUANTILE), minRuntimeMs: env.knob(MIN_RUNTIME) }
      : undefined,
    isLocal,
    oneHostName: cluster !== 'standalone',
    slots: env.knob(SLOTS),
  });
  const number = new Map(env.scenario.tasks.map(({ id }, task) => [id, task]));
  const together = (env.scenario.together ?? []).map((ids) => ids.map((id) => number.get(id)!));
  const dag = new Dag(env, io, costs, rules, scheduler, together);
  yield spawn(() => io.run(), []);
  const isCold = env.knob(COLD) === 'on';
  const hosts = isLocal ? 1 : env.knob(HOSTS);
  for (let host = 0; host < hosts; host++) yield* scheduler.add(host, isCold);

  const threads: Process[] = [];
  const jobs = jobsOf(env.scenario);
  const own = jobs.filter(({ atMs }) => atMs === undefined && rules.jobsInSequence);
  for (const job of jobs) if (!own.includes(job)) threads.push(yield spawn(() => thread(env, dag, job), []));
  for (const job of own) {
    const done = call(env, dag, job);
    const { error }: { error: Result } = yield awaitResult(done);
    if (!returned(env, dag, job, error)) return;
  }
  for (const process of threads) yield join(process);
}

function* thread(env: Env, dag: Dag, job: Job): Steps {
  yield delay(job.atMs ?? 0, 'turn');
  const { error }: { error: Result } = yield get(call(env, dag, job));
  returned(env, dag, job, error);
}

/** Calls a job's action; gives the queue into which its result comes. */
function call(env: Env, dag: Dag, job: Job): Queue {
  dag.handOver(job.tasks);
  const done = env.queue();
  dag.io.after(dag.costs.submit, () => dag.submit(job, done));
  return done;
}

/** The action has returned, or raised; gives whether it returned. */
function returned(env: Env, dag: Dag, job: Job, error: Result): boolean {
  if (error !== undefined) env.raise([error]);
  else for (const { tasks } of job.results) for (const task of tasks) env.deliver(task, dag.winners.get(task)!);
  return error === undefined;
}
