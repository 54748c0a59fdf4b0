/** Listens to pointer, wheel and keys from the start. The code that acts on them is loaded with the first event, and then acts on those that waited. */
import { EarlyEvents } from '../surface/early-events.ts';
import type { Surface } from '../surface/surface.ts';
import type { Around } from './around.ts';

const EVENTS = [
  'pointerdown',
  'pointermove',
  'pointerup',
  'pointercancel',
  'pointerleave',
  'dblclick',
  'wheel',
  'keydown',
  'focusin',
] as const;

/** Listens on `content`, which holds lanes and axis. Gives a function that ends the listening. */
export function listenToInput(content: HTMLElement, surface: Surface, around: Around): () => void {
  const early = new EarlyEvents(async () => {
    const { gesturesOf } = await import('./gestures.ts');
    around.used();
    return gesturesOf(content, surface, around);
  });
  const heard = (event: Event) => {
    // While the surface has no elements on the page, an event cannot be about anything on it.
    if (surface.root && !early.hear(event) && takes(event)) event.preventDefault();
  };
  // Keys are for the lanes where no other element has the focus.
  const unfocused = (event: Event) => {
    if (event.target === document.body && !event.defaultPrevented) heard(event);
  };
  // Not passive: without `preventDefault` the browser itself would zoom the page, or go back in its history.
  for (const type of EVENTS) content.addEventListener(type, heard, { passive: false });
  document.addEventListener('keydown', unfocused);
  return () => {
    early.end();
    for (const type of EVENTS) content.removeEventListener(type, heard);
    document.removeEventListener('keydown', unfocused);
  };
}

/** Whether the browser would do something of its own with this event, although the event is meant for the timeline. */
function takes(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  return event instanceof KeyboardEvent && event.target !== document.body && event.key.startsWith('Arrow');
}
