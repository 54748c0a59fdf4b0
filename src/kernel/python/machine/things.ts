/** Locks, queues and the like as they are told: who holds a lock that the user made, how full a queue is. Only those are told that somebody waited for. */
import type { Level, Place, Thing } from '../messages.ts';
import type { ProgramKernel } from './program-kernel.ts';
import type { Stack } from './program-process.ts';

/** A lock that is held. */
export interface Held {
  readonly lane: number;
  readonly at: Place | undefined;
}

/** So many levels of a thing are kept before somebody waits for it. */
const MOST_EARLY = 20_000;

export class Things {
  readonly #kernel: ProgramKernel;
  readonly #counts = new Map<Thing['is'], number>();
  /** By number: what would have been told of things that nobody has waited for yet. */
  readonly #early = new Map<number, Level[]>();
  readonly #holders = new Map<number, Held>();
  /** By lane: the things that it holds, and where it took them. */
  readonly #held = new Map<number, Map<number, Place | undefined>>();

  constructor(kernel: ProgramKernel) {
    this.#kernel = kernel;
  }

  /** A number for something that may come to be waited for. */
  make(): number {
    const thing = this.#kernel.newId();
    this.#early.set(thing, []);
    return thing;
  }

  /** Somebody waits for it for the first time. `size`: 0 where there is no limit. */
  name(thing: number, is: Thing['is'], name: string, size: number): void {
    const early = this.#early.get(thing);
    if (!early) return;
    this.#early.delete(thing);
    const count = (this.#counts.get(is) ?? 0) + 1;
    this.#counts.set(is, count);
    const { telling } = this.#kernel;
    telling.thing({ thing, is, name: name || `${is} ${count}`, ...(size > 0 && { size }) });
    for (const level of early) telling.level(level);
  }

  /** The thing has this level from now on. */
  level(thing: number, level: number): void {
    this.#tell({ thing, atMs: this.#kernel.time(), level });
  }

  /** The thing, a shared value, is this from now on, as the program prints it. `by`: the lane that wrote it, if one did. */
  value(thing: number, value: string, by?: number): void {
    this.#tell({ thing, atMs: this.#kernel.time(), level: 0, value, ...(by !== undefined && { by }) });
  }

  /** A lock was taken or released by the stack that runs. */
  held(stack: Stack, thing: number, held: boolean, at: Place | undefined): void {
    const lane = stack.actingLane;
    if (lane < 0) return;
    const before = this.#holders.get(thing);
    if (before) this.#held.get(before.lane)?.delete(thing);
    if (held) {
      this.#holders.set(thing, { lane, at });
      const mine = this.#held.get(lane);
      if (mine) mine.set(thing, at);
      else this.#held.set(lane, new Map([[thing, at]]));
    } else this.#holders.delete(thing);
    this.#tell({ thing, atMs: this.#kernel.time(), level: held ? 1 : 0, holders: held ? [lane] : [] });
  }

  holderOf(thing: number): Held | undefined {
    return this.#holders.get(thing);
  }

  heldBy(lane: number): { readonly thing: number; readonly at?: Place }[] {
    return Array.from(this.#held.get(lane) ?? [], ([thing, at]) => ({ thing, ...(at && { at }) }));
  }

  #tell(level: Level): void {
    const early = this.#early.get(level.thing);
    if (!early) this.#kernel.telling.level(level);
    else if (early.length < MOST_EARLY) early.push(level);
  }
}
