/** Permits that the page and workers share: a count, and a word to sleep at. */
import type { Memory } from './memory.ts';

const FREE = 0;
export const VERSION = 1;
const SLEEPERS = 2;

export const permitWords = (count: number, memory: Memory): Int32Array => {
  const words = memory.int32(3);
  words[FREE] = count;
  return words;
};

export class SharedPermits {
  constructor(readonly control: Int32Array) {}

  /** Takes a permit if one is free. */
  take(): boolean {
    for (;;) {
      const free = Atomics.load(this.control, FREE);
      if (free <= 0) return false;
      if (Atomics.compareExchange(this.control, FREE, free, free - 1) === free) return true;
    }
  }

  giveBack(): void {
    Atomics.add(this.control, FREE, 1);
    if (Atomics.load(this.control, SLEEPERS) > 0) this.wake(1);
  }

  get version(): number {
    return Atomics.load(this.control, VERSION);
  }

  sleeperComes(): void {
    Atomics.add(this.control, SLEEPERS, 1);
  }

  sleeperGoes(): void {
    Atomics.sub(this.control, SLEEPERS, 1);
  }

  wake(count: number): void {
    Atomics.add(this.control, VERSION, 1);
    Atomics.notify(this.control, VERSION, count);
  }
}
