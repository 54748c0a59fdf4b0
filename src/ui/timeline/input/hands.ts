/** Listens to pointer, wheel and keys from the first; what they do is loaded with the first of them, and done then. */
import type { Surface } from '../surface/surface.ts';
import type { Around } from './around.ts';

/** What the hands do, once loaded. */
type Do = (event: Event) => void;

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

/** Listens on `content`, which holds lanes and axis; gives what ends it. */
export function listenToHands(content: HTMLElement, surface: Surface, around: Around): () => void {
  let act: Do | undefined;
  let early: Event[] | undefined;
  let ended = false;
  const heard = (event: Event) => {
    // Before the surface has its elements, and after it has lost them, there is nothing that an event could be about.
    if (!surface.root) return;
    if (act) {
      act(event);
      return;
    }
    if (takes(event)) event.preventDefault();
    early?.push(event);
    if (early) return;
    early = [event];
    void import('./gestures.ts').then(({ handsOf }) => {
      // The timeline may have left the page while this was on its way: then nobody waits for what the events meant.
      if (ended) return;
      act = handsOf(content, surface, around);
      around.used();
      for (const waiting of early!) act(waiting);
    });
  };
  // Keys mean the lanes where nothing else has the focus.
  const unfocused = (event: Event) => {
    if (event.target === document.body && !event.defaultPrevented) heard(event);
  };
  // The page would zoom or go back in history with a wheel that nobody has taken.
  for (const type of EVENTS) content.addEventListener(type, heard, { passive: false });
  document.addEventListener('keydown', unfocused);
  return () => {
    ended = true;
    for (const type of EVENTS) content.removeEventListener(type, heard);
    document.removeEventListener('keydown', unfocused);
  };
}

/** Whether an event that came too early would do something else in the browser, and is ours. */
function takes(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  return event instanceof KeyboardEvent && event.target !== document.body && event.key.startsWith('Arrow');
}
