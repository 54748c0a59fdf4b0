/** A named lock in virtual time, and how a process stands to the one under which it computes. */
import { Fifo } from '../../engines/fifo.ts';

/** Who owns the lock, and who is parked, the first to be woken first. */
export class Lock<P> {
  owner: P | undefined = undefined;
  readonly parked = new Fifo<P>();

  forget(process: P): void {
    this.parked.remove(process);
  }
}

export interface Locking<P> {
  readonly lock: Lock<P>;
  /** All that it computes in this segment, and what is left of it (ms). */
  readonly work: number;
  left: number;
  /** What it computes now (ms of a core): a stretch, or all that is left; and by how much each ms of work is longer. */
  slice: number;
  scale: number;
  /** When the segment began; when it came to the lock last (ms), and since when its wait is not told. */
  readonly fromMs: number;
  cameMs: number;
  waitsSinceMs: number;
  /** It had to wait for the lock, or to pay for others who did. */
  contended: boolean;
}
