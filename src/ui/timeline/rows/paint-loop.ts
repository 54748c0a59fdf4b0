/** Paints the event loop's own rows, and tells of their turns. Loaded when an engine that tells them is shown. */
import { formatMs } from '../../../scenario/duration.ts';
import { formatRange } from '../../../scenario/format-range.ts';
import { attemptName } from '../../words/attempt-name.ts';
import type { RowBox } from '../model/layout.ts';
import { bareMiddle } from '../model/lines.ts';
import { LOOP } from '../model/loop-data.ts';
import type { Turns } from '../model/loop-queues.ts';
import type { MarkName } from '../model/mark-name.ts';
import type { Picture } from '../model/picture.ts';
import { endOfWait } from '../model/queue.ts';
import { selectionOf } from '../model/selection-of.ts';
import type { Fades } from '../paint/emphasis.ts';
import { hoverBox } from '../paint/marks/selection.ts';
import { computing, sleeping } from '../paint/marks/stretch.ts';
import { waitToCompute } from '../paint/marks/wait.ts';
import type { Pen } from '../paint/pen.ts';
import { type Hit, NEAR, nearMs, type PaintRow, type PointAt, type Pointed, type RowPlace } from './row.ts';

/** A turn, or a wait in one of the loop's queues. */
export interface TurnHit extends Hit {
  readonly of: Turns['kind'];
  /** Its place among the turns of its kind. */
  readonly turn: number;
}

const INSET = 2;

/** What paints the row of one kind of turns. */
export const paintTurns =
  (kind: Turns['kind']): PaintRow =>
  (pen, { picture, box }, { emphasis }) => {
    const turns = picture.of(LOOP).drawn?.[kind];
    if (!picture.main || !turns || emphasis.onlyFound) return;
    if (kind === 'loop') {
      paintBars(pen, picture, turns, box, emphasis.fades);
      return;
    }
    paintLines(pen, picture, turns, box.top, emphasis.fades);
    paintCount(pen, picture, turns, box.top + box.height / 2);
  };

const WORDS = {
  timer: (name: string) => [`Task ${name}`, 'sleeping', 'lies among the timers'],
  ready: (name: string) => [`Task ${name}`, 'compute', 'is ready, waits for its turn'],
  loop: (name: string) => ['The loop', 'computing', `runs task ${name}`],
} as const satisfies Record<Turns['kind'], (name: string) => readonly [string, MarkName, string]>;

/** The turn of a row that is nearest to a point. */
export function turnAt(
  row: string,
  of: Turns['kind'],
  { picture, box }: RowPlace,
  { ms, y, scale }: PointAt,
): TurnHit | undefined {
  const turns = picture.of(LOOP).drawn?.[of];
  if (!turns) return undefined;
  const { trace } = picture.main!;
  const near = nearMs(scale);
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (let i = 0; i < turns.count; i++) {
    const fromMs = turns.fromMs[i]!;
    if (fromMs > ms + near) break;
    if (turns.row[i]! < 0 || (of !== 'loop' && Math.abs(y - box.top - bareMiddle(turns.row[i]!)) > NEAR)) continue;
    const toMs = endOfWait(trace, turns.toMs[i]!);
    const off = ms < fromMs ? fromMs - ms : Math.max(0, ms - toMs);
    if (off > near || off >= distance) continue;
    best = i;
    distance = off;
  }
  if (best < 0) return undefined;
  const span = turns.span[best]!;
  return {
    row,
    engine: picture.engine.id,
    key: `${best} ${turns.task[best]} ${turns.fromMs[best]} ${turns.toMs[best]}`,
    ...(span >= 0 && { selects: selectionOf(picture, span) }),
    of,
    turn: best,
  };
}

export const pointedTurn: Pointed = {
  outline(pen, { picture, box }, { of, turn }: TurnHit) {
    const turns = picture.of(LOOP).drawn?.[of];
    if (!picture.main || !turns || turn >= turns.count) return;
    const [x0, x1] = [pen.px(turns.fromMs[turn]!), pen.px(endOfWait(picture.main.trace, turns.toMs[turn]!))];
    if (of === 'loop') hoverBox(pen, x0, x1, box.top, box.height);
    else hoverBox(pen, x0, x1, box.top + bareMiddle(turns.row[turn]!) - 4, 8);
  },
  describe({ of, turn }: TurnHit, picture) {
    const { trace } = picture.main!;
    const turns = picture.of(LOOP).drawn![of];
    const [fromMs, toMs] = [turns.fromMs[turn]!, endOfWait(trace, turns.toMs[turn]!)];
    const span = turns.span[turn]!;
    const attempt = span < 0 ? 1 : trace.spans.at.attempt[span]!;
    const [title, mark, doing] = WORDS[of](attemptName(trace, turns.task[turn]!, attempt));
    return {
      title,
      where: '',
      mark,
      doing,
      length: formatMs(toMs - fromMs, 3),
      rows: [['from', formatRange(fromMs, toMs)]],
    };
  },
};

