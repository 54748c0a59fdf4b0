/** The ways to share a counter, in the order in which they are shown and run. */

export type Way = 'global' | 'unlocked' | 'atomics' | 'lock' | 'server';

export const WAYS: readonly Way[] = ['global', 'unlocked', 'atomics', 'lock', 'server'];

/** Those whose counter lies in memory that all workers see. */
export const usesSharedMemory = (way: Way): boolean => way === 'unlocked' || way === 'atomics' || way === 'lock';

/** One way, measured: `workers` workers took `steps` steps each. */
export interface Measured {
  readonly way: Way;
  readonly workers: number;
  readonly steps: number;
  /** What the counter says to the caller at the end. */
  readonly seen: number;
  /** What each worker's own global variable says at the end: only where that was counted. */
  readonly own: readonly number[];
  /** From the first worker's first step to the last one's last. */
  readonly totalMs: number;
  /** What one step took the worker that made it, on average. */
  readonly stepUs: number;
}

/** Steps that were to be taken by all together. */
export const expectedOf = ({ workers, steps }: Pick<Measured, 'workers' | 'steps'>): number => workers * steps;

/** Steps that the caller does not see. */
export const lostOf = (measured: Measured): number => expectedOf(measured) - measured.seen;
