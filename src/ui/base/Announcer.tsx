/** Says to screen readers what one sees change elsewhere. */
import { useSyncExternalStore } from 'react';

let text = '';
const listeners = new Set<() => void>();

export function announce(said: string): void {
  // A blank at the end makes the same words news again.
  text = said === text ? `${said}\u00a0` : said;
  for (const tell of listeners) tell();
}

export function Announcer() {
  const said = useSyncExternalStore(subscribe, () => text);
  return (
    <div role="status" className="unseen">
      {said}
    </div>
  );
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
