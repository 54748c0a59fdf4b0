/** The lanes: what every task does, one lane a worker or task; too many of them, or a group of tasks, fold into one strip. */
import { formatCount } from '../../../scenario/count.ts';
import { markOfCause } from '../../../trace/cause.ts';
import { laneName } from '../../words/lane-name.ts';
import { Later } from '../model/later.ts';
import type { Section } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import { Pieces } from '../model/pieces.ts';
import { endOfWait } from '../model/queue.ts';
import { selectionOf } from '../model/selection-of.ts';
import type { TimeScale } from '../model/time-scale.ts';
import type { Emphasis } from '../paint/emphasis.ts';
import type { LaneView } from '../paint/lane-view.ts';
import { waitForOthers, waitForPlace } from '../paint/marks/wait.ts';
import { paintLane } from '../paint/paint-lane.ts';
import type { Pen } from '../paint/pen.ts';
import type { LaneHit } from './lanes-pointed.ts';
import { LABELS, nearMs, type PaintRow, type Row, type RowPlace, type RowScene } from './row.ts';
import type { SpanHit } from './span-words.ts';

/** Up to so many spans are always drawn one by one. */
const SOME = 8;
/** Where thousands of spans share a pixel, so many are looked at. */
const MOST_LOOKED_AT = 256;

/** Lanes with more spans than pixels. */
export const manySpans = new Later(() => import('../paint/large/paint-large.ts').then(({ Large }) => new Large()));
/** The last run, while it is drawn below the prediction. */
export const lastRun = new Later(async () => {
  const [{ paintLastRun }, { lastRunStands }] = await Promise.all([
    import('../paint/paint-last-run.ts'),
    import('./last-run-words.ts'),
  ]);
  return { paintLastRun, lastRunStands };
});
const strips = new Later(() => import('../paint/large/paint-strip.ts'));
const over = new Later(() => import('../paint/over/paint-over.ts'));
const pointed = new Later(() => import('./lanes-pointed.ts'));
/** Lanes of the user's own program. */
const programs = new Later(() => import('./program-lanes.ts'));

/** All that lanes are drawn with only when there is something of it. */
export const LANES_LATER: readonly Later<unknown>[] = [manySpans, lastRun, strips, over, pointed, programs];

/** The lane that is being painted. */
const view = { lane: 0, top: 0, height: 0 } as { -readonly [K in keyof LaneView]: LaneView[K] };
function see(picture: Picture, section: Section, emphasis: Emphasis, lane: number, top: number): void {
  view.picture = picture;
  view.emphasis = emphasis;
  view.lane = lane;
  view.top = top;
  view.height = section.laneHeight;
}

const pieces = new Pieces();

export const lanesRow: Row = {
  id: 'lanes',
  height: () => 'lanes',
  paintLabels(pen, { picture, section }, { layout, from, to, again }) {
    const { lanes } = picture.engine;
    const { palette } = pen;
    if (section.collapsed) {
      const count = formatCount(section.lanes);
      const words = layout.narrow ? count : `${count} ${lanes.many}`;
      pen.text(words, LABELS, section.lanesTop + section.laneHeight / 2, palette.ink2);
      return;
    }
    const room = layout.gutter - LABELS - 8;
    const middle = Math.floor(section.laneHeight / 2);
    if (picture.program) {
      const labels = programs.get(again)?.labelsOf(picture.program);
      eachLane(picture, section, { from, to }, (lane, top) => labels?.(pen, lane, top + middle, layout));
      return;
    }
    // A group's name is a button.
    eachLane(picture, section, { from, to }, (lane, top) => {
      const name = laneName(lanes, lane, picture.main?.trace, layout.narrow);
      pen.text(layout.narrow ? name : pen.fitted(name, room), LABELS, top + middle, palette.ink2);
    });
  },
  paintPixels(pen, { picture, section }, scene) {
    if (section.collapsed || picture.program) return;
    // With many tasks it is loaded while they are predicted or run.
    if (scene.tasks <= SOME && (picture.main?.trace.spans.length ?? 0) <= SOME) return;
    const large = manySpans.get(scene.again);
    if (!large) return;
    large.begin(scene.ratio, scene.top);
    eachLane(picture, section, scene, (lane, top) => {
      see(picture, section, scene.emphasis, lane, top);
      large.lane(pen, view);
    });
  },
  paint: Later.now<PaintRow>((pen, place, scene) => {
    const { picture, section } = place;
    if (section.collapsed) {
      paintStrips(pen, place, scene);
      return;
    }
    const before = picture.last && lastRun.get(scene.again);
    eachLane(picture, section, scene, (lane, top) => {
      see(picture, section, scene.emphasis, lane, top);
      if (picture.program) {
        programs.get(scene.again)?.paintLane(pen, picture.program, view);
        return;
      }
      before?.paintLastRun(pen, view);
      paintLane(pen, view);
    });
    if (picture.slots.groups.length > 0) paintStrips(pen, place, scene);
    if (picture.engine.lanes.perTask) paintQueued(pen, picture, section);
    const { selected, idle, notes, showsPath, cursorMs } = scene.look;
    if (scene.layout.ownAxes || showsPath || selected || idle || notes.length > 0 || cursorMs !== null) {
      over.get(scene.again)?.paintOver(pen, picture, section, scene.look, scene.layout);
    }
    if (selected) pointed.get(scene.again)?.paintSelection(pen, picture, section, selected);
  }),
  hit(place, { ms, y, scale }): LaneHit | undefined {
    const { picture, section } = place;
    if (section.collapsed) {
      const on = { row: 'lanes', engine: section.engine };
      return ms >= 0 && ms <= picture.endMs ? { ...on, key: String(ms), ms } : undefined;
    }
    const lane = picture.slots.laneAt(Math.floor((y - section.lanesTop) / section.laneHeight));
    return lane === undefined || lane < 0 ? undefined : spanAt(picture, lane, scale, ms);
  },
  pointed: new Later(() => pointed.load().then(({ pointedLane }) => pointedLane)),
};

