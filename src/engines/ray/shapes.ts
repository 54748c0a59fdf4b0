/** Requests by their shape: what they have in common with others of their scheduling class (`raylet/scheduling/local_lease_manager.cc`). */
import { Fifo } from '../fifo.ts';

/** `worker_cap_initial_backoff_delay_ms`, `worker_cap_max_backoff_delay_ms`. */
const [FIRST_BACKOFF_MS, MOST_BACKOFF_MS] = [1000, 10_000];
/** Enough for rounding errors of fractions. */
export const NOTHING = 1e-6;

interface Asking {
  readonly shape: string;
  readonly cpus: number;
}

export class Shape<R> {
  readonly waiting = new Fifo<R>();
  granted = 0;
  /** Of these, how many wait for a process: their requests are in the queue up to then. */
  taking = 0;
  /** It has as many leases as it may: when it may have one more (ms), if CPUs are free then. Known from the first request that finds it so. */
  oneMoreMs = Number.POSITIVE_INFINITY;
  /** When the raylet looks again whether it may (ms). */
  looksAtMs = Number.NaN;

  constructor(readonly cpus: number) {}

  /** Whether it may have no lease more at `nowMs`. At most as many as fit `most` CPUs, those of blocked tasks among them; then one more at a time, after 1 s, 2 s, 4 s, ... */
  isCapped(most: number, nowMs: number): boolean {
    const over = this.granted - Math.round(most / this.cpus);
    if (this.cpus === 0 || over < 0 || nowMs >= this.oneMoreMs - NOTHING) return false;
    this.oneMoreMs = Math.min(this.oneMoreMs, nowMs + Math.min(MOST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** over));
    return true;
  }

  /** A lease is granted. */
  grant(): void {
    this.granted++;
    this.oneMoreMs = Number.POSITIVE_INFINITY;
  }
}

export class Shapes<R extends Asking> {
  readonly #all = new Map<string, Shape<R>>();

  of({ shape: name, cpus }: R): Shape<R> {
    let shape = this.#all.get(name);
    if (!shape) this.#all.set(name, (shape = new Shape(cpus)));
    return shape;
  }

  /** Those for which somebody waits, the one that wants most first. */
  waiting(): readonly Shape<R>[] {
    const all = [...this.#all.values()].filter(({ waiting }) => waiting.length > 0);
    return all.sort((a, b) => b.cpus - a.cpus);
  }

  /** Whether it has more leases than its share while others wait, and they want more than the `most` CPUs that there are. */
  passOver(shape: Shape<R>, most: number): boolean {
    if (shape.cpus === 0 || this.#all.size === 1) return false;
    let [wanted, leases, shapes] = [0, 0, 0];
    for (const { cpus, granted, taking, waiting } of this.#all.values()) {
      if (cpus === 0) continue;
      const asking = waiting.length + taking;
      wanted += cpus * asking;
      leases += granted;
      if (asking > 0) shapes++;
    }
    return wanted > most && shapes > 1 && shape.granted > Math.floor(leases / shapes);
  }
}
