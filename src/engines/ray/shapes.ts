/** Requests by their shape: what they have in common with others of their scheduling class (`raylet/scheduling/local_lease_manager.cc`). */
import { Fifo } from '../fifo.ts';

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
  /** More leases than its share of the CPUs, one after each time that this has waited; and how long it waits next (ms). */
  extra = 0;
  backoffMs = FIRST_BACKOFF_MS;
  backingOff = false;

  constructor(readonly cpus: number) {}

  allowOneMore(): void {
    this.backoffMs = Math.min(MOST_BACKOFF_MS, 2 * this.backoffMs);
    this.extra++;
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
    for (const { cpus, granted, waiting } of this.#all.values()) {
      if (cpus === 0) continue;
      wanted += cpus * waiting.length;
      leases += granted;
      if (waiting.length > 0) shapes++;
    }
    return wanted > most && shapes > 1 && shape.granted > Math.floor(leases / shapes);
  }
}
