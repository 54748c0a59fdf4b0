/** Pointer, wheel and touch on the lanes and the axis: hover, select, pan, zoom at the pointer, fit, mark a range, move the replay's cursor. */
import type { IdleStretch } from '../../../store/state/state.ts';
import { idleOn } from '../model/idle-walk.ts';
import { capture } from '../surface/capture.ts';
import { type Place, placeAt } from '../surface/place.ts';
import { showRange } from '../surface/show-range.ts';
import type { Surface } from '../surface/surface.ts';
import { keysOf } from './acts.ts';
import type { Around } from './around.ts';
import { edgeAt, gripAt, type Mode, timeAt } from './points.ts';
import { turnWheel } from './wheel.ts';

/** A press that moves less is a click (px). */
const CLICK = 4;
/** Two clicks within this time (ms) are a double click. */
const DOUBLE_MS = 500;

/** Does what an event of pointer, wheel, touch or keys asks for. */
export function gesturesOf(element: HTMLElement, surface: Surface, around: Around): (event: Event) => void {
  const { store, view } = surface;
  const pointers = new Map<number, { x: number; y: number }>();
  const key = keysOf(surface, around);
  let mode: Mode = { kind: 'none' };
  let travelled = 0;
  /** What was selected before the last click. If a second click follows, the selection goes back to this. */
  let before = { selected: store.getState().selected, idle: store.getState().idle, atMs: Number.NEGATIVE_INFINITY };

  const onControl = ({ target }: Event) => (target as Element).closest('button, a, input') !== null;
  const zoomAt = (clientX: number, factor: number) => view.zoom(timeAt(surface, clientX), factor);

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || onControl(event)) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size > 1) {
      mode = { kind: 'pan' };
      return;
    }
    travelled = 0;
    const { measuring } = store.getState();
    mode =
      event.shiftKey || measuring
        ? { kind: 'measure', anchorMs: edgeAt(surface, event), fresh: true }
        : (gripAt(surface, event) ?? { kind: 'pan' });
    if (mode.kind === 'replay') moveCursor(event);
  };

  const move = (event: PointerEvent) => {
    const held = pointers.get(event.pointerId);
    if (!held) {
      if (event.pointerType === 'touch') return;
      surface.point({ x: event.clientX, y: event.clientY });
      element.classList.toggle('tl-grip', gripAt(surface, event) !== undefined);
      return;
    }
    const was = spread(pointers);
    const dx = event.clientX - held.x;
    travelled += Math.hypot(dx, event.clientY - held.y);
    held.x = event.clientX;
    held.y = event.clientY;
    if (pointers.size === 2) {
      const is = spread(pointers);
      if (was.width > 8 && is.width > 8) zoomAt(is.middle, was.width / is.width);
      view.pan(was.middle - is.middle);
      return;
    }
    if (travelled < CLICK) return;
    capture(element, event.pointerId);
    surface.point(null);
    switch (mode.kind) {
      case 'measure': {
        const ms = edgeAt(surface, event);
        const { anchorMs } = mode;
        store.getState().look({ range: { fromMs: Math.min(anchorMs, ms), toMs: Math.max(anchorMs, ms) } });
        break;
      }
      case 'replay':
        moveCursor(event);
        break;
      case 'pan':
        element.classList.add('tl-dragged');
        view.pan(-dx);
        break;
      case 'none':
    }
  };

  const moveCursor = (event: PointerEvent) => {
    store.getState().replay({ cursorMs: Math.max(0, timeAt(surface, event.clientX)), playing: 0 });
  };

  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return;
    element.classList.remove('tl-dragged');
    const clicked = event.type === 'pointerup' && travelled < CLICK && pointers.size === 0;
    if (mode.kind === 'measure' && !clicked && store.getState().range) showRange(store);
    const plain = mode.kind === 'pan' || (mode.kind === 'measure' && mode.fresh);
    mode = { kind: 'none' };
    if (clicked && plain) click(event);
  };

  const click = (event: PointerEvent) => {
    const { selected, idle, select, look } = store.getState();
    if (event.timeStamp - before.atMs > DOUBLE_MS) before = { selected, idle, atMs: event.timeStamp };
    const hit = surface.hitAt(event.clientX, event.clientY);
    if (hit?.selects) select(hit.selects);
    else {
      const { x, y } = surface.local(event.clientX, event.clientY);
      look({ selected: null, idle: idleIn(placeAt(surface, x, y)) });
    }
    if (event.pointerType === 'touch') surface.point(hit ? { x: event.clientX, y: event.clientY } : null);
  };

  const fit = (event: Event) => {
    if (onControl(event)) return;
    // The two clicks of a double click were not meant to select anything: the selection is put back.
    const { selected, idle } = before;
    store.getState().look({ selected, idle });
    view.show(null, true);
  };

  const leave = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') surface.point(null);
  };
  const press = (event: KeyboardEvent) => {
    if (!onControl(event) && key(event)) event.preventDefault();
  };
  const all: Readonly<Record<string, (event: never) => void>> = {
    pointerdown: down,
    pointermove: move,
    pointerup: up,
    pointercancel: up,
    pointerleave: leave,
    dblclick: fit,
    wheel: (event: WheelEvent) => turnWheel(surface, event),
    keydown: press,
  };
  return (event) => all[event.type]?.(event as never);
}

/** The empty stretch at a place; null where something goes on, or nothing is known. */
function idleIn(place: Place | undefined): IdleStretch | null {
  return (place && idleOn(place.picture, place.lane, place.ms)?.stretch) ?? null;
}

/** How far apart two fingers are, and where their middle is. */
function spread(pointers: ReadonlyMap<number, { x: number; y: number }>): { width: number; middle: number } {
  const [a, b] = [...pointers.values()];
  if (!a || !b) return { width: 0, middle: a?.x ?? 0 };
  return { width: Math.hypot(a.x - b.x, a.y - b.y), middle: (a.x + b.x) / 2 };
}
