/**
 * The page's main thread as an event loop: one ready queue, first in, first out, for all runs. Turns run in macrotasks. A turn that
 * computed ends its macrotask, so that input events and Cancel get in between; turns that cost next to nothing share one, up to a
 * time slice. No standard says which a browser takes first, a message or a timer that is due. So after each computation the loop
 * itself looks which sleepers are due, as the loops of Node and asyncio do; the browser's timers only wake a loop that is idle.
 */
import { Fifo } from '../../../engines/fifo.ts';
import { held } from '../platform/leftovers.ts';
import { browserPage, type Page } from '../platform/page.ts';

/** On the page's clock. Many turns share one: a number with a fraction in each would be an object more a turn. */
export interface Moment {
  readonly ms: number;
}

/** Before all that ever happens. */
export const FOREVER_AGO: Moment = { ms: Number.NEGATIVE_INFINITY };

/** One that waits for its turn. */
export interface Turn {
  /** Its turn has come. Must not throw. */
  turn(): void;
  /** Its run is over: nobody wants the turn any more. */
  readonly gone: boolean;
  /** Since when it wants this turn. Written by the loop. */
  wantsSince: Moment;
}

/** One that sleeps until its timer wakes it. */
export interface Sleeper {
  /** When it is due, on the page's clock (ms). */
  readonly dueAt: number;
  /** Its run is over. */
  readonly gone: boolean;
  /** It is due: its timer is not to fire any more, and it wants a turn. */
  wakeUp(): void;
}

/** A macrotask takes no further turn after so long (ms). */
const SLICE_MS = 4;
/** Turns between two looks at the clock. */
const LOOK_EVERY = 16;
/** A burn of so long (ms) ends its macrotask. */
const LONG_MS = 0.5;

export class MainLoop {
  /** Raised whenever time may have gone by: with each macrotask, each burn, and some turns that cost next to nothing. */
  epoch = 0;
  /** When the main thread was last seen to compute, on the page's clock (ms). */
  lastBurnEnd = Number.NEGATIVE_INFINITY;
  readonly #ready = new Fifo<Turn>();
  readonly #sleepers = new Set<Sleeper>();
  #macrotask: (() => void) | undefined;
  #posted = false;
  #pumping = false;
  #burnt = false;
  /** The time, as exactly as it matters to the order of turns: when the last burn ended. */
  #stamp = FOREVER_AGO;

  constructor(readonly page: Page) {}

  /** Waits for a turn, behind all others. */
  push(turn: Turn): void {
    held.waits++;
    turn.wantsSince = this.#stamp;
    this.#ready.push(turn);
    this.#post();
  }

  /** The next turn is this one's: it goes on with what it was doing, in the next macrotask. */
  pushFront(turn: Turn): void {
    held.waits++;
    turn.wantsSince = FOREVER_AGO;
    this.#ready.pushFront(turn);
    this.#post();
  }

  /**
   * From a macrotask of its own, a timer that was due at `dueAt` (on the page's clock, ms). It comes before those who want their
   * turn only since the main thread computed past that moment. If nobody waits, its turn is now.
   */
  arrive(turn: Turn, dueAt: number): void {
    held.waits++;
    turn.wantsSince = { ms: dueAt };
    if (dueAt < this.lastBurnEnd) this.#insert(turn, dueAt);
    else this.#ready.push(turn);
    if (this.#ready.length === 1 && !this.#pumping) this.#pump();
    else this.#post();
  }

  /** From now on the loop looks itself whether this one is due. */
  sleeps(sleeper: Sleeper): void {
    this.#sleepers.add(sleeper);
  }

  /** It sleeps no more. */
  wakes(sleeper: Sleeper): void {
    this.#sleepers.delete(sleeper);
  }

  /** Computes `ms` of work, here and now. */
  burn(ms: number, roundsPerMs: number): void {
    this.page.burn(ms, roundsPerMs);
    this.lastBurnEnd = this.page.now();
    this.#stamp = { ms: this.lastBurnEnd };
    this.epoch++;
    if (ms >= LONG_MS) this.#burnt = true;
  }

  /** Forgets the turns of runs that are over. */
  sweep(): void {
    const before = this.#ready.length;
    this.#refill(this.#ready.items().filter((turn) => !turn.gone));
    held.waits -= before - this.#ready.length;
    for (const sleeper of this.#sleepers) if (sleeper.gone) this.#sleepers.delete(sleeper);
  }

  /** Before those who want their turn since a later moment. */
  #insert(turn: Turn, dueAt: number): void {
    const all = this.#ready.items();
    const at = all.findIndex((other) => other.wantsSince.ms > dueAt);
    if (at < 0) this.#ready.push(turn);
    else this.#refill(all.toSpliced(at, 0, turn));
  }

  #refill(turns: readonly Turn[]): void {
    this.#ready.clear();
    for (const turn of turns) this.#ready.push(turn);
  }

  #post(): void {
    if (this.#posted || this.#pumping) return;
    this.#posted = true;
    this.#macrotask ??= this.page.macrotasks(() => {
      this.#posted = false;
      this.#pump();
    });
    this.#macrotask();
  }

  /** Wakes those who came due while the main thread computed, in the order in which they are due. */
  #wakeSleepers(): void {
    const now = this.page.now();
    const due = [...this.#sleepers].filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    for (const sleeper of due) sleeper.wakeUp();
  }

  #pump(): void {
    this.#pumping = true;
    this.epoch++;
    if (this.#burnt) this.#wakeSleepers();
    this.#burnt = false;
    const until = this.page.now() + SLICE_MS;
    for (let n = 1; ; n++) {
      const next = this.#ready.shift();
      if (!next) break;
      held.waits--;
      if (!next.gone) next.turn();
      if (this.#burnt) break;
      if (n % LOOK_EVERY !== 0) continue;
      this.epoch++;
      if (this.page.now() > until) break;
    }
    this.#pumping = false;
    if (this.#ready.length > 0) this.#post();
  }
}

/** The loop of this browser's page: one for all runs. */
export const mainLoop = new MainLoop(browserPage);
