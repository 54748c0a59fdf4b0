/** What is drawn and said of a line of the queue while the pointer is on it. */
import { formatMs } from '../../../scenario/duration.ts';
import { formatRange } from '../../../scenario/format-range.ts';
import { causeRow } from '../../../trace/cause.ts';
import { endOf } from '../../../trace/ends.ts';
import { attemptName } from '../../words/attempt-name.ts';
import { laneName } from '../../words/lane-name.ts';
import { endOfWait, QUEUE, queueRoom } from '../model/queue.ts';
import { hoverBox } from '../paint/marks/selection.ts';
import { middleOf, type WaitHit } from './queue-line.ts';
import type { Pointed } from './row.ts';

export const pointedQueue: Pointed = {
  outline(pen, place, { waiting }: WaitHit) {
    const { trace } = place.picture.main!;
    const { mode } = queueRoom(place.picture.of(QUEUE));
    const middle = middleOf(place, mode, waiting.row);
    hoverBox(pen, pen.px(waiting.fromMs), pen.px(endOfWait(trace, waiting.toMs)), middle - 4, 8);
  },
  describe({ waiting }: WaitHit, { main, engine }) {
    const { trace } = main!;
    const toMs = endOfWait(trace, waiting.toMs);
    const rows: [string, string][] = [['from', formatRange(waiting.fromMs, toMs)]];
    if (waiting.span >= 0) {
      rows.push(['then', `on ${laneName(engine.lanes, trace.spans.at.lane[waiting.span]!, trace)}`]);
      rows.push(['ended', formatMs(endOf(trace, waiting.span), 3)]);
    } else rows.push(['', 'has not begun']);
    return {
      title: `Task ${attemptName(trace, waiting.task, waiting.attempt)}`,
      where: ' in the queue',
      mark: 'place',
      doing: `waits for ${causeRow(trace.causes[waiting.cause]!).what}`,
      length: formatMs(toMs - waiting.fromMs, 3),
      rows,
    };
  },
};
