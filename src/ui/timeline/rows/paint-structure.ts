/** Paints groups as brackets with their names, and waits for others as lines with a ring, and tells of them. */
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { formatRange } from '../../../scenario/format-range.ts';
import { WORDS_LINE, wordsMiddle } from '../model/lines.ts';
import type { Picture } from '../model/picture.ts';
import { type GroupStretch, type OrderStretch, type Structure, structureNow } from '../model/structure.ts';
import { xOf } from '../model/time-scale.ts';
import { hoverBox } from '../paint/marks/selection.ts';
import { waitForOthers } from '../paint/marks/wait.ts';
import type { Pen } from '../paint/pen.ts';
import { BARE, type Hit, NEAR, type PaintRow, type PointAt, type Pointed, type RowPlace } from './row.ts';

/** Between a name and the bracket's line, and between a line and its words (px). */
const GAP = 6;
/** A name is cut down to so many pixels, not further. */
const LEAST_NAME = 30;
const TICK = 5;

/** What one of the two rows is made of. */
interface StructureRow {
  /** How many lines of words it has: as many as predicted, so that nothing jumps when the run begins. */
  lines(picture: Picture): number;
  readonly paint: PaintRow;
  hit(place: RowPlace, at: PointAt): Hit | undefined;
  readonly pointed: Pointed;
}

interface GroupHit extends Hit {
  readonly group: GroupStretch;
}
interface OrderHit extends Hit {
  readonly waiting: OrderStretch;
}

/** Of the trace that is drawn. */
function structureIn({ engine, main }: Picture, again: (() => void) | undefined | null): Structure | undefined {
  return main && structureNow(engine.id, main.trace, again);
}

function linesOf(picture: Picture, lines: (of: Structure) => number): number {
  const { engine, predicted, measured } = picture;
  const both = [predicted, measured].flatMap((index) => index ?? []);
  return Math.max(1, ...both.map(({ trace }) => lines(structureNow(engine.id, trace, null))));
}

export const groups: StructureRow = {
  lines: (picture) => linesOf(picture, ({ groupLines }) => groupLines),
  paint(pen, place, { emphasis, again }) {
    const structure = structureIn(place.picture, again);
    if (!structure) return;
    const hollow = place.picture.hollow;
    pen.fade(emphasis.fades(-1, hollow));
    for (const [i, group] of structure.groups.entries()) {
      const next = structure.groups.find(({ line }, j) => j > i && line === group.line);
      paintBracket(pen, group, place.box.top, next ? pen.px(next.fromMs) : pen.right);
    }
    pen.fade(false);
    if (structure.leftOut === 0) return;
    const words = `and ${formatCount(structure.leftOut)} more`;
    const [x, y] = [pen.right - pen.width(words), place.box.top + place.box.height - WORDS_LINE / 2];
    pen.fill(pen.palette.bg, x - GAP, y - 7, pen.right - x + GAP, WORDS_LINE);
    pen.text(words, x, y, pen.palette.ink3);
  },
  hit({ picture, box }, { x, y, scale }): GroupHit | undefined {
    const line = Math.floor((y - box.top) / WORDS_LINE);
    const group = structureIn(picture, null)?.groups.find(
      (one) => one.line === line && x >= xOf(scale, one.fromMs) - NEAR && x <= xOf(scale, one.toMs) + NEAR,
    );
    return group && { row: 'groups', engine: picture.engine.id, key: group.name, group };
  },
  pointed: {
    outline(pen, { box }, { group }: GroupHit) {
      hoverBox(pen, pen.px(group.fromMs), pen.px(group.toMs), box.top + group.line * WORDS_LINE, WORDS_LINE);
    },
    describe({ group: { name, tasks, fromMs, toMs } }: GroupHit) {
      const count = tasks === 1 ? 'one task' : `${formatCount(tasks)} tasks`;
      const rows = [['from', formatRange(fromMs, toMs)]] as const;
      return { ...BARE, title: `Group ${name}`, doing: count, length: formatMs(toMs - fromMs, 3), rows };
    },
  },
};

/** A bracket with its name in the middle; where that is too narrow, behind it, if there is room before `limit` (px). */
function paintBracket(pen: Pen, { name, fromMs, toMs, line }: GroupStretch, top: number, limit: number): void {
  const x0 = pen.px(fromMs);
  const x1 = Math.max(pen.px(toMs) - 1, x0 + 1);
  const colour = pen.palette.frame;
  const y = top + wordsMiddle(line);
  pen.fill(colour, x0, y, 1, TICK);
  pen.fill(colour, x1 - 1, y, 1, TICK);
  const [from, to] = [Math.max(x0, pen.left), Math.min(x1, pen.right)];
  if (to <= from) return;
  const room = to - from - 2 * GAP - 8;
  const whole = pen.width(name, true);
  if (whole > room && x1 + GAP + whole < limit) {
    pen.fill(colour, x0, y, x1 - x0, 1);
    pen.text(name, x1 + GAP, y + 1, pen.palette.ink, true);
    return;
  }
  const words = whole <= room ? name : room >= LEAST_NAME ? pen.fitted(name, room) : '';
  if (words === '') {
    pen.fill(colour, x0, y, x1 - x0, 1);
    return;
  }
  const width = pen.width(words, true);
  const left = Math.round((from + to - width) / 2);
  pen.fill(colour, x0, y, left - GAP - x0, 1);
  pen.fill(colour, left + width + GAP, y, x1 - left - width - GAP, 1);
  pen.text(words, left, y, pen.palette.ink, true);
}

