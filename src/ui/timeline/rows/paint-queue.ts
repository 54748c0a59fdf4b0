/** The rows above the lanes: who waits for a place, as lines; with words up to two rows, else with one count. */
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { causeRow } from '../../../trace/cause.ts';
import { queueMiddle, type Section } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import { endOfWait, type Queueing } from '../model/queue.ts';
import { drop, waitForPlace } from '../paint/marks/wait.ts';
import type { Fades } from '../paint/paint-lane.ts';
import { spanName } from '../paint/paint-span.ts';
import type { Pen } from '../paint/pen.ts';

const GAP = 7;

export function paintQueue(pen: Pen, picture: Picture, section: Section, narrow: boolean, fades: Fades): void {
  const main = picture.main;
  const { queue } = picture;
  if (!main || queue.mode === 'none') return;
  const { trace } = main;
  const hollow = picture.measured === undefined;
  const mode = picture.queueRoom.mode;
  let widest = Number.NEGATIVE_INFINITY;
  for (const waiting of queue.shown) {
    const toMs = endOfWait(trace, waiting.toMs);
    const x0 = pen.px(waiting.fromMs);
    const x1 = pen.px(toMs);
    widest = Math.max(widest, x1);
    if (x1 < pen.left || x0 > pen.right) continue;
    const middle = queueMiddle(section, mode, waiting.row);
    pen.fade(fades(waiting.span, hollow));
    waitForPlace(pen, x0, x1, middle, hollow, Number.isNaN(waiting.toMs) && picture.live);
    if (mode === 'words' && waiting.span >= 0) {
      paintDrop(pen, hollow ? x1 - 1 : x1, middle, section, picture.slots.slotOf(trace.spans.at.lane[waiting.span]!));
    }
  }
  pen.fade(false);
  if (mode === 'words') {
    for (const [i, waiting] of queue.shown.entries()) paintWords(pen, picture, waiting, i, section, narrow);
  } else paintCount(pen, picture, section, widest, narrow);
}

/** Dots in the gaps between bars only: over a bar they would read as a mark of it. */
function paintDrop(pen: Pen, x: number, middle: number, section: Section, slot: number): void {
  if (section.collapsed || slot < 0) return;
  drop(pen, x, middle + 5, section.lanesTop + 3);
  for (let above = 0; above < slot; above++) {
    const bottom = section.lanesTop + (above + 1) * section.laneHeight;
    drop(pen, x, bottom - 2, bottom + 3);
  }
}

function paintWords(pen: Pen, picture: Picture, waiting: Queueing, i: number, section: Section, narrow: boolean): void {
  const { trace } = picture.main!;
  const toMs = endOfWait(trace, waiting.toMs);
  const name = spanName(trace, waiting.task, waiting.attempt);
  const length = formatMs(toMs - waiting.fromMs, 2);
  const end = Math.max(pen.px(toMs), pen.left - GAP);
  const next = picture.queue.shown.find((q, j) => j > i && q.row === waiting.row);
  const limit = next ? Math.min(pen.px(next.fromMs) - 4, pen.right) : pen.right;
  const full = ` waits for ${causeRow(trace.causes[waiting.cause]!).what} ${length}`;
  const middle = queueMiddle(section, 'words', waiting.row);
  const nameWidth = pen.width(name, true);
  for (const words of narrow ? [` ${length}`] : [full, ` ${length}`]) {
    const width = nameWidth + pen.width(words);
    if (end + GAP + width > limit || pen.px(waiting.fromMs) > pen.right) continue;
    pen.text(name, end + GAP, middle, pen.palette.ink, true);
    pen.text(words, end + GAP + nameWidth, middle, pen.palette.ink2);
    return;
  }
}

function paintCount(pen: Pen, picture: Picture, section: Section, widest: number, narrow: boolean): void {
  const { queue } = picture;
  if (queue.tasks < 1) return;
  const count = formatCount(queue.tasks);
  const what = causeRow(picture.main!.trace.causes[queue.cause]!).what;
  const drawn = queue.tasks > queue.shown.length ? `, ${queue.shown.length} drawn` : '';
  const words = narrow ? ' wait' : ` ${queue.tasks === 1 ? 'task waits' : 'tasks wait'} for ${what}${drawn}`;
  const countWidth = pen.width(count, true);
  const width = countWidth + pen.width(words);
  const middle = section.queueTop + section.queueHeight - 10;
  let x = Math.max(widest, pen.left) + 9;
  if (x + width > pen.right) {
    // No room behind the lines: in a cell over their end.
    x = pen.right - width - 4;
    if (x < pen.left + 40) return;
    pen.fill(pen.palette.bg, x - 6, middle - 7, width + 12, 14);
  }
  pen.text(count, x, middle, pen.palette.ink, true);
  pen.text(words, x + countWidth, middle, pen.palette.ink2);
}
