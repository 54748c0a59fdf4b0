/** A page whose clock is not real: computing takes exactly as long as its work, turns take no time, idle time is skipped. */
import type { Page } from '../src/kernel/live/platform/page.ts';

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

export class FakePage implements Page {
  readonly timeOrigin = 1_000_000;
  #now = 0;
  #timers = new Map<number, Timer>();
  #made = 0;
  readonly #macrotasks: (() => void)[] = [];

  readonly now = (): number => this.#now;

  calendar(): number {
    return this.timeOrigin + this.#now + this.calendarAheadMs;
  }
  /** Somebody has set the calendar, or the computer slept. */
  calendarAheadMs = 0;

  setTimer(ms: number, callback: () => void): number {
    this.#timers.set(++this.#made, { atMs: this.#now + Math.max(0, ms), callback });
    return this.#made;
  }

  clearTimer(timer: number): void {
    this.#timers.delete(timer);
  }

  macrotasks(callback: () => void): () => void {
    return () => this.#macrotasks.push(callback);
  }

  everyBeat(listener: (now: number) => void): () => void {
    this.#beats.add(listener);
    return () => this.#beats.delete(listener);
  }
  readonly #beats = new Set<(now: number) => void>();

  /** A frame: without this call there is none. */
  beat(): void {
    for (const listener of this.#beats) listener(this.#now);
  }

  whenHidden(): () => void {
    return () => {};
  }

  burn(ms: number): void {
    this.#now += ms;
  }

  /** Timers that have not fired. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Runs one macrotask, or the first timer if there is none; false if nothing is left to do. A timer that is due goes before macrotasks. */
  step(): boolean {
    const timer = this.#firstTimer();
    if (timer && (this.#macrotasks.length === 0 || this.#timers.get(timer)!.atMs <= this.#now)) {
      const { atMs, callback } = this.#timers.get(timer)!;
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, atMs);
      callback();
      return true;
    }
    const macrotask = this.#macrotasks.shift();
    macrotask?.();
    return macrotask !== undefined;
  }

  /** Runs until nothing is left to do, with the jobs of promises in between. */
  async run(): Promise<void> {
    do await new Promise(setImmediate);
    while (this.step());
  }

  /** The same, where nothing depends on promises. */
  runNow(): void {
    while (this.step());
  }

  #firstTimer(): number {
    let [first, atMs] = [0, Number.POSITIVE_INFINITY];
    for (const [timer, { atMs: at }] of this.#timers) if (at < atMs) [first, atMs] = [timer, at];
    return first;
  }
}
