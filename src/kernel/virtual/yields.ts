/**
 * What a thread of a free-threaded interpreter does when it finds a lock or an event taken: it calls `sched_yield` 40 times before it
 * parks (`Python/lock.c`, `MAX_SPIN_COUNT`). On a free core that takes no time. While all cores compute each yield takes a slice of
 * every thread that its core has besides, and the thread does not look at what it waits for until it is through (3.15: every fourth time).
 */
import type { PythonRules } from '../../engines/python-rules.ts';
import type { Machine } from '../../scenario/machine.ts';

/** Where it is told how many compute at the moment. */
interface Busy {
  readonly first: { readonly cores: { readonly computing: number } };
}

/** How often `sched_yield` is called before parking. */
export const YIELDS = 40;
const LOOKS_EVERY = 4;
/** A slice on Linux: 40 yields took 53 ms beside one computing thread a core (CPython 3.14.7t, two cores). */
const YIELD_MS = 1.35;

export class Yields {
  readonly #hosts: Busy;
  readonly #rules: Pick<PythonRules, 'looksWhileYielding'>;
  readonly #cores: number;
  readonly #yieldMs: number;

  constructor(hosts: Busy, rules: PythonRules, { cores, yieldMs = YIELD_MS }: Machine) {
    this.#hosts = hosts;
    this.#rules = rules;
    this.#cores = cores;
    this.#yieldMs = yieldMs;
  }

  /** How long the next yield takes (ms): 0 while a core is free, since then all that are left take no time. */
  get nextMs(): number {
    return this.#yieldMs * Math.floor(this.#hosts.first.cores.computing / this.#cores);
  }

  /** Whether it has yielded as often as it does, or need not since a core is free. */
  isThrough(yielded: number): boolean {
    return yielded >= YIELDS || this.nextMs === 0;
  }

  /** Whether the thread looks at what it waits for after this one of its yields, counted from 1. */
  looksAfter(yielded: number): boolean {
    return yielded > 0 && yielded % LOOKS_EVERY === 0 && this.#rules.looksWhileYielding;
  }
}
