/**
 * What Spark's ways cost on a machine (ms): members of `machine`, 0 where one is left out, and how they add up. A machine's figures are
 * medians over jobs of their own; what a rule of Spark's says of their parts stands here.
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
  /** Processor time of `gc.collect()` between two tasks of a Python process. */
  readonly gc: number;
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
}

/** Without TCP_NODELAY the end mark of a task is held back after a task shorter than this (ms). */
export const SHORT_MS = 40;

/** `gc.collect()` of `pyspark/daemon.py` takes about so much processor time (ms). */
const GC_MS = 9;
/** The stage's binary is fetched in 25 of the 40 ms that a first task in a cluster takes to start. */
const BROADCAST_SHARE = 25 / 40;
/** An executor that has done it before writes a shuffle in 10 to 20 ms. What a machine says beyond that is its first time, in a cold JVM. */
const WRITE_MS = 15;
/** The daemon takes 0.7 s where a process of it takes 0.24 s. */
const DAEMON_SHARE = 700 / 240;

export function costsOf(machine: Machine, isLocal: boolean, unixSocket: boolean, rules: SparkRules): Costs {
  const of = (name: string): number => (machine as unknown as Readonly<Record<string, number | undefined>>)[name] ?? 0;
  const [start, fork, write] = [of('taskStartMs'), of('pythonWorkerStartMs'), of('shuffleWriteMs')];
  return {
    submit: of('jobSubmitMs'),
    start,
    broadcast: isLocal || !rules.broadcast ? 0 : BROADCAST_SHARE * start,
    read: of('shuffleReadMs'),
    end: of('taskEndMs'),
    write: Math.min(WRITE_MS, write),
    firstWrite: Math.max(0, write - WRITE_MS),
    gc: rules.gc ? Math.min(GC_MS, of('reuseMs')) : 0,
    short: unixSocket || !rules.shortTasks ? 0 : of('shortTaskMs'),
    fork,
    daemon: rules.daemon ? DAEMON_SHARE * fork : 0,
    gap: of('stageGapMs'),
    result: of('resultMs'),
    loss: of('executorLossMs'),
    executor: of('executorStartMs'),
  };
}
