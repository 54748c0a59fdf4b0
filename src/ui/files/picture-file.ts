/**
 * A picture of the run: the timeline's own painter on another context, and around it what the page has in HTML: title, axis,
 * the sections' names, key and notes. Pure but for the context.
 */

import { formatMs } from '../../scenario/duration.ts';
import type { Note, TimeWindow } from '../../store/state/state.ts';
import type { Layout } from '../timeline/model/layout.ts';
import { AXIS_HEIGHT } from '../timeline/model/layout.ts';
import type { Picture } from '../timeline/model/picture.ts';
import { timeTicks } from '../timeline/model/ticks.ts';
import { type TimeScale, xOf } from '../timeline/model/time-scale.ts';
import type { Pen } from '../timeline/paint/pen.ts';

export interface PictureText {
  readonly title: string;
  /** Which stretch of time, what of the run. */
  readonly about: string;
  /** What is left out, in sentences. */
  readonly leftOut: readonly string[];
}

/** An entry of the key: its mark, so wide, and its words. */
export interface KeyEntry {
  readonly width: number;
  readonly draw: (pen: Pen) => void;
  readonly words: string;
}

export interface PictureScene {
  readonly layout: Layout;
  readonly pictures: readonly Picture[];
  readonly window: TimeWindow;
  readonly notes: readonly Note[];
  readonly key: readonly KeyEntry[];
  readonly text: PictureText;
  /** The painter over the lanes; `top`: how far it draws below its own zero (px, negative is further down). */
  readonly paintLanes: (pen: Pen, scale: TimeScale, top: number, height: number, ratio: number) => void;
}

const LEFT = 16;
const TITLE = 48;
const LINE = 18;
const KEY_GAP = 16;
const TICK_GAP = 110;
const FLAG = 15;

/** How large the whole picture is (px). */
export function sizeOf(scene: PictureScene, pen: Pen): { width: number; height: number } {
  const { layout, text } = scene;
  const below = keyRows(scene, pen).length + text.leftOut.length + seen(scene).length;
  return { width: layout.width, height: TITLE + layout.height + 12 + below * LINE + 8 };
}

/** Draws all of it. `ratio`: pixels of the canvas a pixel of the picture. */
export function paintPicture(pen: Pen, scene: PictureScene, ratio: number): void {
  const { ctx, palette } = pen;
  const { layout, window } = scene;
  const { width, height } = sizeOf(scene, pen);
  const scale: TimeScale = { ...window, left: layout.gutter, width: layout.right - layout.gutter };
  pen.reset();
  scene.paintLanes(pen, scale, -TITLE, height, ratio);
  pen.reset();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.globalAlpha = 1;
  pen.left = 0;
  pen.right = width;
  pen.text(scene.text.title, LEFT, 16, palette.ink, true);
  pen.text(scene.text.about, LEFT, 34, palette.ink2);
  const ticks = timeTicks(window.fromMs, window.toMs, scale.width, TICK_GAP);
  for (const { ms, label } of ticks) {
    const x = Math.round(xOf(scale, ms));
    pen.text(label, x - pen.width(label) / 2, TITLE + AXIS_HEIGHT / 2, palette.ink2);
  }
  for (const [i, section] of layout.sections.entries()) {
    const { engine } = scene.pictures[i]!;
    const middle = TITLE + section.top + section.headerHeight / 2;
    pen.text(engine.title, LEFT, middle, palette.ink, true);
    pen.text(engine.holds, LEFT + pen.width(engine.title, true) + 8, middle, palette.ink2);
    pen.fill(palette.line, 0, TITLE + section.bottom - 1, width, 1);
  }
  let top = TITLE + layout.height + 12;
  for (const row of keyRows(scene, pen)) {
    for (const { entry, x } of row) {
      ctx.setTransform(ratio, 0, 0, ratio, x * ratio, (top + 1) * ratio);
      pen.left = 0;
      pen.right = entry.width;
      entry.draw(pen);
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.text(entry.words, x + entry.width + 6, top + LINE / 2, palette.ink2);
    }
    top += LINE;
  }
  for (const [i, note] of seen(scene).entries()) {
    paintFlag(pen, scene, scale, note, String(i + 1));
    const number = `${i + 1}`;
    pen.text(number, LEFT, top + LINE / 2, palette.ink, true);
    pen.text(noteWords(scene, note), LEFT + 20, top + LINE / 2, palette.ink2);
    top += LINE;
  }
  for (const words of scene.text.leftOut) {
    pen.text(words, LEFT, top + LINE / 2, palette.ink2);
    top += LINE;
  }
  // Below all that is drawn: the grid, and the ground.
  ctx.globalCompositeOperation = 'destination-over';
  for (const { ms } of ticks) {
    pen.fill(palette.grid, Math.round(xOf(scale, ms)), TITLE + AXIS_HEIGHT, 1, layout.height - AXIS_HEIGHT);
  }
  pen.fill(palette.bg, 0, 0, width, height);
  ctx.globalCompositeOperation = 'source-over';
}

/** Notes that lie in the stretch drawn. */
function seen({ notes, window }: PictureScene): readonly Note[] {
  return notes.filter(({ fromMs, toMs }) => toMs >= window.fromMs && fromMs <= window.toMs);
}

function noteWords({ pictures }: PictureScene, { fromMs, toMs, text, on }: Note): string {
  const task = on && pictures.find(({ engine }) => engine.id === on.engine)?.main?.trace.scenario.tasks[on.task]?.id;
  const when = toMs > fromMs ? `${formatMs(fromMs)} to ${formatMs(toMs)}` : formatMs(fromMs);
  return `${task === undefined ? when : `task ${task}, ${when}`}: ${text.replaceAll(/\s+/g, ' ')}`;
}

/** A numbered flag on the axis, with a line through the lanes; a range has a bar between its ends. */
function paintFlag(pen: Pen, { layout }: PictureScene, scale: TimeScale, { fromMs, toMs }: Note, number: string): void {
  const { palette } = pen;
  const inPlot = (ms: number) => Math.round(Math.min(scale.left + scale.width, Math.max(scale.left, xOf(scale, ms))));
  const [x0, x1] = [inPlot(fromMs), inPlot(toMs)];
  const bottom = TITLE + AXIS_HEIGHT;
  if (x1 > x0) pen.fill(palette.ink, x0, bottom - 3, x1 - x0, 2);
  pen.fill(palette.ink, x0, bottom - 2, 1, layout.height - AXIS_HEIGHT);
  const width = Math.max(FLAG, pen.width(number, true) + 8);
  pen.fill(palette.ink, x0, bottom - FLAG - 1, width, FLAG);
  pen.text(number, x0 + (width - pen.width(number, true)) / 2, bottom - FLAG / 2 - 1, palette.bg, true);
}

/** The key, broken into rows. */
function keyRows({ key, layout }: PictureScene, pen: Pen): { entry: KeyEntry; x: number }[][] {
  const rows: { entry: KeyEntry; x: number }[][] = [[]];
  let x = LEFT;
  for (const entry of key) {
    const width = entry.width + 6 + pen.width(entry.words);
    if (x > LEFT && x + width > layout.width - LEFT) {
      rows.push([]);
      x = LEFT;
    }
    rows.at(-1)!.push({ entry, x });
    x += width + KEY_GAP;
  }
  return rows;
}
