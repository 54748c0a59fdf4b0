/**
 * What a worker is doing, in a word that the worker shares with the page. The worker also sleeps at this word: a browser takes 2 s to end a
 * worker that sleeps in `Atomics.wait`, so the page wakes the worker before it ends it. A worker that runs an engine's program is
 * killed only in a state in which no item of a queue can be lost.
 */
export const BUSY = 0;
/** In a task's segment. */
export const IN_TASK = 1;
/** Asleep at a queue or a permit. */
export const BLOCKED = 2;
/** In a delay outside any task. */
export const DELAYED = 3;
export const DOOMED = 4;
/** Its task is to end with an exception. */
export const INTERRUPTED = 5;

/** Beside that word: how many times as long its stretches take, in steps of a hundredth; 0 for once. */
export const SLOWED = 1;
export const SLOWED_STEPS = 100;
export const STATE_WORDS = 2;

/** How many times as long it takes, by its words. */
export const slowness = (state: Int32Array): number => (Atomics.load(state, SLOWED) || SLOWED_STEPS) / SLOWED_STEPS;
