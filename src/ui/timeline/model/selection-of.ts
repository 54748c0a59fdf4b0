import type { Selection } from '../../../store/state/state.ts';
import type { Picture } from './picture.ts';

/** The attempt in a row of a picture, as the store names it. */
export function selectionOf(picture: Picture, row: number): Selection {
  const { task, attempt } = picture.main!.trace.spans.at;
  return { engine: picture.engine.id, task: task[row]!, attempt: attempt[row]! };
}
