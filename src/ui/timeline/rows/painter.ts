/** Draws what is seen of all sections onto one canvas, from pictures, layout and scale. Knows no store and no React. */
import { formatCount } from '../../../scenario/count.ts';
import type { Selection } from '../../../store/state/state.ts';
import { laneName } from '../../words/lane-name.ts';
import { BEAT_HEIGHT, type Layout, LOOP_HEIGHT, RESULTS_HEIGHT, type Section } from '../model/layout.ts';
import { scaleOf } from '../model/own-axis.ts';
import type { Picture } from '../model/picture.ts';
import { endOfWait } from '../model/queue.ts';
import type { TimeScale } from '../model/time-scale.ts';
import { Emphasis } from '../paint/emphasis.ts';
import type { Large } from '../paint/large/paint-large.ts';
import { beatDots, beatTicks, stoppedLines } from '../paint/marks/beats.ts';
import { waitForPlace } from '../paint/marks/wait.ts';
import { paintLane } from '../paint/paint-lane.ts';
import type { Pen } from '../paint/pen.ts';
import type { Hit } from './hit.ts';
import type * as Marked from './paint-marked.ts';
import { paintQueue } from './paint-queue.ts';
import type * as Rows from './paint-rows.ts';

/** What is drawn only where it is asked for, in modules of their own: none of it before the first picture. */
export interface Extras {
  /** Lanes with many spans. */
  large: Large | undefined;
  /** Sections and groups folded into one strip. */
  strip: ((pen: Pen, picture: Picture, section: Section, narrow: boolean) => void) | undefined;
  /** What is selected, and what the pointer is on. */
  marked: typeof Marked | undefined;
  /** Rows of Python's engines: results, the event loop's own. */
  rows: typeof Rows | undefined;
  /** Over a section's lanes: the critical path, an idle stretch, notes, an axis of its own. */
  over: ((pen: Pen, picture: Picture, section: Section, scene: Scene) => void) | undefined;
}

export interface Scene {
  readonly layout: Layout;
  /** As many as the layout has sections, in its order. */
  readonly pictures: readonly Picture[];
  readonly scale: TimeScale;
  readonly selected: Selection | null;
  readonly hover: Hit | null;
  /** What of the layout's height the canvas holds. */
  readonly top: number;
  readonly height: number;
  /** What of it is worth drawing now. */
  readonly from: number;
  readonly to: number;
  /** Only what a search has found is drawn. */
  readonly onlyFound: boolean;
}

/** What stands out in the section that is being painted: set anew for each. */
const emphasis = new Emphasis();

export function paint(pen: Pen, scene: Scene, ratio: number, extras: Extras): void {
  const { ctx } = pen;
  const { layout } = scene;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.setTransform(ratio, 0, 0, ratio, 0, -scene.top * ratio);
  if (extras.large) paintMany(pen, scene, ratio, extras.large);
  for (let i = 0; i < layout.sections.length; i++) {
    const section = layout.sections[i]!;
    const picture = scene.pictures[i];
    if (!picture || !isSeen(section, scene)) continue;
    setScale(pen, picture, scene);
    emphasis.set(picture, scene.selected, scene.onlyFound);
    paintLabels(pen, picture, section, scene);
    ctx.save();
    ctx.beginPath();
    ctx.rect(pen.left - 4, section.axisTop, pen.right - pen.left + 8, section.bottom - section.axisTop);
    ctx.clip();
    paintSection(pen, picture, section, layout.narrow, scene, extras);
    ctx.restore();
    pen.forgetState();
  }
}

const isSeen = (section: Section, scene: Scene): boolean => section.bottom >= scene.from && section.top <= scene.to;

function setScale(pen: Pen, picture: Picture, { scale, layout }: Scene): void {
  const { fromMs, toMs } = scaleOf(scale, picture, layout);
  pen.setScale(fromMs, toMs, scale.left, scale.left + scale.width);
}