/** The waits as they are shown: those that a section above tells already are one line. */
export function orderShown(picture: Picture, structure: Structure): readonly OrderStretch[] {
  const { order: all } = structure;
  if (all.length < 2 || !isAsAbove(picture)) return all;
  const tasks = all.reduce((sum, one) => sum + one.tasks, 0);
  return [
    {
      who: `${formatCount(tasks)} tasks`,
      what: 'others, as above',
      tasks,
      fromMs: Math.min(...all.map(({ fromMs }) => fromMs)),
      // Up to where the first of them go on: behind that there is room for the words.
      toMs: Math.min(...all.map(({ toMs }) => toMs)),
      isOpen: all.every(({ isOpen }) => isOpen),
    },
  ];
}

/** Whether the next section above that has such a row is predicted to tell the same. */
function isAsAbove(picture: Picture): boolean {
  let { above } = picture;
  while (above?.engine.lanes.perTask) above = above.above;
  return above !== undefined && told(above) === told(picture);
}

function told({ engine, predicted, main }: Picture): string {
  const trace = (predicted ?? main)?.trace;
  return trace
    ? structureNow(engine.id, trace, null)
        .order.map(({ who, what }) => `${who} ${what}`)
        .join()
    : '';
}

export const order: StructureRow = {
  lines: (picture) => linesOf(picture, (structure) => orderShown(picture, structure).length),
  paint(pen, place, { emphasis, again, layout }) {
    const { picture, box } = place;
    const structure = structureIn(picture, again);
    if (!structure) return;
    const hollow = picture.hollow;
    for (const [line, waiting] of orderShown(picture, structure).entries()) {
      const [x0, x1] = [pen.px(waiting.fromMs), pen.px(waiting.toMs)];
      const middle = box.top + wordsMiddle(line);
      pen.fade(emphasis.fades(-1, hollow));
      waitForOthers(pen, x0, x1, middle, hollow, waiting.isOpen);
      pen.fade(false);
      paintWords(pen, waiting, Math.max(x1, pen.left) + GAP + 1, middle, layout.narrow);
    }
  },
  hit({ picture, box }, { x, y, scale }): OrderHit | undefined {
    const line = Math.floor((y - box.top) / WORDS_LINE);
    const structure = structureIn(picture, null);
    const waiting = structure && orderShown(picture, structure)[line];
    if (!waiting || x < xOf(scale, waiting.fromMs) - NEAR || x > xOf(scale, waiting.toMs) + NEAR) return undefined;
    return { row: 'order', engine: picture.engine.id, key: `${line}`, waiting };
  },
  pointed: {
    outline(pen, place, { waiting, key }: OrderHit) {
      const middle = place.box.top + wordsMiddle(Number(key));
      hoverBox(pen, pen.px(waiting.fromMs), pen.px(waiting.toMs), middle - 5, 10);
    },
    describe({ waiting: { who, what, tasks, fromMs, toMs } }: OrderHit) {
      const rows = [['from', formatRange(fromMs, toMs)]] as const;
      const doing = `${tasks === 1 ? 'waits' : 'wait'} for ${what}`;
      return { title: who, where: '', mark: 'others', doing, length: formatMs(toMs - fromMs, 3), rows };
    },
  },
};

/** Behind the line; where there is no room, in a cell over its end. */
function paintWords(pen: Pen, { who, what, tasks }: OrderStretch, at: number, middle: number, narrow: boolean): void {
  const rest = ` ${tasks === 1 ? 'waits' : 'wait'} for ${what}`;
  for (const words of narrow ? [''] : [rest, '']) {
    const width = pen.width(who, true) + pen.width(words);
    let x = at;
    if (x + width > pen.right) {
      x = pen.right - width - 2 * GAP;
      if (words !== '' || x < pen.left + 40) continue;
      pen.fill(pen.palette.bg, x - 4, middle - 7, width + 8, WORDS_LINE);
    }
    pen.text(who, x, middle, pen.palette.ink, true);
    pen.text(words, x + pen.width(who, true), middle, pen.palette.ink2);
    return;
  }
}
