/** Wheel and pinch: with Ctrl they zoom at the pointer, sideways they move the window. Anything else scrolls the page. */
import type { Surface } from '../surface/surface.ts';
import { timeAt } from './points.ts';

/** A pixel of wheel zooms by e to this power: a notch of 100 px is a factor of 1.35. */
const WHEEL = 0.003;
/** The same for a pinch on a trackpad. The browser reports a pinch as a wheel event with Ctrl, although nobody holds the key. */
const PINCH = 0.01;
/** One notch of a wheel is at least this long (px). Where Ctrl was already held before this code was loaded, the length tells a wheel from a pinch. */
const NOTCH = 50;
/** A line of a wheel that counts in lines (px). */
const LINE = 16;
/** Whether the user really holds Ctrl. The events of a pinch claim it, too. */
let ctrlHeld = false;
for (const type of ['keydown', 'keyup'] as const) {
  addEventListener(type, (event) => (ctrlHeld = event.ctrlKey), { capture: true, passive: true });
}

export function turnWheel(surface: Surface, event: WheelEvent): void {
  const { view } = surface;
  const unit = event.deltaMode === 1 ? LINE : 1;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const pinched = event.ctrlKey && !ctrlHeld && event.deltaMode === 0 && Math.abs(event.deltaY) < NOTCH;
    view.zoom(timeAt(surface, event.clientX), Math.exp(event.deltaY * unit * (pinched ? PINCH : WHEEL)));
    return;
  }
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  if (Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return;
  event.preventDefault();
  view.pan(sideways * unit);
}
