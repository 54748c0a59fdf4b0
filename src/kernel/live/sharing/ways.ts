/** The ways to share a counter, in the order in which they are shown and run. */

export type Way = 'global' | 'gil' | 'unlocked' | 'lock' | 'atomics' | 'server';

export const WAYS: readonly Way[] = ['global', 'gil', 'unlocked', 'lock', 'atomics', 'server'];

/** Those whose counter lies in memory that all workers see. */
export const usesSharedMemory = (way: Way): way is InMemory => way !== 'global' && way !== 'server';
export type InMemory = 'gil' | 'unlocked' | 'atomics' | 'lock';

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
  /** How often it was counted until an update was lost, this time included: only without a lock, where that is luck. */
  readonly tries: number;
  /** What one step took the worker that made it, on average. */
  readonly stepUs: number;
}

/** So often, and so long (ms), it is tried to lose an update. */
const MOST_TRIES = 50;
const LONGEST_MS = 5000;

/** Counts again and again until an update is lost. Gives the last try, with the number of them. */
export async function untilOneIsLost(
  count: () => Promise<Measured>,
  clock: () => number = () => performance.now(),
): Promise<Measured> {
  const fromMs = clock();
  for (let tries = 1; ; tries++) {
    const measured = await count();
    if (lostOf(measured) > 0 || tries === MOST_TRIES || clock() - fromMs > LONGEST_MS) return { ...measured, tries };
  }
}

/** Steps that were to be taken by all together. */
export const expectedOf = ({ workers, steps }: Pick<Measured, 'workers' | 'steps'>): number => workers * steps;

/** Steps that the caller does not see. */
export const lostOf = (measured: Measured): number => expectedOf(measured) - measured.seen;
