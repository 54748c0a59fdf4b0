/** What a point of the window of the browser means to a drag: a time, an edge of a range, something to take hold of. */
import { msAt, xOf } from '../model/time-scale.ts';
import { placeAt } from '../surface/place.ts';
import { snapped } from '../surface/snap.ts';
import type { Surface } from '../surface/surface.ts';

/** A press this near (px) to an edge of the range, or to the replay's cursor, takes hold of it. */
const GRIP = { mouse: 5, touch: 16 };
/** What a drag does. */
export type Mode =
  | { readonly kind: 'none' | 'pan' | 'replay' }
  /** `anchorMs`: the edge of the range that stays where it is. `fresh`: the range begins with this press. */
  | { readonly kind: 'measure'; readonly anchorMs: number; readonly fresh: boolean };

/** The time on the axis at a point (ms). */
export const timeAt = (surface: Surface, clientX: number): number =>
  surface.scale ? msAt(surface.scale, surface.local(clientX, 0).x) : 0;

/** What a press here takes hold of: the replay's cursor or an edge of the range; undefined where neither is near. */
export function gripAt(surface: Surface, { clientX, clientY, pointerType }: PointerEvent): Mode | undefined {
  const { scale } = surface;
  if (!scale) return undefined;
  const { cursorMs, range } = surface.store.getState();
  const near = pointerType === 'touch' ? GRIP.touch : GRIP.mouse;
  const { x } = surface.local(clientX, clientY);
  const off = (ms: number) => Math.abs(xOf(scale, ms) - x);
  const onAxis = clientY < axisBottom(surface);
  if (cursorMs !== null && (onAxis || off(cursorMs) <= near)) return { kind: 'replay' };
  if (range && off(range.fromMs) <= near) return { kind: 'measure', anchorMs: range.toMs, fresh: false };
  if (range && off(range.toMs) <= near) return { kind: 'measure', anchorMs: range.fromMs, fresh: false };
  return undefined;
}

/** The time that an edge of a range gets here (ms): that of a span's start or end nearby, or with Alt exactly that of the point. */
export function edgeAt(surface: Surface, { clientX, clientY, altKey }: PointerEvent): number {
  const { x, y } = surface.local(clientX, clientY);
  // Where sections have axes of their own, a time depends on the section under the pointer.
  const place = surface.snapshot.layout.ownAxes ? placeAt(surface, x, y) : undefined;
  const ms = place ? place.ms + place.picture.shiftMs : timeAt(surface, clientX);
  return altKey ? ms : snapped(surface, y, ms);
}

const axisBottom = ({ root }: Surface): number => root?.querySelector('.tl-band')?.getBoundingClientRect().bottom ?? 0;
