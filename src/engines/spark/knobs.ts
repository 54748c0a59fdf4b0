/** Spark's knobs, with Spark's own defaults. */
import { hostsOf } from '../../scenario/hosts.ts';
import { knobIn } from '../../scenario/knobs.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { choiceKnob, flagKnob, numberKnob, poolSize } from '../knobs.ts';

/** Cores of each executor. */
export const SLOTS = poolSize((machine) => machine.cores);

export const HOSTS = numberKnob({ name: 'hosts', title: 'Hosts', min: 1, max: 100, whole: true, preset: () => 1 });

export const COLD = flagKnob({ name: 'cold', title: 'Cold start' });

/** `local[n]`, a standalone master with a worker on each host, or `local-cluster[...]`, whose executors bear one host name. */
export const CLUSTER = choiceKnob({
  name: 'cluster',
  title: 'Master',
  values: ['local', 'standalone', 'local-cluster'],
  preset: ({ scenario }) => (hostsOf(scenario) > 1 ? 'standalone' : 'local'),
});

const isLocal = (scenario: Scenario): boolean =>
  (knobIn(scenario, 'cluster') ?? (hostsOf(scenario) > 1 ? 'standalone' : 'local')) === 'local';

/** `spark.task.maxFailures`, which `local[n]` does not heed; `local[n, f]` says it there. */
export const MAX_FAILURES = numberKnob({
  name: 'maxFailures',
  title: 'Failures of a task',
  min: 1,
  max: 1000,
  whole: true,
  preset: ({ scenario }) => (isLocal(scenario) ? 1 : 4),
});

export const SCHEDULER_MODE = choiceKnob({
  name: 'schedulerMode',
  title: 'Scheduler mode',
  values: ['FIFO', 'FAIR'],
  isOfUse: (scenario) => scenario.tasks.some(({ job }) => job !== undefined),
  preset: () => 'FIFO',
});

export const SPECULATION = flagKnob({
  name: 'speculation',
  title: 'Speculation',
  isOfUse: (scenario) => !isLocal(scenario),
});

const isSpeculating = (scenario: Scenario): boolean => knobIn(scenario, 'speculation') === 'on';

export const MULTIPLIER = numberKnob({
  name: 'speculationMultiplier',
  title: 'Slower than the median by',
  min: 1,
  max: 1000,
  whole: false,
  isOfUse: isSpeculating,
  preset: () => 3,
});

export const QUANTILE = numberKnob({
  name: 'speculationQuantile',
  title: 'Share that must be done',
  min: 0,
  max: 1,
  whole: false,
  isOfUse: isSpeculating,
  preset: () => 0.9,
});

export const MIN_RUNTIME = numberKnob({
  name: 'minTaskRuntimeMs',
  title: 'Least time before a copy',
  min: 0,
  max: 1_000_000,
  whole: false,
  unit: 'ms',
  isOfUse: isSpeculating,
  preset: () => 100,
});

export const UNIX_SOCKET = flagKnob({ name: 'pythonUnixSocket', title: 'Unix sockets to Python' });

export const SPARK_KNOBS = [
  SLOTS,
  HOSTS,
  CLUSTER,
  COLD,
  MAX_FAILURES,
  SCHEDULER_MODE,
  SPECULATION,
  MULTIPLIER,
  QUANTILE,
  MIN_RUNTIME,
  UNIX_SOCKET,
];
