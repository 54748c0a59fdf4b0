/**
 * Which stage is next (`Pool`, `SchedulingAlgorithm`). FIFO: the lowest job, in it the lowest stage. FAIR: the pool with the fewest running
 * tasks; inside a pool that threads name all is FIFO, in the pool `default` stages take turns.
 */
import type { SparkRules } from './rules.ts';
import type { TaskSet } from './task-set.ts';

const fifo = (a: TaskSet, b: TaskSet): number =>
  a.job.id - b.job.id || a.progress.stage.id - b.progress.stage.id || a.number - b.number;

const nameOf = (set: TaskSet): string => `TaskSet_${set.progress.stage.id}.${set.number}`;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const fair = (a: TaskSet, b: TaskSet): number => a.running.size - b.running.size || byText(nameOf(a), nameOf(b));

/** Task sets in the order in which they are offered slots. */
export function inOrder(sets: readonly TaskSet[], mode: string, rules: SparkRules): TaskSet[] {
  if (mode !== 'FAIR' || !rules.fair) return sets.toSorted(fifo);
  const pools = new Map<string, TaskSet[]>();
  for (const set of sets) {
    const { pool = 'default' } = set.job;
    const list = pools.get(pool);
    if (list) list.push(set);
    else pools.set(pool, [set]);
  }
  const running = new Map<string, number>();
  for (const [name, list] of pools)
    running.set(
      name,
      list.reduce((sum, set) => sum + set.running.size, 0),
    );
  return [...pools]
    .sort(([a], [b]) => running.get(a)! - running.get(b)! || byText(a, b))
    .flatMap(([name, list]) => list.sort(name === 'default' || !rules.poolIsFifo ? fair : fifo));
}
