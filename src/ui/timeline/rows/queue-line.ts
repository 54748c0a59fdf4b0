/** A line of the queue: where it stands, and what it is to the pointer. */
import { bareMiddle, wordsMiddle } from '../model/lines.ts';
import type { Queue, Queueing } from '../model/queue.ts';
import type { Hit, RowPlace } from './row.ts';

export interface WaitHit extends Hit {
  readonly waiting: Queueing;
}

/** y of the middle of a line. */
export const middleOf = ({ box }: RowPlace, mode: Queue['mode'], line: number): number =>
  box.top + (mode === 'words' ? wordsMiddle(line) : bareMiddle(line));
