/** What is said of a stop of the main thread while the pointer is on it. */
import { formatMs } from '../../../scenario/duration.ts';
import { formatRange } from '../../../scenario/format-range.ts';
import type { Pointed } from './row.ts';
import type { StopHit } from './stop-hit.ts';

export const pointedStop: Pointed = {
  // The line itself is as much as there is to point at.
  outline() {},
  describe: ({ stop: { fromMs, toMs } }: StopHit, picture) => ({
    title: 'Main thread',
    where: '',
    mark: 'failed',
    doing: picture.hollow ? 'will stand still' : 'stood still',
    length: formatMs(toMs - fromMs, 3),
    rows: [['from', formatRange(fromMs, toMs)]],
  }),
};
