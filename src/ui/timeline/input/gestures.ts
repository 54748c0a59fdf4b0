/** Pointer, wheel and touch on the lanes and the axis: hover, select, pan, zoom at the pointer, fit, mark a range, move the replay's cursor. */
import type { IdleStretch } from '../../../store/state/state.ts';
import { idleOn } from '../model/idle-walk.ts';
import { msAt, xOf } from '../model/time-scale.ts';
import { type Place, placeAt } from '../surface/place.ts';
import { showRange } from '../surface/show-range.ts';
import { snapped } from '../surface/snap.ts';
import type { Surface } from '../surface/surface.ts';
import { keysOf } from './acts.ts';
import type { Around } from './around.ts';

/** A press that moves less is a click (px). */
const CLICK = 4;
/** A pixel of wheel zooms by e to this power: a notch of 100 px is a factor of 1.35. */
const WHEEL = 0.003;
/** The same for a pinch on a trackpad. The browser reports a pinch as a wheel event with Ctrl, although nobody holds the key. */
const PINCH = 0.01;
/** One notch of a wheel is at least this long (px). Where Ctrl was already held before this code was loaded, the length tells a wheel from a pinch. */
const NOTCH = 50;
/** A line of a wheel that counts in lines (px). */
const LINE = 16;
/** A press this near (px) to an edge of the range, or to the replay's cursor, takes hold of it. */
const GRIP = { mouse: 5, touch: 16 };
/** Two clicks within this time (ms) are a double click. */
const DOUBLE_MS = 500;

type Mode =
  | { readonly kind: 'none' | 'pan' | 'replay' }
  /** `anchorMs`: the edge of the range that stays where it is. `fresh`: the range begins with this press. */
  | { readonly kind: 'measure'; readonly anchorMs: number; readonly fresh: boolean };

/** Whether the user really holds Ctrl. The events of a pinch claim it, too. */
let ctrlHeld = false;
for (const type of ['keydown', 'keyup'] as const) {
  addEventListener(type, (event) => (ctrlHeld = event.ctrlKey), { capture: true, passive: true });
}

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
  const timeAt = (clientX: number) => (surface.scale ? msAt(surface.scale, surface.local(clientX, 0).x) : 0);
  const zoomAt = (clientX: number, factor: number) => view.zoom(timeAt(clientX), factor);

  /** What a press here takes hold of: the replay's cursor or an edge of the range; undefined where neither is near. */
  const gripAt = ({ clientX, clientY, pointerType }: PointerEvent): Mode | undefined => {
    if (!surface.scale) return undefined;
    const { cursorMs, range } = store.getState();
    const near = pointerType === 'touch' ? GRIP.touch : GRIP.mouse;
    const { x } = surface.local(clientX, clientY);
    const off = (ms: number) => Math.abs(xOf(surface.scale!, ms) - x);
    const onAxis = clientY < axisBottom(element);
    if (cursorMs !== null && (onAxis || off(cursorMs) <= near)) return { kind: 'replay' };
    if (range && off(range.fromMs) <= near) return { kind: 'measure', anchorMs: range.toMs, fresh: false };
    if (range && off(range.toMs) <= near) return { kind: 'measure', anchorMs: range.fromMs, fresh: false };
    return undefined;
  };
  const edgeAt = ({ clientX, clientY, altKey }: PointerEvent): number => {
    const { x, y } = surface.local(clientX, clientY);
    // Where sections have axes of their own, a time depends on the section under the pointer.
    const place = surface.snapshot.layout.ownAxes ? placeAt(surface, x, y) : undefined;
    const ms = place ? place.ms + place.picture.shiftMs : timeAt(clientX);
    return altKey ? ms : snapped(surface, y, ms);
  };

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
        ? { kind: 'measure', anchorMs: edgeAt(event), fresh: true }
        : (gripAt(event) ?? { kind: 'pan' });
    if (mode.kind === 'replay') moveCursor(event);
  };

  const move = (event: PointerEvent) => {
    const held = pointers.get(event.pointerId);
    if (!held) {
      if (event.pointerType === 'touch') return;
      surface.point({ x: event.clientX, y: event.clientY });
      element.classList.toggle('tl-grip', gripAt(event) !== undefined);
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
        const ms = edgeAt(event);
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
    store.getState().replay({ cursorMs: Math.max(0, timeAt(event.clientX)), playing: 0 });
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

  const wheel = (event: WheelEvent) => {
    const unit = event.deltaMode === 1 ? LINE : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const pinched = event.ctrlKey && !ctrlHeld && event.deltaMode === 0 && Math.abs(event.deltaY) < NOTCH;
      zoomAt(event.clientX, Math.exp(event.deltaY * unit * (pinched ? PINCH : WHEEL)));
      return;
    }
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return;
    event.preventDefault();
    view.pan(sideways * unit);
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
    wheel,
    keydown: press,
  };
  return (event) => all[event.type]?.(event as never);
}

/** The empty stretch at a place; null where something goes on, or nothing is known. */
function idleIn(place: Place | undefined): IdleStretch | null {
  return (place && idleOn(place.picture, place.lane, place.ms)?.stretch) ?? null;
}

/** Keeps the pointer's events on this element. A late event may find the pointer up already: then there is nothing to keep. */
function capture(element: HTMLElement, pointer: number): void {
  if (element.hasPointerCapture(pointer)) return;
  try {
    element.setPointerCapture(pointer);
  } catch {}
}

const axisBottom = (element: HTMLElement): number =>
  element.querySelector('.tl-band')?.getBoundingClientRect().bottom ?? 0;

/** How far apart two fingers are, and where their middle is. */
function spread(pointers: ReadonlyMap<number, { x: number; y: number }>): { width: number; middle: number } {
  const [a, b] = [...pointers.values()];
  if (!a || !b) return { width: 0, middle: a?.x ?? 0 };
  return { width: Math.hypot(a.x - b.x, a.y - b.y), middle: (a.x + b.x) / 2 };
}
