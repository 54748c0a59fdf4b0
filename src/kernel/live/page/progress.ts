/** What is under way in a run: everything that will make somebody go on. */
import type { PageProcess } from './page-process.ts';

export class Progress {
  /** Timers, turns, answers and programs inside workers that will make somebody go on. */
  underWay = 0;
  killsToCome = 0;
  giveUpToCome = false;
  /** The caller's patience is over. */
  callerGaveUp = false;
  /** Processes whose programs run inside workers. */
  readonly insiders = new Set<PageProcess>();
}