/** What is too narrow to be drawn one by one, of all sections, as pixels: before all else, since they take the canvas' own place. */
function paintMany(pen: Pen, scene: Scene, ratio: number, large: Large): void {
  const { layout } = scene;
  large.begin(ratio, scene.top);
  for (let i = 0; i < layout.sections.length; i++) {
    const section = layout.sections[i]!;
    const picture = scene.pictures[i];
    if (!picture || section.collapsed || !isSeen(section, scene)) continue;
    setScale(pen, picture, scene);
    emphasis.set(picture, scene.selected, scene.onlyFound);
    const last = lastSlot(section, scene);
    for (let slot = firstSlot(section, scene); slot < last; slot++) {
      const lane = picture.slots.laneAt(slot)!;
      if (lane >= 0) large.lane(pen, picture, lane, slotTop(section, slot), section.laneHeight, emphasis);
    }
  }
}

function paintLabels(pen: Pen, picture: Picture, section: Section, scene: Scene): void {
  const { palette } = pen;
  const { layout } = scene;
  const { narrow } = layout;
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
  const { lanes } = picture.engine;
  if (section.collapsed) {
    const words = narrow ? formatCount(section.lanes) : `${formatCount(section.lanes)} ${lanes.many}`;
    pen.text(words, x, section.lanesTop + section.laneHeight / 2, palette.ink2);
    return;
  }
  const trace = picture.main?.trace;
  const room = layout.gutter - x - 8;
  const last = lastSlot(section, scene);
  for (let slot = firstSlot(section, scene); slot < last; slot++) {
    const lane = picture.slots.laneAt(slot)!;
    // A group's name is a button.
    if (lane < 0) continue;
    const label = laneName(lanes, lane, trace, narrow);
    pen.text(
      narrow ? label : pen.fitted(label, room),
      x,
      slotTop(section, slot) + Math.floor(section.laneHeight / 2),
      palette.ink2,
    );
  }
}

const slotTop = (section: Section, slot: number): number => section.lanesTop + slot * section.laneHeight;

/** The rows of lanes worth drawing; one past the last. */
const firstSlot = (section: Section, scene: Scene): number =>
  Math.max(0, Math.floor((scene.from - section.lanesTop) / section.laneHeight));
const lastSlot = (section: Section, scene: Scene): number =>
  Math.min(section.lanes, Math.ceil((scene.to - section.lanesTop) / section.laneHeight));

function paintSection(
  pen: Pen,
  picture: Picture,
  section: Section,
  narrow: boolean,
  scene: Scene,
  { strip, over, marked, rows }: Extras,
): void {
  const { fades } = emphasis;
  if (!emphasis.onlyFound) {
    paintQueue(pen, picture, section, narrow, fades);
    rows?.paintLoop(pen, picture, section, fades);
  }
  if (section.collapsed) strip?.(pen, picture, section, narrow);
  else {
    paintLanes(pen, picture, section, scene);
    if (picture.slots.groups.length > 0) strip?.(pen, picture, section, narrow);
    if (picture.engine.lanes.perTask) paintQueuedInLanes(pen, picture, section);
    over?.(pen, picture, section, scene);
    marked?.paintSelection(pen, picture, section, scene.selected);
    marked?.paintHover(pen, picture, section, scene.hover);
  }
  rows?.paintResults(pen, picture, section, fades);
  marked?.paintHoverBeside(pen, picture, section, scene.hover);
  paintBeats(pen, picture, section);
}

function paintLanes(pen: Pen, picture: Picture, section: Section, scene: Scene): void {
  const last = lastSlot(section, scene);
  for (let slot = firstSlot(section, scene); slot < last; slot++) {
    const lane = picture.slots.laneAt(slot)!;
    if (lane >= 0) paintLane(pen, picture, lane, slotTop(section, slot), section.laneHeight, emphasis);
  }
}

/** Tasks that have not begun wait in their own lane, where the lane is the task. */
function paintQueuedInLanes(pen: Pen, picture: Picture, section: Section): void {
  const trace = picture.main?.trace;
  if (!trace) return;
  for (const queued of trace.queued) {
    const slot = picture.slots.slotOf(queued.task);
    const x0 = pen.px(queued.since);
    const x1 = pen.px(endOfWait(trace, Number.NaN));
    if (x1 <= x0 || slot < 0) continue;
    const middle = slotTop(section, slot) + Math.floor(section.laneHeight / 2);
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
