/**
 * What a thread of a free-threaded interpreter does when it finds a lock or an event taken: it calls `sched_yield` 40 times before it
 * parks (`Python/lock.c`, `MAX_SPIN_COUNT`). On a free core that takes no time. While all cores compute each yield takes a slice of
 * every thread that its core has besides, and the thread does not look at what it waits for until it is through (3.15: every fourth time).
 */
import type { PythonRules } from '../../engines/python-rules.ts';
import type { Request } from '../../engines/vocabulary.ts';
import type { Machine } from '../../scenario/machine.ts';
import { type Proc, STEP, YIELDED } from './process.ts';
import type { VirtualQueue } from './queues.ts';

/** Where it is told how many compute at the moment. */
interface Busy {
  readonly first: { readonly cores: { readonly computing: number } };
}

/** How often `sched_yield` is called before parking. */
export const YIELDS = 40;
const LOOKS_EVERY = 4;
/**
 * A slice on Linux, where the machine does not say: 40 yields took 53 ms beside one computing thread a core (CPython 3.14.7t, two cores).
 * `public/overlap-calibrate.py` measures it (`yieldMs`).
 */
const YIELD_MS = 1.35;

/** What yields need of the kernel. */
export interface YieldHost {
  readonly hosts: Busy;
  wakeIn(process: Proc, ms: number): void;
  /** Asks for this; gives whether the process has its answer at once. */
  answer(process: Proc, request: Request): boolean;
}

export class Yields {
  readonly #host: YieldHost;
  readonly #looks: boolean;
  readonly #cores: number;
  readonly #yieldMs: number;
  readonly #under = new Map<Proc, { readonly request: Request & { op: 'get' }; yielded: number }>();

  constructor(host: YieldHost, rules: PythonRules, { cores, yieldMs = YIELD_MS }: Machine) {
    this.#host = host;
    this.#looks = rules.looksWhileYielding;
    this.#cores = cores;
    this.#yieldMs = yieldMs;
  }

  /** How long the next yield takes (ms): 0 while a core is free, since then all that are left take no time. */
  get nextMs(): number {
    return this.#yieldMs * Math.floor(this.#host.hosts.first.cores.computing / this.#cores);
  }

  /** Gives whether the process yields before it parks. Others that can go on at this moment do so first: they may be what keeps the cores busy. */
  begin(process: Proc, request: Request & { op: 'get' }): boolean {
    if (process.holds === 'loop') return false;
    this.#under.set(process, { request, yielded: -1 });
    process.phase = YIELDED;
    this.#host.wakeIn(process, 0);
    return true;
  }

  /** The process has yielded once. Gives whether it has what it waits for; else it yields again, or has parked. */
  yielded(process: Proc): boolean {
    const under = this.#under.get(process)!;
    const queue = under.request.queue as VirtualQueue;
    under.yielded++;
    const looks = this.#looks && under.yielded > 0 && under.yielded % LOOKS_EVERY === 0;
    const ms = this.nextMs;
    if (under.yielded < YIELDS && ms > 0 && !(looks && queue.length > 0)) {
      this.#host.wakeIn(process, ms);
      return false;
    }
    this.#under.delete(process);
    process.phase = STEP;
    return this.#host.answer(process, { op: 'get', queue, untilGivingUp: under.request.untilGivingUp });
  }
}
