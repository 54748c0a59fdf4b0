/**
 * What Spark's ways cost on a machine (ms): members of `machine`, 0 where one is left out, and what they are made of. A machine's figures
 * are medians of jobs whose tasks start and end as many at a time as there are cores. Of each, `LATENCY` passes whatever else goes on; the rest
 * is work, so that who starts or ends alone is faster, and many that do so together slow each other.
 */
import type { Machine } from '../../scenario/machine.ts';
import type { SparkRules } from './rules.ts';

export interface Costs {
  /** Call of an action, up to the first launch. */
  readonly submit: number;
  /** Launch, up to the task's first instruction; and the part of it that only the first tasks of a stage on an executor have. */
  readonly start: number;
  readonly broadcast: number;
  /** More for these, where they read a shuffle. */
  readonly read: number;
  /** A task's end, up to the free slot; more where it writes a shuffle; more where the executor has never done so. */
  readonly end: number;
  readonly write: number;
  readonly firstWrite: number;
  /** A task's end, up to when its Python process is ready for the next one: it collects garbage first. */
  readonly reuse: number;
  /** More for the next task of a process whose last one took less than `SHORT_MS`. */
  readonly short: number;
  /** A new Python process; and the daemon that forks it, where there is none. */
  readonly fork: number;
  readonly daemon: number;
  /** The last task of a stage is done, up to the next stage's first launch, or to the return of the action. */
  readonly gap: number;
  readonly result: number;
  /** An executor is gone, up to the driver's notice; from there to the next executor's registration. */
  readonly loss: number;
  readonly executor: number;
  /** The work in each millisecond of starting and ending (ms). */
  readonly work: number;
}

/** The share of a figure that is no work: single tasks of the recordings start and end in 0.8 of it, four together on two cores in 1.4. */
export const LATENCY = 0.6;

/** Without TCP_NODELAY the end mark of a task is held back after a task shorter than this (ms). */
export const SHORT_MS = 40;

/** The stage's binary is fetched in 25 of the 40 ms that a first task in a cluster takes to start. */
const BROADCAST_SHARE = 25 / 40;
/** An executor that has done it before writes a shuffle in 10 to 20 ms. What a machine says beyond that is its first time, in a cold JVM. */
const WRITE_MS = 15;
/** The daemon takes 0.7 s where a process of it takes 0.24 s. */
const DAEMON_SHARE = 700 / 240;

export function costsOf(machine: Machine, isLocal: boolean, unixSocket: boolean, rules: SparkRules): Costs {
  const of = (name: string): number => (machine as unknown as Readonly<Record<string, number | undefined>>)[name] ?? 0;
  const work = (1 - LATENCY) / machine.cores;
  const alone = (name: string): number => (LATENCY + work) * of(name);
  const [start, fork, write] = [of('taskStartMs'), of('pythonWorkerStartMs'), alone('shuffleWriteMs')];
  return {
    submit: alone('jobSubmitMs'),
    start,
    broadcast: isLocal || !rules.broadcast ? 0 : BROADCAST_SHARE * start,
    read: of('shuffleReadMs'),
    end: alone('taskEndMs'),
    write: Math.min(WRITE_MS, write),
    firstWrite: Math.max(0, write - WRITE_MS),
    reuse: rules.gc ? of('taskEndMs') + of('reuseMs') : 0,
    short: unixSocket || !rules.shortTasks ? 0 : of('shortTaskMs'),
    fork,
    daemon: rules.daemon ? DAEMON_SHARE * fork : 0,
    gap: alone('stageGapMs'),
    result: alone('resultMs'),
    loss: of('executorLossMs'),
    executor: of('executorStartMs'),
    work,
  };
}
