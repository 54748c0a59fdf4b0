/** Lines over all engines: the time line with its flag, and the one under the pointer. They move without any drawing. */
import { formatMs } from '../../../scenario/duration.ts';
import type { State } from '../../../store/state/state.ts';
import type { Layout } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import { type TimeScale, xOf } from '../model/time-scale.ts';
import type { UprightLine } from './upright-line.ts';

export interface Overlays {
  readonly nowLine: UprightLine;
  readonly flag: HTMLElement;
  readonly cursor: UprightLine;
  /** Holds the labels of the axis. */
  readonly band: HTMLElement;
  readonly tip: HTMLElement;
}

/** What of this frame the lines are placed by. */
export interface OverlayScene {
  readonly layout: Layout;
  readonly scale: TimeScale;
  /** Where the pointer is in the window of the browser; null: not over the timeline. */
  readonly pointer: Point | null;
  /** Where the timeline is in the window of the browser. */
  readonly box: DOMRectReadOnly;
  /** The pointer is on something that the tooltip tells of. */
  readonly hasTip: boolean;
  readonly moment: Moment | undefined;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Moment {
  readonly ms: number;
  /** The engines that the moment is of; empty: all. */
  readonly engines: readonly string[];
}

export function placeOverlays(dom: Overlays, { layout, scale, pointer, box, hasTip, moment }: OverlayScene): void {
  const x = moment ? Math.round(xOf(scale, moment.ms)) : Number.NaN;
  const seen = x >= scale.left && x <= scale.left + scale.width;
  dom.flag.hidden = !seen;
  if (moment && seen) {
    const sections = layout.sections.filter((s) => moment.engines.includes(s.engine));
    dom.nowLine.place(x, sections[0]?.top ?? 0, sections.at(-1)?.bottom ?? layout.height);
    dom.flag.textContent = formatMs(moment.ms);
    dom.flag.style.transform = `translateX(calc(${x}px - 50%))`;
  } else dom.nowLine.place(Number.NaN, 0, 0);
  hideTicksUnder(dom, seen ? x : Number.NaN);
  const pointerX = pointer ? pointer.x - box.left : Number.NaN;
  const pointed = pointerX >= scale.left && pointerX <= scale.left + scale.width;
  dom.cursor.place(pointed ? Math.round(pointerX) : Number.NaN, 0, box.height);
  if (hasTip && pointer) placeTip(dom.tip, pointer.x, pointer.y, false);
}

/** The moment that the time line stands at: while a run is under way, now; after a cancel, when it was cancelled. */
export function momentOf(pictureOf: (engine: string) => Picture | undefined, state: State): Moment | undefined {
  const { run, cursorMs } = state;
  // In a replay its clock is the only one.
  if (cursorMs !== null) return undefined;
  if (run.kind === 'cancelled') return { ms: run.atMs, engines: [] };
  if (run.kind !== 'running' && run.kind !== 'hung') return undefined;
  const engines = run.kind === 'running' ? run.now : run.engines;
  let ms = Number.NaN;
  for (const engine of engines) {
    const now = pictureOf(engine)?.measured?.trace.nowMs ?? Number.NaN;
    if (!(ms >= now) && !Number.isNaN(now)) ms = now;
  }
  if (Number.isNaN(ms)) return undefined;
  return { ms, engines: run.kind === 'running' && run.oneByOne ? engines : [] };
}

/** Hides the label of a tick that the flag would cover. */
function hideTicksUnder(dom: Overlays, x: number): void {
  if (Number.isNaN(x) && !dom.band.querySelector('[style*="visibility"]')) return;
  for (const label of dom.band.querySelectorAll<HTMLElement>('[data-x]')) {
    const visibility = Math.abs(Number(label.dataset.x) - x) < 28 ? 'hidden' : '';
    if (label.style.visibility !== visibility) label.style.visibility = visibility;
  }
}

/** From the pointer, and from the edge of the window (px). */
const AWAY = 16;
const EDGE = 4;

let [tipWidth, tipHeight] = [0, 0];
/** The window without its scroll bars. */
let [roomWidth, roomHeight] = [0, 0];

/** Puts the tooltip beside the pointer, on the side where there is room. `measure`: its words have changed, so its size is read. */
export function placeTip(tip: HTMLElement, x: number, y: number, measure: boolean): void {
  if (measure) {
    [tipWidth, tipHeight] = [tip.offsetWidth, tip.offsetHeight];
    ({ clientWidth: roomWidth, clientHeight: roomHeight } = document.documentElement);
  }
  const left = besidePoint(x, tipWidth, roomWidth);
  const top = besidePoint(y, tipHeight, roomHeight);
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

/** Behind the point where there is room, else before it, else as far behind as it is seen whole. */
function besidePoint(at: number, size: number, room: number): number {
  if (at + AWAY + size <= room - EDGE) return at + AWAY;
  return at - AWAY - size >= EDGE ? at - AWAY - size : Math.max(EDGE, room - EDGE - size);
}