/** Visits the lanes worth drawing, with the top of each; a group's own line is none. */
function eachLane(
  { slots }: Picture,
  { lanesTop, lanes, laneHeight }: Section,
  { from, to }: Pick<RowScene, 'from' | 'to'>,
  visit: (lane: number, top: number) => void,
): void {
  const last = Math.min(lanes, Math.ceil((to - lanesTop) / laneHeight));
  for (let slot = Math.max(0, Math.floor((from - lanesTop) / laneHeight)); slot < last; slot++) {
    const lane = slots.laneAt(slot)!;
    if (lane >= 0) visit(lane, lanesTop + slot * laneHeight);
  }
}

function paintStrips(pen: Pen, { picture, section }: RowPlace, { look, again, layout }: RowScene): void {
  const strip = strips.get(again);
  strip?.countAt(look.cursorMs ?? Number.NaN, again);
  strip?.paintStrips(pen, picture, section, layout.narrow);
}

/** Tasks that have not begun wait in their own lane, where the lane is the task. */
function paintQueued(pen: Pen, picture: Picture, section: Section): void {
  const trace = picture.main?.trace;
  if (!trace) return;
  for (const queued of trace.queued) {
    const slot = picture.slots.slotOf(queued.task);
    const x0 = pen.px(queued.since);
    const x1 = pen.px(endOfWait(trace, Number.NaN));
    if (x1 <= x0 || slot < 0) continue;
    const middle = section.lanesTop + slot * section.laneHeight + Math.floor(section.laneHeight / 2);
    const mark = markOfCause(trace.numberOf(queued.cause));
    (mark === 'others' ? waitForOthers : waitForPlace)(pen, x0, x1, middle, picture.hollow, picture.live);
  }
}

function spanAt(picture: Picture, number: number, scale: TimeScale, ms: number): SpanHit | undefined {
  const index = picture.main!;
  const lane = index.lanes[number];
  if (!lane) return undefined;
  const near = nearMs(scale);
  const ownWaits = picture.engine.lanes.perTask;
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  // From the latest back, so that of spans over one another the innermost is found. With the lane of a task, its wait
  // lies before its start: look at the next spans, too.
  const last = Math.min(lane.count - 1, index.startingAt(lane, ms + near) + 2);
  const first = Math.max(0, index.firstAt(lane, ms - near) - 1);
  for (let place = last, looked = 0; place >= first && looked < MOST_LOOKED_AT && distance > 0; place--, looked++) {
    const row = index.rowAt(lane, place);
    pieces.load(index.trace, row);
    const from = ownWaits && pieces.count > 0 ? Math.min(pieces.heldFrom, pieces.from[0]!) : pieces.heldFrom;
    const off = ms < from ? from - ms : ms > pieces.end ? ms - pieces.end : 0;
    if (off > near || off >= distance) continue;
    best = row;
    distance = off;
  }
  if (best < 0) return undefined;
  pieces.load(index.trace, best);
  const piece = pieceAt(pieces, ms, ownWaits);
  const selects = selectionOf(picture, best);
  return { row: 'lanes', engine: picture.engine.id, key: `${best} ${piece}`, selects, span: best, piece, ms };
}

/** The piece at a time: the one that holds it, else the nearest. */
function pieceAt(from: Pieces, ms: number, ownWaits: boolean): number {
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (let i = 0; i < from.count; i++) {
    if (!ownWaits && from.isAside(i)) continue;
    const off = ms < from.from[i]! ? from.from[i]! - ms : ms > from.to[i]! ? ms - from.to[i]! : 0;
    if (off < distance) {
      best = i;
      distance = off;
    }
  }
  return best;
}
