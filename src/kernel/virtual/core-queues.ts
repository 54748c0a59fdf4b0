/**
 * The processor's cores, each with a run queue of its own, as an operating system's scheduler has them: a thread that begins to compute
 * goes to its last core if that is free, else to the one with the fewest; those of one core share it evenly, in slices of some
 * milliseconds that are not told. A core takes one over from the fullest as soon as that has two more. So three threads on two cores
 * do not have two thirds of a core each: one has a core of its own until something changes.
 */
import type { Sharing } from './cores.ts';

interface Burning<B> {
  readonly burner: B;
  /** What is left to compute (ms on a core of its own), and how long it has had the core (ms), both as of its core's `since`. */
  left: number;
  had: number;
}

interface Core<B> {
  since: number;
  readonly queue: Burning<B>[];
}

/** A machine with more cores than this has as many as anybody computes on. */
const MOST_CORES = 4096;

export class CoreQueues<B> implements Sharing<B> {
  readonly slowed: boolean;
  computing = 0;
  readonly #cores: readonly Core<B>[];
  readonly #speeds: readonly number[] | undefined;
  /** By burner: the core that it was on last, and how long it had it (ms). */
  readonly #last = new Map<B, { core: number; had: number }>();

  constructor(cores: number, speeds?: readonly number[]) {
    this.#cores = Array.from({ length: Math.min(cores, MOST_CORES) }, () => ({ since: 0, queue: [] }));
    this.#speeds = speeds;
    this.slowed = speeds !== undefined;
  }

  heldMs(now: number, burner?: B): number {
    if (burner === undefined) return 0;
    for (const core of this.#cores) {
      const burning = core.queue.find((one) => one.burner === burner);
      if (!burning) continue;
      this.#advance(core, now);
      return burning.had;
    }
    return this.#last.get(burner)?.had ?? 0;
  }

  add(burner: B, now: number, work: number): void {
    const last = this.#last.get(burner)?.core ?? -1;
    const fewest = Math.min(...this.#cores.map(({ queue }) => queue.length));
    const core = last >= 0 && this.#cores[last]!.queue.length === fewest ? last : this.#leastLoaded(fewest);
    this.#advanceAll(now);
    this.#cores[core]!.queue.push({ burner, left: work, had: 0 });
    this.#last.set(burner, { core, had: 0 });
    this.computing++;
  }

  remove(burner: B, now: number): number {
    this.#advanceAll(now);
    for (const core of this.#cores) {
      const at = core.queue.findIndex((one) => one.burner === burner);
      if (at >= 0) return this.#take(core, at).left;
    }
    return 0;
  }

  get nextEnd(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const core of this.#cores) next = Math.min(next, this.#endOf(core));
    return next;
  }

  done(now: number): B | undefined {
    for (const core of this.#cores) {
      if (this.#endOf(core) > now) continue;
      this.#advanceAll(now);
      let first = 0;
      for (let i = 1; i < core.queue.length; i++) if (core.queue[i]!.left < core.queue[first]!.left) first = i;
      return this.#take(core, first).burner;
    }
    return undefined;
  }

  forget(burner: B): void {
    this.#last.delete(burner);
  }

  #leastLoaded(fewest: number): number {
    return this.#cores.findIndex(({ queue }) => queue.length === fewest);
  }

  /** How fast each of a core's threads computes. */
  #rate({ queue }: Core<B>): number {
    const speeds = this.#speeds;
    if (!speeds) return 1 / queue.length;
    const busy = this.#cores.reduce((sum, core) => sum + (core.queue.length > 0 ? 1 : 0), 0);
    return (speeds[Math.min(busy, speeds.length) - 1] ?? 1) / queue.length;
  }

  #endOf(core: Core<B>): number {
    if (core.queue.length === 0) return Number.POSITIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    for (const { left } of core.queue) least = Math.min(least, left);
    return core.since + Math.max(0, least) / this.#rate(core);
  }

  #advanceAll(now: number): void {
    // Each core's speed may depend on all: they are brought up to date before any changes.
    for (const core of this.#cores) this.#advance(core, now);
  }

  #advance(core: Core<B>, now: number): void {
    const { queue } = core;
    if (queue.length > 0 && now > core.since) {
      const rate = this.#rate(core);
      const ms = now - core.since;
      for (const burning of queue) {
        burning.left -= ms * rate;
        burning.had += ms / queue.length;
      }
    }
    core.since = now;
  }

  #take(core: Core<B>, at: number): Burning<B> {
    const [burning] = core.queue.splice(at, 1);
    this.#last.get(burning!.burner)!.had = burning!.had;
    this.computing--;
    this.#balance();
    return burning!;
  }

  #balance(): void {
    for (;;) {
      let [fullest, emptiest] = [0, 0];
      for (const [i, { queue }] of this.#cores.entries()) {
        if (queue.length > this.#cores[fullest]!.queue.length) fullest = i;
        if (queue.length < this.#cores[emptiest]!.queue.length) emptiest = i;
      }
      if (this.#cores[fullest]!.queue.length < this.#cores[emptiest]!.queue.length + 2) return;
      const moved = this.#cores[fullest]!.queue.pop()!;
      this.#cores[emptiest]!.queue.push(moved);
      this.#last.get(moved.burner)!.core = emptiest;
    }
  }
}