/** A line shows if it ends in a column that the ones before it in its row have left free. */
function paintLines(pen: Pen, picture: Picture, turns: Turns, top: number, fades: Fades): void {
  const { trace } = picture.main!;
  const hollow = picture.hollow;
  for (let row = 0; row < turns.rows; row++) {
    const middle = top + bareMiddle(row);
    let last = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < turns.count; i++) {
      if (turns.row[i] !== row) continue;
      const x0 = Math.max(pen.px(turns.fromMs[i]!), last);
      if (x0 > pen.right) break;
      const x1 = Math.max(pen.px(endOfWait(trace, turns.toMs[i]!)), pen.px(turns.fromMs[i]!) + 1);
      if (x1 <= x0 || x1 < pen.left) continue;
      last = x1;
      pen.fade(fades(turns.span[i]!, hollow));
      if (turns.kind === 'ready') waitToCompute(pen, x0, x1, middle, hollow);
      else if (hollow) hollowTimer(pen, x0, x1, middle);
      else sleeping(pen, x0, x1 - x0 > 2 ? x1 - 1 : x1, middle - 2, 4);
    }
  }
  pen.fade(false);
}

function hollowTimer(pen: Pen, x0: number, x1: number, middle: number): void {
  const { ctx, palette } = pen;
  if (x1 - x0 < 4) {
    pen.fill(palette.sleepEdge, x0, middle - 2, x1 - x0, 4);
    return;
  }
  ctx.strokeStyle = palette.sleepEdge;
  ctx.lineWidth = 1;
  ctx.strokeRect(x0 + 0.5, middle - 1.5, x1 - x0 - 2, 3);
}

/** `12 timers at once`, behind the last line. */
function paintCount(pen: Pen, picture: Picture, turns: Turns, middle: number): void {
  if (turns.most < 2) return;
  const { trace } = picture.main!;
  let widest = pen.left;
  for (let i = 0; i < turns.count; i++) {
    if (turns.row[i]! >= 0) widest = Math.max(widest, pen.px(endOfWait(trace, turns.toMs[i]!)));
  }
  const count = String(turns.most);
  const words = turns.kind === 'timer' ? ' timers at once' : ' ready at once';
  const countWidth = pen.width(count, true);
  const width = countWidth + pen.width(words);
  let x = widest + 9;
  if (x + width > pen.right) {
    // In a cell over the lines' end, but only where they do not show it themselves.
    x = pen.right - width - 4;
    if (x < pen.left + 40 || turns.most <= turns.rows) return;
    pen.fill(pen.palette.bg, x - 6, middle - 7, width + 12, 14);
  }
  pen.text(count, x, middle, pen.palette.ink, true);
  pen.text(words, x + countWidth, middle, pen.palette.ink2);
}

function paintBars(pen: Pen, picture: Picture, loop: Turns, box: RowBox, fades: Fades): void {
  const { trace } = picture.main!;
  const { palette } = pen;
  const hollow = picture.hollow;
  const { top } = box;
  const height = box.height - 2 * INSET;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < loop.count; i++) {
    const from = pen.px(loop.fromMs[i]!);
    const x0 = Math.max(from, last);
    if (x0 > pen.right) break;
    const x1 = Math.max(pen.px(endOfWait(trace, loop.toMs[i]!)), from + 1);
    if (x1 <= x0 || x1 < pen.left) continue;
    last = x1;
    const faded = fades(loop.span[i]!, hollow);
    pen.fade(faded);
    // A pixel of air between two turns.
    const end = x1 - x0 > 3 ? x1 - 1 : x1;
    computing(pen, x0, end, top + INSET, height, hollow);
    const left = Math.max(x0, pen.left);
    const name = attemptName(trace, loop.task[i]!, 1);
    if (Math.min(end, pen.right) - left < Math.max(18, pen.width(name, true) + 8)) continue;
    pen.text(name, left + 5, top + box.height / 2, hollow ? palette.ink2 : faded ? palette.ink : palette.cpuText, true);
  }
  pen.fade(false);
}
