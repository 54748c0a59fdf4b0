/** What is needed of the lanes only when something of them is selected or pointed at: frames, the hand-over, words. */
import { formatMs } from '../../../scenario/duration.ts';
import type { Selection } from '../../../store/state/state.ts';
import { attemptName } from '../../words/attempt-name.ts';
import { laneTop } from '../model/lane-top.ts';
import type { Section } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import { Pieces, PLACE } from '../model/pieces.ts';
import { countsAt } from '../model/shares/counts.ts';
import { loadOf } from '../model/shares/strip-load.ts';
import { handOver } from '../paint/marks/hand-over.ts';
import { hoverBox, selectionBox } from '../paint/marks/selection.ts';
import type { Pen } from '../paint/pen.ts';
import { describeStretch } from './program-words.ts';
import { BARE, type Description, type Hit, type Pointed } from './row.ts';
import { describeSpan, type SpanHit } from './span-words.ts';

/** A moment of a section that is folded into one strip. */
interface StripHit extends Hit {
  readonly span?: undefined;
  readonly ms: number;
}

export type LaneHit = SpanHit | StripHit;

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
  const name = attemptName(trace, task[row]!, attempt[row]!);
  const before = `gives its ${place} to `;
  const after = ` at ${formatMs(end[giver]!, 3)}`;
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

export const pointedLane: Pointed = {
  outline(pen, { picture, section }, hit: LaneHit) {
    if (!picture.main || section.collapsed || hit.span === undefined || hit.piece < 0) return;
    const lane = picture.main.trace.spans.at.lane[hit.span]!;
    if (picture.slots.slotOf(lane) < 0) return;
    pieces.load(picture.main.trace, hit.span);
    const { piece } = hit;
    if (piece >= pieces.count || (pieces.isAside(piece) && !picture.engine.lanes.perTask)) return;
    const top = laneTop(section, picture, lane);
    // A program's waits have words on their lines.
    const isLine = pieces.kind[piece]! >= PLACE && !picture.program;
    const inset = isLine ? Math.floor(section.laneHeight / 2) - 6 : 4;
    const [x0, x1] = [pen.px(pieces.from[piece]!), pen.px(pieces.to[piece]!)];
    hoverBox(pen, x0, x1, top + inset, section.laneHeight - 2 * inset);
  },
  describe(hit: LaneHit, picture) {
    if (hit.span === undefined) return describeMoment(hit.ms, picture);
    const { program } = picture;
    return program
      ? describeStretch(program.record, picture.main!.trace.spans.at.lane[hit.span]!, hit.ms)
      : describeSpan(hit, picture);
  },
};

/** A moment of a section that is folded into one strip. */
function describeMoment(ms: number, picture: Picture): Description {
  const load = loadOf(picture, undefined);
  const { running, waiting, failed, ended, of } = countsAt(picture.main!.trace, ms);
  const rows = [
    ['compute', String(load.at('cpu', ms))],
    ['sleep', String(load.at('sleep', ms))],
    ['run', String(running)],
    ['wait', String(waiting)],
    ['failed', String(failed)],
    ['ended', `${ended} of ${of}`],
  ] as const;
  return { ...BARE, title: `At ${formatMs(ms, 3)}`, doing: '', rows };
}
