/** Paints what a monitor shows: staircases over the time of the run, how it stands at a moment, and over the lanes what moved and which machine went away. */
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { levelAt, type Staircase } from '../../../trace/queries/staircase.ts';
import type { Stations } from '../../../trace/queries/stations.ts';
import { machineName } from '../../words/machine-name.ts';
import type { Picture } from '../model/picture.ts';
import { stationsNow } from '../model/stations.ts';
import type { Pen } from '../paint/pen.ts';
import { paintMoves } from './paint-moves.ts';
import {
  BARE,
  type Hit,
  LABELS,
  type PaintRow,
  type PointAt,
  type Pointed,
  type RowPlace,
  type RowScene,
} from './row.ts';
import { HEADS, linesOf, type WatchLine } from './watch-lines.ts';

const HEAD = 18;
const LINE = 44;
/** Of a staircase, within its line. */
const STEPS = { top: 8, height: 30 };

interface WatchHit extends Hit {
  readonly ms: number;
  readonly stations: Stations;
}

const stationsIn = (picture: Picture, more?: () => void): Stations | undefined =>
  picture.main && stationsNow(picture.engine.id, picture.main.trace, more);

export function paintLabels(pen: Pen, { picture, box }: RowPlace, { layout }: RowScene): void {
  const kind = picture.engine.manyMachines;
  if (!kind || !picture.main) return;
  const [head, what] = HEADS[kind];
  // Narrow, its name stands where there is room.
  const at = layout.narrow ? layout.gutter : LABELS;
  pen.text(head, at, box.top + HEAD / 2, pen.palette.ink, true);
  if (!layout.narrow) pen.text(what, layout.gutter, box.top + HEAD / 2, pen.palette.ink3);
  const stations = stationsIn(picture, () => {});
  if (!stations) return;
  for (const [i, { label, narrow }] of linesOf(picture, stations).entries()) {
    const middle = box.top + HEAD + i * LINE + STEPS.top + STEPS.height / 2;
    pen.text(layout.narrow ? narrow : label, LABELS, middle, pen.palette.ink2);
  }
}

export const paint: PaintRow = (pen, place, scene) => {
  const { picture, box } = place;
  const stations = stationsIn(picture, scene.again);
  if (!stations) return;
  paintMoves(pen, place, stations, scene.layout);
  const { cursorMs } = scene.look;
  if (cursorMs !== null && !scene.layout.narrow) {
    const words = `at ${formatMs(cursorMs)}: ${standing(picture, stations, cursorMs)
      .map(([what, count]) => `${what} ${formatCount(count)}`)
      .join(' · ')}`;
    pen.text(words, pen.right - pen.width(words), box.top + HEAD / 2, pen.palette.ink2);
  }
  for (const [i, line] of linesOf(picture, stations).entries())
    paintLine(pen, line, box.top + HEAD + i * LINE + STEPS.top, stations.endMs);
};

/** A staircase with a number wherever there is room for it. */
function paintLine(pen: Pen, { steps, full }: WatchLine, top: number, endMs: number): void {
  const { ctx, palette } = pen;
  const bottom = top + STEPS.height;
  const y = (level: number) => Math.round(bottom - (level / full) * STEPS.height) + 0.5;
  const points = pointsOf(pen, steps, endMs, y);
  const trace = () => {
    ctx.beginPath();
    for (const [i, [x, at]] of points.entries()) {
      if (i === 0) ctx.moveTo(x + 0.5, at);
      else ctx.lineTo(x + 0.5, at);
    }
  };
  trace();
  ctx.lineTo(points.at(-1)![0] + 0.5, bottom);
  ctx.lineTo(points[0]![0] + 0.5, bottom);
  ctx.save();
  ctx.globalAlpha = 0.07;
  ctx.fillStyle = palette.ink;
  ctx.fill();
  ctx.restore();
  trace();
  ctx.strokeStyle = palette.ink2;
  ctx.lineWidth = 1;
  ctx.stroke();
  paintNumbers(pen, steps, endMs, top, y);
}

function pointsOf(pen: Pen, { at, level }: Staircase, endMs: number, y: (level: number) => number): [number, number][] {
  const points: [number, number][] = [[pen.px(0), y(0)]];
  let before = 0;
  for (let i = 0; i < at.length; i++) {
    const x = pen.px(at[i]!);
    const next = level[i]!;
    // Of what happens within a pixel, what comes of it is drawn.
    if (i + 1 < at.length && pen.px(at[i + 1]!) === x) continue;
    points.push([x, y(before)], [x, y(next)]);
    before = next;
  }
  points.push([pen.px(endMs), y(before)]);
  return points;
}

/** The level over each step that has room for it, from the left on. */
function paintNumbers(
  pen: Pen,
  { at, level }: Staircase,
  endMs: number,
  top: number,
  y: (level: number) => number,
): void {
  let free = pen.left;
  for (let i = 0; i < at.length; i++) {
    const x0 = Math.max(pen.px(at[i]!), pen.left);
    const x1 = Math.min(pen.px(at[i + 1] ?? endMs), pen.right);
    const words = formatCount(Math.round(level[i]! * 100) / 100);
    const width = pen.width(words);
    if (x0 < free || x1 - x0 < width + 8 || level[i] === 0) continue;
    pen.text(words, x0 + 4, y(level[i]!) - 7 < top ? y(level[i]!) + 8 : y(level[i]!) - 7, pen.palette.ink2);
    free = x0 + width + 24;
  }
}

/** How all stands at a moment, in the engine's own words. */
function standing(picture: Picture, { queued, total }: Stations, ms: number): (readonly [string, number])[] {
  const celery = picture.engine.manyMachines === 'Worker';
  const rows: (readonly [string, number])[] = [[celery ? 'in the queue' : 'waiting', levelAt(queued, ms)]];
  if (celery) rows.push(['reserved', levelAt(total.reserved, ms)]);
  rows.push([celery ? 'started' : 'running', levelAt(total.running, ms)]);
  rows.push(['done', levelAt(total.done, ms)], ['failed', levelAt(total.failed, ms)]);
  const [killed, again] = [levelAt(total.killed, ms), levelAt(total.again, ms)];
  if (killed > 0) rows.push(['killed', killed]);
  if (again > 0) rows.push(['begun again', again]);
  return rows;
}

export function hit({ picture }: RowPlace, { ms }: PointAt): WatchHit | undefined {
  const stations = stationsIn(picture, () => {});
  if (!stations || ms < 0 || ms > stations.endMs) return undefined;
  return { row: 'watch', engine: picture.engine.id, key: ms.toFixed(2), ms, stations };
}

export const pointed: Pointed = {
  outline(pen, { box }, { ms }: WatchHit) {
    pen.fill(pen.palette.ink3, pen.px(ms), box.top + HEAD, 1, box.height - HEAD);
  },
  describe({ ms, stations }: WatchHit, picture) {
    const rows = standing(picture, stations, ms).map(([what, count]) => [what, formatCount(count)] as const);
    const hosts = stations.all.length < 2 ? [] : stations.all.slice(0, 6);
    for (const { host, running, reserved } of hosts) {
      const held = levelAt(reserved, ms);
      const words = `${formatCount(levelAt(running, ms))} under way${held > 0 ? `, ${formatCount(held)} reserved` : ''}`;
      rows.push([machineName(picture.engine, host, picture.main?.trace), words] as const);
    }
    return { ...BARE, title: `At ${formatMs(ms)}`, doing: 'how all tasks stand', rows };
  },
};
