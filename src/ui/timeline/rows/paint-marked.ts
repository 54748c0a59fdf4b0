/** What is selected, and who gave it its place; what the pointer is on. Drawn over the lanes. */
import { formatMs } from '../../../scenario/duration.ts';
import type { Selection } from '../../../store/state/state.ts';
import { laneTop } from '../model/lane-top.ts';
import { LOOP_HEIGHT, lineMiddle, queueMiddle, RESULTS_HEIGHT, type Section } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import { Pieces, PLACE } from '../model/pieces.ts';
import { endOfWait } from '../model/queue.ts';
import { handOver } from '../paint/marks/hand-over.ts';
import { hoverBox, selectionBox } from '../paint/marks/selection.ts';
import { spanName } from '../paint/paint-span.ts';
import type { Pen } from '../paint/pen.ts';
import type { Hit } from './hit.ts';

const pieces = new Pieces();

export function paintSelection(pen: Pen, picture: Picture, section: Section, selected: Selection | null): void {
  if (!selected || !picture.main) return;
  const row = picture.rowOf(selected.task, selected.attempt);
  if (row < 0) return;
  const { trace } = picture.main;
  const lane = trace.spans.at.lane[row]!;
  if (picture.slots.slotOf(lane) < 0) return;
  const strong = selected.engine === section.engine;
  const ofTasks = picture.engine.lanes.perTask;
  pieces.load(trace, row);
  const from = ofTasks && pieces.count > 0 ? Math.min(pieces.from[0]!, pieces.heldFrom) : pieces.heldFrom;
  const [x0, x1] = [pen.px(from), Math.max(pen.px(pieces.end), pen.px(from) + 1)];
  if (strong) paintHandOver(pen, picture, section, row);
  selectionBox(pen, x0, x1, laneTop(section, picture, lane) + 3, section.laneHeight - 6, strong);
}

/** Ink under who gave the place and under who got it, an arrow between, and words where there is room. */
function paintHandOver(pen: Pen, picture: Picture, section: Section, row: number): void {
  const { trace } = picture.main!;
  const giver = picture.giverOf(row);
  const { lane, start, end, task, attempt } = trace.spans.at;
  if (giver < 0 || picture.slots.slotOf(lane[giver]!) < 0) return;
  const { palette } = pen;
  const bottom = (r: number) => laneTop(section, picture, lane[r]!) + section.laneHeight - 3;
  const ink = (r: number, to: number) => {
    const x = pen.px(start[r]!);
    pen.fill(palette.ink, x, bottom(r) - 1, Math.max(1, pen.px(to) - x), 3);
  };
  ink(giver, end[giver]!);
  ink(row, Number.isNaN(end[row]!) ? pieces.end : end[row]!);
  const [from, to] = [lane[giver]!, lane[row]!];
  if (from === to) return;
  const x = pen.px(end[giver]!);
  const down = picture.slots.slotOf(to) > picture.slots.slotOf(from);
  const y0 = down ? bottom(giver) : laneTop(section, picture, from) + 3;
  const y1 = down ? laneTop(section, picture, to) + 2 : laneTop(section, picture, to) + section.laneHeight - 2;
  handOver(pen, x, y0, y1);
  const place = picture.engine.lanes.waitsFor;
  const name = spanName(trace, task[row]!, attempt[row]!);
  const before = `gives its ${place} to `;
  const after = ` at ${formatMs(end[giver]!)}`;
  const width = pen.width(before) + pen.width(name, true) + pen.width(after);
  if (x + 10 + width > pen.right || !isFree(picture, from, end[giver]!, pen.ms(x + 14 + width))) return;
  const middle = laneTop(section, picture, from) + Math.floor(section.laneHeight / 2);
  pen.text(before, x + 10, middle, palette.ink2);
  pen.text(name, x + 10 + pen.width(before), middle, palette.ink, true);
  pen.text(after, x + 10 + pen.width(before) + pen.width(name, true), middle, palette.ink2);
}

/** Whether nothing stands in a lane between two times. */
function isFree(picture: Picture, lane: number, fromMs: number, toMs: number): boolean {
  const index = picture.main!;
  const own = index.lanes[lane];
  return !own || index.startingAt(own, fromMs) === index.startingAt(own, toMs);
}

/** The pointer is on a result, or on a turn of the event loop. */
export function paintHoverBeside(pen: Pen, picture: Picture, section: Section, hover: Hit | null): void {
  if (!hover || hover.engine !== section.engine || !picture.main) return;
  if (hover.kind === 'result') {
    const atMs = picture.results.atMs[hover.from];
    if (atMs !== undefined) hoverBox(pen, pen.px(atMs) - 3, pen.px(atMs) + 4, section.resultsTop, RESULTS_HEIGHT);
  } else if (hover.kind === 'turn' && section.loop && picture.loop) {
    const { timerTop, readyTop, loopTop } = section.loop;
    const [x0, x1] = [pen.px(hover.fromMs), pen.px(endOfWait(picture.main.trace, hover.toMs))];
    if (hover.of === 'loop') {
      hoverBox(pen, x0, x1, loopTop, LOOP_HEIGHT);
      return;
    }
    const turns = picture.loop[hover.of];
    const i = turns.fromMs.findIndex((fromMs, j) => fromMs === hover.fromMs && turns.task[j] === hover.task);
    const top = hover.of === 'timer' ? timerTop : readyTop;
    if (i >= 0) hoverBox(pen, x0, x1, lineMiddle(top, turns.row[i]!) - 4, 8);
  }
}

export function paintHover(pen: Pen, picture: Picture, section: Section, hover: Hit | null): void {
  if (!hover || hover.engine !== section.engine || !picture.main) return;
  if (hover.kind === 'queue') {
    const { trace } = picture.main;
    const middle = queueMiddle(section, picture.queueRoom.mode, hover.waiting.row);
    hoverBox(pen, pen.px(hover.waiting.fromMs), pen.px(endOfWait(trace, hover.waiting.toMs)), middle - 4, 8);
    return;
  }
  if (hover.kind !== 'span' || hover.piece < 0) return;
  const lane = picture.main.trace.spans.at.lane[hover.row]!;
  if (picture.slots.slotOf(lane) < 0) return;
  pieces.load(picture.main.trace, hover.row);
  if (hover.piece >= pieces.count || (pieces.kind[hover.piece] === PLACE && !picture.engine.lanes.perTask)) return;
  const top = laneTop(section, picture, lane);
  const inset = pieces.kind[hover.piece]! >= PLACE ? Math.floor(section.laneHeight / 2) - 6 : 4;
  hoverBox(
    pen,
    pen.px(pieces.from[hover.piece]!),
    pen.px(pieces.to[hover.piece]!),
    top + inset,
    section.laneHeight - 2 * inset,
  );
}
