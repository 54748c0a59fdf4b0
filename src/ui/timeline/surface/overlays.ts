/** Lines over all engines: the time line with its flag, and the one under the pointer. They move without any drawing. */
import type { State } from '../../../store/state/state.ts';
import { xOf } from '../model/time-scale.ts';
import type { Surface } from './surface.ts';

export interface Overlays {
  readonly nowLine: HTMLElement;
  readonly flag: HTMLElement;
  readonly cursor: HTMLElement;
  /** Holds the labels of the axis. */
  readonly band: HTMLElement;
  readonly tip: HTMLElement;
}

interface Moment {
  readonly ms: number;
  /** The engines that it holds for; empty: all. */
  readonly engines: readonly string[];
}

export function placeOverlays(dom: Overlays, surface: Surface, state: State): void {
  const { scale } = surface;
  if (!scale) return;
  const moment = momentOf(surface, state);
  const x = moment ? Math.round(xOf(scale, moment.ms)) : Number.NaN;
  const seen = x >= scale.left && x <= scale.left + scale.width;
  dom.nowLine.hidden = !seen;
  dom.flag.hidden = !seen;
  if (moment && seen) {
    const sections = surface.snapshot.layout.sections.filter((s) => moment.engines.includes(s.engine));
    const top = sections[0]?.top ?? 0;
    const bottom = sections.at(-1)?.bottom ?? surface.snapshot.layout.height;
    dom.nowLine.style.transform = `translate(${x}px, ${top}px)`;
    dom.nowLine.style.height = `${bottom - top}px`;
    dom.flag.textContent = `${(moment.ms / 1000).toFixed(2)} s`;
    dom.flag.style.transform = `translateX(calc(${x}px - 50%))`;
  }
  hideTicksUnder(dom, seen ? x : Number.NaN);
  const pointer = surface.pointer && surface.local(surface.pointer.x, surface.pointer.y);
  const pointed = pointer !== null && pointer.x >= scale.left && pointer.x <= scale.left + scale.width;
  dom.cursor.hidden = !pointed;
  if (pointed) dom.cursor.style.transform = `translateX(${Math.round(pointer.x)}px)`;
  if (surface.hover && surface.pointer) placeTip(dom.tip, surface.pointer.x, surface.pointer.y, false);
}

/** While it runs, now; after a cancel, then. */
export function momentOf(surface: Surface, state: State): Moment | undefined {
  const { run } = state;
  if (run.kind === 'cancelled') return { ms: run.atMs, engines: [] };
  if (run.kind !== 'running' && run.kind !== 'hung') return undefined;
  const engines = run.kind === 'running' ? run.now : run.engines;
  let ms = Number.NaN;
  for (const engine of engines) {
    const now = surface.pictureOf(engine)?.measured?.trace.nowMs ?? Number.NaN;
    if (!(ms >= now) && !Number.isNaN(now)) ms = now;
  }
  if (Number.isNaN(ms)) return undefined;
  return { ms, engines: run.kind === 'running' && run.oneByOne ? engines : [] };
}

/** A tick's label under the flag is left out. */
function hideTicksUnder(dom: Overlays, x: number): void {
  if (Number.isNaN(x) && !dom.band.querySelector('[style*="visibility"]')) return;
  for (const label of dom.band.querySelectorAll<HTMLElement>('[data-x]')) {
    const visibility = Math.abs(Number(label.dataset.x) - x) < 28 ? 'hidden' : '';
    if (label.style.visibility !== visibility) label.style.visibility = visibility;
  }
}

let [tipWidth, tipHeight] = [0, 0];

/** Beside the pointer, turned to where there is room. `measure`: its words have changed. */
export function placeTip(tip: HTMLElement, x: number, y: number, measure: boolean): void {
  if (measure) [tipWidth, tipHeight] = [tip.offsetWidth, tip.offsetHeight];
  const left = x + 16 + tipWidth > window.innerWidth ? Math.max(4, x - 16 - tipWidth) : x + 16;
  const top = y + 16 + tipHeight > window.innerHeight ? Math.max(4, y - 16 - tipHeight) : y + 16;
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
