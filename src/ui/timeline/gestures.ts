/** Pointer, wheel and touch on the lanes: hover, select, pan, zoom at the pointer, fit. */
import type { Surface } from './surface.ts';
import { msAt } from './time-scale.ts';
import { selectionOf } from './walk.ts';

/** A press that moves less is a click (px). */
const CLICK = 4;
/** e-fold of zoom a pixel of wheel; a notch of 100 px is a factor of 1.35. */
const WHEEL = 0.003;
const LINE = 16;

export function listenToGestures(element: HTMLElement, surface: Surface): () => void {
  const pointers = new Map<number, { x: number; y: number }>();
  let travelled = 0;

  const zoomAt = (clientX: number, factor: number) => {
    if (surface.scale) surface.view.zoom(msAt(surface.scale, surface.local(clientX, 0).x), factor);
  };
  const onControl = (event: Event) => (event.target as Element).closest('button, a, input') !== null;

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || onControl(event)) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size === 1) travelled = 0;
  };

  const move = (event: PointerEvent) => {
    const held = pointers.get(event.pointerId);
    if (!held) {
      if (event.pointerType !== 'touch') surface.point({ x: event.clientX, y: event.clientY });
      return;
    }
    const before = spread(pointers);
    const dx = event.clientX - held.x;
    travelled += Math.hypot(dx, event.clientY - held.y);
    held.x = event.clientX;
    held.y = event.clientY;
    if (pointers.size === 2) {
      const after = spread(pointers);
      if (before.width > 8 && after.width > 8) zoomAt(after.middle, before.width / after.width);
      surface.view.pan(before.middle - after.middle);
    } else if (travelled >= CLICK) {
      if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
      element.classList.add('tl-dragged');
      surface.point(null);
      surface.view.pan(-dx);
    }
  };

  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return;
    element.classList.remove('tl-dragged');
    if (event.type !== 'pointerup' || travelled >= CLICK || pointers.size > 0) return;
    const hit = surface.hitAt(event.clientX, event.clientY);
    const picture = hit && surface.pictureOf(hit.engine);
    if (hit?.kind === 'span' && picture) surface.store.getState().select(selectionOf(picture, hit.row));
    else if (hit?.kind === 'result' && picture) {
      surface.store.getState().select(selectionOf(picture, picture.results.rows[hit.from]!));
    } else if (hit?.kind === 'turn' && picture && hit.span >= 0) {
      surface.store.getState().select(selectionOf(picture, hit.span));
    } else if (hit?.kind === 'queue') {
      const { task, attempt } = hit.waiting;
      surface.store.getState().select({ engine: hit.engine, task, attempt });
    } else surface.store.getState().select(null);
    if (event.pointerType === 'touch') surface.point(hit ? { x: event.clientX, y: event.clientY } : null);
  };

  const wheel = (event: WheelEvent) => {
    const unit = event.deltaMode === 1 ? LINE : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      // A trackpad's pinch comes as small deltas with ctrl: it needs more of each.
      const pinch = event.deltaMode === 0 && Math.abs(event.deltaY) < 20 ? 4 : 1;
      zoomAt(event.clientX, Math.exp(event.deltaY * unit * WHEEL * pinch));
      return;
    }
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return;
    event.preventDefault();
    surface.view.pan(sideways * unit);
  };

  const leave = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') surface.point(null);
  };
  const fit = (event: Event) => {
    if (!onControl(event)) surface.view.show(null, true);
  };

  const all = {
    pointerdown: down,
    pointermove: move,
    pointerup: up,
    pointercancel: up,
    pointerleave: leave,
    dblclick: fit,
  } as const;
  for (const [type, listener] of Object.entries(all)) element.addEventListener(type, listener as EventListener);
  // The page would zoom or go back in history otherwise.
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    for (const [type, listener] of Object.entries(all)) element.removeEventListener(type, listener as EventListener);
    element.removeEventListener('wheel', wheel);
  };
}

/** How far apart two fingers are, and where their middle is. */
function spread(pointers: ReadonlyMap<number, { x: number; y: number }>): { width: number; middle: number } {
  const [a, b] = [...pointers.values()];
  if (!a || !b) return { width: 0, middle: a?.x ?? 0 };
  return { width: Math.hypot(a.x - b.x, a.y - b.y), middle: (a.x + b.x) / 2 };
}
