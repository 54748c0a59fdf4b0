/** Permits that the page and workers share: a count of free permits, and a word at which those sleep who wait for one. */
import type { Permits } from '../../../engines/vocabulary.ts';
import type { Memory } from '../platform/memory.ts';
import { Shared } from './shared-word.ts';

const FREE = 0;
/** And the number of sleepers behind it. */
const VERSION = 1;

export const permitWords = (count: number, memory: Memory): Int32Array => {
  const words = memory.int32(3);
  words[FREE] = count;
  return words;
};

export class SharedPermits extends Shared implements Permits {
  constructor(words: Int32Array) {
    super(words, VERSION);
  }

  tryAcquire(): boolean {
    for (;;) {
      const free = Atomics.load(this.control, FREE);
      if (free <= 0) return false;
      if (Atomics.compareExchange(this.control, FREE, free, free - 1) === free) return true;
    }
  }

  release(): void {
    Atomics.add(this.control, FREE, 1);
    this.wakeOne();
  }
}
