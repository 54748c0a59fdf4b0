/**
 * States of a worker, in a word that it shares with the page. It sleeps at this word, so that the page can wake it to its
 * end: a browser takes 2 s to end a worker that sleeps in `Atomics.wait`. Killing one that drives itself waits until it stands
 * at a place where no item can be lost.
 */
export const BUSY = 0;
/** In a task's segment. */
export const IN_TASK = 1;
/** Asleep at a queue or a permit. */
export const BLOCKED = 2;
/** In a delay outside any task. */
export const DELAYED = 3;
export const DOOMED = 4;
