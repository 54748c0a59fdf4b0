/** Pointer and keys on the strip of the whole run: its frame is moved, resized, or called to where one presses. */

import { capture } from '../surface/capture.ts';
import type { Surface } from '../surface/surface.ts';
import type { MapPainter } from './map-painter.ts';

/** A press this near (px) to an edge of the frame takes hold of the edge. */
const EDGE = 6;
/** A frame narrower than this is moved, not resized. */
const LEAST = 14;
const ZOOM = 1.5;
type Hold = 'from' | 'to' | 'both';

/** Does what an event on the strip asks for. */
export function mapInputOf(strip: HTMLElement, painter: MapPainter, surface: Surface): (event: Event) => void {
  let held: { readonly how: Hold; readonly x: number; readonly fromMs: number; readonly toMs: number } | undefined;
  const { view } = surface;
  const xIn = (event: PointerEvent): number => event.clientX - strip.getBoundingClientRect().left;

  const holdAt = (x: number): Hold | undefined => {
    const { x0, x1 } = painter;
    if (x1 - x0 > LEAST) {
      if (Math.abs(x - x0) <= EDGE) return 'from';
      if (Math.abs(x - x1) <= EDGE) return 'to';
    }
    return x >= x0 - EDGE && x <= x1 + EDGE ? 'both' : undefined;
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const x = xIn(event);
    let { fromMs, toMs } = view.now;
    let how = painter.showsAll ? undefined : holdAt(x);
    if (!how) {
      // A press beside the frame brings the frame there, and the frame follows the pointer. Where the frame shows the whole run, it becomes a tenth of it.
      const length = painter.showsAll ? (toMs - fromMs) / 10 : toMs - fromMs;
      const at = painter.msAt(x);
      [fromMs, toMs] = [at - length / 2, at + length / 2];
      view.show({ fromMs, toMs });
      how = 'both';
    }
    held = { how, x, fromMs, toMs };
    capture(strip, event.pointerId);
  };

  const move = (event: PointerEvent) => {
    if (!held) {
      const how = painter.showsAll ? undefined : holdAt(xIn(event));
      strip.style.cursor = how === 'both' ? 'grab' : how ? 'ew-resize' : 'pointer';
      return;
    }
    const least = painter.msPerPixel;
    const by = (xIn(event) - held.x) * least;
    let { fromMs, toMs } = held;
    if (held.how !== 'to') fromMs = held.how === 'from' ? Math.min(fromMs + by, toMs - least) : fromMs + by;
    if (held.how !== 'from') toMs = held.how === 'to' ? Math.max(toMs + by, fromMs + least) : toMs + by;
    view.show({ fromMs, toMs });
  };

  const up = () => {
    held = undefined;
  };

  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { fromMs, toMs } = view.now;
    const middle = (fromMs + toMs) / 2;
    const length = toMs - fromMs;
    const width = surface.scale?.width ?? 0;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => view.pan(-width / 10),
      ArrowRight: () => view.pan(width / 10),
      ArrowUp: () => view.zoom(middle, 1 / ZOOM),
      ArrowDown: () => view.zoom(middle, ZOOM),
      PageUp: () => view.pan(-width),
      PageDown: () => view.pan(width),
      Home: () => view.show({ fromMs: painter.msAt(0), toMs: painter.msAt(0) + length }),
      End: () => view.show({ fromMs: painter.endMs - length, toMs: painter.endMs }),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };

  const fit = () => view.show(null, true);
  const all: Readonly<Record<string, (event: never) => void>> = {
    pointerdown: down,
    pointermove: move,
    pointerup: up,
    pointercancel: up,
    dblclick: fit,
    keydown: key,
  };
  return (event) => all[event.type]?.(event as never);
}
