/** Draws what is seen of all sections onto one canvas, from pictures, layout and scale. Knows no store and no React. */
import type { Selection } from '../../store/state.ts';
import type { Hit } from './hit.ts';
import { BEAT_HEIGHT, type Layout, LOOP_HEIGHT, laneLabel, RESULTS_HEIGHT, type Section } from './layout.ts';
import { beatDots, beatTicks, stoppedLines } from './marks/beats.ts';
import { waitForPlace } from './marks/wait.ts';
import { type Fades, paintLane } from './paint-lane.ts';
import { paintLoop } from './paint-loop.ts';
import { paintHover, paintHoverBeside, paintSelection } from './paint-marked.ts';
import { paintQueue } from './paint-queue.ts';
import { paintResults } from './paint-results.ts';
import { paintStrip } from './paint-strip.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { endOfWait } from './queue.ts';
import { shifted, type TimeScale } from './time-scale.ts';

export interface Scene {
  readonly layout: Layout;
  /** As many as the layout has sections, in its order. */
  readonly pictures: readonly Picture[];
  readonly scale: TimeScale;
  readonly selected: Selection | null;
  readonly hover: Hit | null;
  /** What of the layout's height the canvas shows. */
  readonly top: number;
  readonly height: number;
}

export function paint(pen: Pen, scene: Scene, ratio: number): void {
  const { ctx } = pen;
  const { layout, scale } = scene;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.setTransform(ratio, 0, 0, ratio, 0, -scene.top * ratio);
  for (const [i, section] of layout.sections.entries()) {
    const picture = scene.pictures[i];
    if (!picture || section.bottom < scene.top || section.top > scene.top + scene.height) continue;
    const { fromMs, toMs } = shifted(scale, picture.shiftMs);
    pen.setScale(fromMs, toMs, scale.left, scale.left + scale.width);
    paintLabels(pen, picture, section, layout.narrow, scene);
    ctx.save();
    ctx.beginPath();
    ctx.rect(scale.left - 4, section.queueTop, scale.width + 8, section.bottom - section.queueTop);
    ctx.clip();
    paintSection(pen, picture, section, layout.narrow, scene);
    ctx.restore();
    pen.forgetState();
  }
}

function paintLabels(pen: Pen, picture: Picture, section: Section, narrow: boolean, scene: Scene): void {
  const { palette } = pen;
  const x = 16;
  if (section.queueHeight > 0) pen.text(narrow ? 'q' : 'queue', x, section.queueTop + 7, palette.ink3);
  if (section.loop) {
    const { timerTop, readyTop, loopTop } = section.loop;
    pen.text(narrow ? 'tim' : 'timers', x, timerTop + 7, palette.ink3);
    pen.text(narrow ? 'rdy' : 'ready', x, readyTop + 7, palette.ink3);
    pen.text(narrow ? 'l' : 'loop', x, loopTop + LOOP_HEIGHT / 2, palette.ink3);
  }
  if (section.resultsHeight > 0) {
    pen.text(narrow ? 'r' : 'results', x, section.resultsTop + RESULTS_HEIGHT / 2, palette.ink3);
  }
  const middle = section.beatTop + BEAT_HEIGHT / 2;
  pen.text(narrow ? '♥' : 'main thread', x, middle, narrow ? palette.ink2 : palette.ink3);
  if (section.collapsed) {
    const kind = picture.engine.place.lane;
    pen.text(
      narrow ? String(section.lanes) : `${section.lanes} ${kind}s`,
      x,
      section.lanesTop + section.laneHeight / 2,
      palette.ink2,
    );
    return;
  }
  const tasks = picture.main?.trace.scenario.tasks;
  const [first, last] = lanesSeen(section, scene);
  for (let lane = first; lane < last; lane++) {
    const label = laneLabel(picture.engine.place.lane, lane, tasks?.[lane]?.id, narrow);
    pen.text(label, x, section.lanesTop + lane * section.laneHeight + Math.floor(section.laneHeight / 2), palette.ink2);
  }
}

/** The lanes that the canvas reaches; one past the last. */
function lanesSeen(section: Section, scene: Scene): readonly [number, number] {
  const first = Math.floor((scene.top - section.lanesTop) / section.laneHeight);
  const last = Math.ceil((scene.top + scene.height - section.lanesTop) / section.laneHeight);
  return [Math.max(0, first), Math.min(section.lanes, last)];
}

function paintSection(pen: Pen, picture: Picture, section: Section, narrow: boolean, scene: Scene): void {
  const fades = fading(picture, scene.selected);
  paintQueue(pen, picture, section, narrow, fades);
  paintLoop(pen, picture, section, fades);
  if (section.collapsed) paintStrip(pen, picture, section);
  else {
    const [first, last] = lanesSeen(section, scene);
    for (let lane = first; lane < last; lane++) {
      paintLane(pen, picture, lane, section.lanesTop + lane * section.laneHeight, section.laneHeight, fades);
    }
    if (picture.engine.place.lane === 'task') paintQueuedInLanes(pen, picture, section);
    paintSelection(pen, picture, section, scene.selected);
    paintHover(pen, picture, section, scene.hover);
  }
  paintResults(pen, picture, section, fades);
  paintHoverBeside(pen, picture, section, scene.hover);
  paintBeats(pen, picture, section);
}

/** Tasks that have not begun wait in their own lane, where the lane is the task. */
function paintQueuedInLanes(pen: Pen, picture: Picture, section: Section): void {
  const trace = picture.main?.trace;
  if (!trace) return;
  for (const queued of trace.queued) {
    const x0 = pen.px(queued.since);
    const x1 = pen.px(endOfWait(trace, Number.NaN));
    if (x1 <= x0) continue;
    const middle = section.lanesTop + queued.task * section.laneHeight + Math.floor(section.laneHeight / 2);
    waitForPlace(pen, x0, x1, middle, picture.measured === undefined, picture.live);
  }
}

function paintBeats(pen: Pen, picture: Picture, section: Section): void {
  const middle = section.beatTop + BEAT_HEIGHT / 2;
  const measured = picture.measured?.trace;
  if (measured) beatTicks(pen, measured.beats.at.at, measured.beats.length, middle);
  else beatDots(pen, middle);
  stoppedLines(pen, picture.stops, middle, measured === undefined);
}

/**
 * With a selection, all but the task and who gave it its place stand back. Without one, a run of another scenario does:
 * what counts then is the new prediction.
 */
function fading(picture: Picture, selected: Selection | null): Fades {
  if (!selected) return picture.stale ? (_, isPredicted) => !isPredicted : () => false;
  const main = picture.main;
  const row = main ? picture.rowOf(selected.task, selected.attempt) : -1;
  const giver = picture.giverOf(row);
  const { task, attempt } = main?.trace.spans.at ?? {};
  const { predicted } = picture;
  return (other, isPredicted) => {
    if (other < 0) return true;
    if (!isPredicted || picture.measured === undefined) return other !== row && other !== giver;
    // An outline belongs to the measured span of the same attempt.
    const at = predicted!.trace.spans.at;
    const same = (measured: number) =>
      measured >= 0 && task![measured] === at.task[other] && attempt![measured] === at.attempt[other];
    return !same(row) && !same(giver);
  };
}
