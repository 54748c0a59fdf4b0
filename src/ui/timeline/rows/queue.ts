/** The queue above the lanes: who waits for a place, as lines; with words up to two lines, else with one count. */
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { causeRow } from '../../../trace/cause.ts';
import type { CauseName } from '../../../trace/wait-causes.ts';
import { attemptName } from '../../words/attempt-name.ts';
import { Later } from '../model/later.ts';
import { linesHeight, WORDS_LINE } from '../model/lines.ts';
import { endOfWait, QUEUE, type Queue, type Queueing, queueRoom } from '../model/queue.ts';
import { xOf } from '../model/time-scale.ts';
import { drop, waitForPlace } from '../paint/marks/wait.ts';
import type { Pen } from '../paint/pen.ts';
import { middleOf, type WaitHit } from './queue-line.ts';
import { NEAR, type PaintRow, type Row, type RowPlace } from './row.ts';

const GAP = 7;
/** A line is hit so far from its middle (px). */
const HIT = { words: 7, lines: 3, none: 0 };

export const queueRow: Row = {
  id: 'queue',
  label: { wide: 'queue', narrow: 'q' },
  data: QUEUE,
  height(picture) {
    const { mode, rows } = queueRoom(picture.of(QUEUE));
    if (mode === 'none') return 0;
    return mode === 'words' ? rows * WORDS_LINE : linesHeight(rows);
  },
  paint: Later.now<PaintRow>((pen, place, { emphasis, layout }) => {
    if (emphasis.onlyFound) return;
    const { picture, section } = place;
    const { drawn } = picture.of(QUEUE);
    if (!picture.main || drawn.mode === 'none') return;
    const { trace } = picture.main;
    const hollow = picture.hollow;
    const { mode } = queueRoom(picture.of(QUEUE));
    let widest = Number.NEGATIVE_INFINITY;
    for (const waiting of drawn.shown) {
      const x0 = pen.px(waiting.fromMs);
      const x1 = pen.px(endOfWait(trace, waiting.toMs));
      widest = Math.max(widest, x1);
      if (x1 < pen.left || x0 > pen.right) continue;
      const middle = middleOf(place, mode, waiting.row);
      pen.fade(emphasis.fades(waiting.span, hollow));
      waitForPlace(pen, x0, x1, middle, hollow, Number.isNaN(waiting.toMs) && picture.live);
      if (mode === 'words' && waiting.span >= 0 && !section.collapsed) {
        paintDrop(pen, hollow ? x1 - 1 : x1, middle, place, trace.spans.at.lane[waiting.span]!);
      }
    }
    pen.fade(false);
    if (mode === 'words') {
      for (const [i, waiting] of drawn.shown.entries()) paintWords(pen, place, waiting, i, layout.narrow);
    } else paintCount(pen, place, drawn, widest, layout.narrow);
  }),
  hit(place, { x, y, scale }): WaitHit | undefined {
    const { picture } = place;
    const { trace } = picture.main!;
    const { mode } = queueRoom(picture.of(QUEUE));
    for (const waiting of picture.of(QUEUE).drawn.shown) {
      if (Math.abs(y - middleOf(place, mode, waiting.row)) > HIT[mode]) continue;
      if (x < xOf(scale, waiting.fromMs) - NEAR || x > xOf(scale, endOfWait(trace, waiting.toMs)) + NEAR) continue;
      const { task, attempt, fromMs, toMs, row } = waiting;
      const engine = picture.engine.id;
      return {
        row: 'queue',
        engine,
        key: `${task} ${attempt} ${fromMs} ${toMs} ${row}`,
        selects: { engine, task, attempt },
        waiting,
      };
    }
    return undefined;
  },
  pointed: new Later(() => import('./queue-pointed.ts').then(({ pointedQueue }) => pointedQueue)),
};

/** After their count: `tasks wait for a worker`, `task waits for its turn`. */
export function queueWords(tasks: number, cause: CauseName): string {
  const { what } = causeRow(cause);
  return tasks === 1 ? `task waits for ${what}` : `tasks wait for ${what.replace(/^its /, 'their ')}`;
}

/** Dots from a line down to the lane where its task went on; in the gaps between bars only: over a bar they would read as a mark of it. */
function paintDrop(pen: Pen, x: number, middle: number, { picture, section }: RowPlace, lane: number): void {
  const slot = picture.slots.slotOf(lane);
  if (slot < 0) return;
  drop(pen, x, middle + 5, section.lanesTop + 3);
  for (let above = 0; above < slot; above++) {
    const bottom = section.lanesTop + (above + 1) * section.laneHeight;
    drop(pen, x, bottom - 2, bottom + 3);
  }
}

function paintWords(pen: Pen, place: RowPlace, waiting: Queueing, i: number, narrow: boolean): void {
  const { picture } = place;
  const { trace } = picture.main!;
  const toMs = endOfWait(trace, waiting.toMs);
  const name = attemptName(trace, waiting.task, waiting.attempt);
  const length = formatMs(toMs - waiting.fromMs);
  const end = Math.max(pen.px(toMs), pen.left - GAP);
  const next = picture.of(QUEUE).drawn.shown.find((q, j) => j > i && q.row === waiting.row);
  const limit = next ? Math.min(pen.px(next.fromMs) - 4, pen.right) : pen.right;
  const full = ` waits for ${causeRow(trace.causes[waiting.cause]!).what} ${length}`;
  const middle = middleOf(place, 'words', waiting.row);
  const nameWidth = pen.width(name, true);
  for (const words of narrow ? [` ${length}`] : [full, ` ${length}`]) {
    const width = nameWidth + pen.width(words);
    if (end + GAP + width > limit || pen.px(waiting.fromMs) > pen.right) continue;
    pen.text(name, end + GAP, middle, pen.palette.ink, true);
    pen.text(words, end + GAP + nameWidth, middle, pen.palette.ink2);
    return;
  }
}

function paintCount(pen: Pen, { picture, box }: RowPlace, queue: Queue, widest: number, narrow: boolean): void {
  if (queue.tasks < 1) return;
  const count = formatCount(queue.tasks);
  const drawn = queue.tasks > queue.shown.length ? `, ${queue.shown.length} drawn` : '';
  const words = narrow ? ' wait' : ` ${queueWords(queue.tasks, picture.main!.trace.causes[queue.cause]!)}${drawn}`;
  const countWidth = pen.width(count, true);
  const width = countWidth + pen.width(words);
  const middle = box.top + box.height - 10;
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
