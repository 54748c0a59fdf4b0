/** The life of a process that is there for one task, and what it leaves behind. */
import { type Env, perform, type Queue, type Steps, type TaskNumber } from './vocabulary.ts';

/** A task and how its attempt ended, in one number, since shared queues hold numbers. */
export const asResult = (task: TaskNumber, ok: boolean): number => task * 2 + (ok ? 1 : 0);
export const taskOf = (result: number): TaskNumber => result >> 1;
export const okOf = (result: number): boolean => (result & 1) === 1;

/** One attempt, whose result goes to `done`. */
export const attempt = Object.assign(
  function* (_env: Env, task: TaskNumber, done: Queue): Steps {
    const ok: boolean = yield perform(task);
    done.put(asResult(task, ok));
  },
  { oneAttempt: true } as const,
);
