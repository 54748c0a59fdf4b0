/**
 * Spark 4.3.0 by PySpark: `collect()` of RDDs. A job is cut into stages at shuffles; a stage's tasks go to free slots of executors one by one.
 * The files beside this one name the sources of their rules.
 * Left out: which of two siblings is first, the order in which executors are offered and that inside hash sets (here that of the list);
 * the driver's own time; size of tasks, results and shuffles; memory, spills, replication, compilation; heartbeats, exclusion of bad
 * executors, dynamic allocation, decommission, barrier stages, push-based shuffle; DataFrames and their adaptive execution.
 */
import { type Engine, lateEngine } from '../engine.ts';
import { LIVE_HOSTS, OF_PYTHON } from '../facts.ts';
import { SPARK_KNOBS } from './knobs.ts';
import { PLACE } from './place.ts';

export const spark: Engine = lateEngine(
  {
    ...OF_PYTHON,
    id: 'spark',
    title: 'Spark',
    holds: 'a task holds a slot of an executor and a Python process, cpu a core of its host',
    group: 'many machines',
    lanes: PLACE,
    caller: 'core',
    wakes: 'nothing',
    stopsAtError: true,
    capacity: 'workers',
    manyMachines: 'Executor',
    usesUp: 'a failure',
    live: LIVE_HOSTS,
    knobs: SPARK_KNOBS,
  },
  async () => {
    const { sparkBy, ALL_RULES } = await import('./program.ts');
    return sparkBy(ALL_RULES);
  },
);
