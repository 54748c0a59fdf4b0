/** What each way teaches, before anything is measured. */
import type { Way } from '../../kernel/live/sharing/ways.ts';

interface Told {
  readonly title: string;
  /** What it is called in Python. */
  readonly python: string;
  readonly teaches: string;
}

export const TOLD: Readonly<Record<Way, Told>> = {
  global: {
    title: 'Global variable',
    python: 'global variable',
    teaches:
      'Separate processes do not share global variables: each worker adds to one of its own, and the caller’s stays 0.',
  },
  gil: {
    title: 'Threads with a GIL',
    python: 'global variable, threading.Thread',
    teaches:
      'Threads share their memory, and one at a time runs. It gives way between steps, not in the midst of one: here none is lost.',
  },
  unlocked: {
    title: 'Shared memory, no lock',
    python: 'multiprocessing.Value(lock=False); threads of 3.14t, without a GIL',
    teaches:
      'Shared memory is one counter for all, but adding is read, add, write: a late write undoes what others added.',
  },
  atomics: {
    title: 'Shared memory, atomics',
    python: 'none; nearest is Value with get_lock()',
    teaches: 'Shared memory where Atomics.add reads, adds and writes in one step: nobody gets in between.',
  },
  lock: {
    title: 'Shared memory, a lock',
    python: 'Value with get_lock(); threading.Lock',
    teaches:
      'Shared memory and a lock: one worker at a time reads, adds and writes, the others sleep until it is free.',
  },
  server: {
    title: 'Server process',
    python: 'Manager().Value, but its += is two calls',
    teaches: 'A server process keeps the counter and answers one message after another: await counter.add(1).',
  },
};
