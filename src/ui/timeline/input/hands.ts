/** Listens to pointer, wheel and keys from the first; what they do is loaded with the first of them, and done then. */
import type { Surface } from '../surface/surface.ts';

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

/** What the hands ask of the page around the timeline. */
export interface Around {
  /** Says something to screen readers. */
  readonly say: (text: string) => void;
  /** Begins a note where the user is. */
  readonly note: () => void;
  /** Called once, when the user first touches the timeline. */
  readonly used: () => void;
}

/** Listens on `content`, which holds lanes and axis; gives what ends it. */
export function listenToHands(content: HTMLElement, surface: Surface, around: Around): () => void {
  let act: Do | undefined;
  let early: Event[] | undefined;
  const heard = (event: Event) => {
    if (act) {
      act(event);
      return;
    }
    if (takes(event)) event.preventDefault();
    early?.push(event);
    if (early) return;
    early = [event];
    void import('./gestures.ts').then(({ handsOf }) => {
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
    for (const type of EVENTS) content.removeEventListener(type, heard);
    document.removeEventListener('keydown', unfocused);
  };
}

/** Whether an event that came too early would do something else in the browser, and is ours. */
function takes(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  return event instanceof KeyboardEvent && event.target !== document.body && event.key.startsWith('Arrow');
}
