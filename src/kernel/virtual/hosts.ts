/** What several processes share the speed of: a machine with its cores, or a link on which they move data. */
import type { Cores } from './cores.ts';

export class Host<B> {
  /** When its next event is due, as far as it was asked for, and which of those asked for still counts. */
  at = Number.POSITIVE_INFINITY;
  stamp = 0;
  /** It has begun or stopped something since its next event was asked for. */
  touched = false;
  gone = false;

  constructor(
    /** Its place among all hosts and links. */
    readonly id: number,
    readonly cores: Cores<B>,
    /** Divides `cpu`. */
    readonly speed: number,
  ) {}
}
