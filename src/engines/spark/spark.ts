/**
 * Spark 4.3.0 by PySpark: `collect()` of RDDs. A job is cut into stages at shuffles; a stage's tasks go to free slots of executors one by one.
 * The files beside this one name the sources of their rules.
 * Left out: which of two siblings is first, the order in which executors are offered and that inside hash sets (here that of the list);
 * the driver's own time; size of tasks, results and shuffles; memory, spills, replication, compilation; heartbeats, exclusion of bad
 * executors, dynamic allocation, decommission, barrier stages, push-based shuffle; DataFrames and their adaptive execution.
 */
import type { Engine } from '../engine.ts';
import { OF_PYTHON } from '../facts.ts';
import { callAll } from './driver.ts';
import { SPARK_KNOBS } from './knobs.ts';
import { PLACE } from './place.ts';
import { ALL_RULES, type SparkRules } from './rules.ts';

/** Spark as it is without some of its rules, to see what those do. */
export const sparkBy = (rules: SparkRules): Engine => ({
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
  manyMachines: true,
  live: { needs: 'nothing here', because: 'Spark has no live form in the browser yet' },
  programs: {},
  inside: () => true,
  knobs: SPARK_KNOBS,
  main: (env) => callAll(env, rules),
});

export const spark = sparkBy(ALL_RULES);
