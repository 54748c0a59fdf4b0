/** The mode in the address bar: changing it is a step of the browser's history, so that Back goes back to the mode before. */
import { modeOf } from '../state/modes.ts';
import type { Store } from '../state/store.ts';

/** Stands in `history.state` of entries that this visit has seen. */
const VISITED = { visited: true };

/** Whether an entry of the browser's history is of this visit: the scenario on the page is newer than the entry's link. */
export function isVisited(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'visited' in state;
}

/**
 * Writes the mode's address whenever the mode changes, and not because the address has.
 * @param writeTasks puts the link of the scenario on the page in place of the bare name of Tasks
 */
export function keepMode(store: Store, writeTasks: () => void): void {
  store.subscribe(({ mode }, before) => {
    if (mode === before.mode || mode === modeOf(location.hash)) return;
    try {
      history.replaceState(history.state ?? VISITED, '');
      history.pushState(VISITED, '', `#${mode}`);
      if (mode === 'tasks') writeTasks();
    } catch {
      // Browsers refuse too many entries at once; the page is in the mode all the same.
    }
  });
}
