/** What the page's keys do. `told.ts` tells them. */

import type { Store } from '../../store/overlap.ts';
import { firstPooled, settledWorkers } from '../../store/state/chosen-engines.ts';

/** A key pressed, as far as it matters here. */
type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'>;

/**
 * Does what the key stands for.
 * @param typing the focus is where letters are text
 * @returns whether it was one of the page's keys
 */
export function press(event: Pressed, typing: boolean, store: Store, cores: number, help: () => void): boolean {
  const { key, shiftKey } = event;
  const state = store.getState();
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey) return false;
    if (key === 'Enter') {
      if (!event.repeat) state.start();
      return true;
    }
    if (typing) return false;
    const letter = key.toLowerCase();
    if (letter === 'z') shiftKey ? state.redo() : state.undo();
    else if (letter === 'y' && !shiftKey) state.redo();
    else return false;
    return true;
  }
  if (key === 'Escape') return cancelOrDeselect(store);
  if (typing || event.altKey || !state.singleKeys) return false;
  switch (key) {
    case 'r':
    case 'R':
      if (!event.repeat) state.start();
      return true;
    case '[':
    case ']': {
      const workers = settledWorkers(firstPooled(state.draft.engines), state.scenario, cores);
      const next = Math.min(1000, Math.max(1, workers + (key === ']' ? 1 : -1)));
      if (next !== workers) state.setKnob('workers', next);
      return true;
    }
    case '?':
      help();
      return true;
  }
  return false;
}

/** Esc: cancels what runs or is asked, else deselects. */
function cancelOrDeselect(store: Store): boolean {
  const { run, selected, cancel, select } = store.getState();
  if (run.kind === 'running' || run.kind === 'starting' || run.kind === 'hung' || run.kind === 'asking') cancel();
  else if (selected) select(null);
  else return false;
  return true;
}

/** Whether letters typed into this element are text. */
export function takesText(element: EventTarget | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)
    return true;
  return element instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(element.type);
}
