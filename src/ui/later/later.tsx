/** Begins what the page needs only once it is there: its service worker, and the box in which it speaks of itself. */
import { createRoot } from 'react-dom/client';
import { embeddingOf } from '../../store/embed/embedding.ts';
import { registerPageWorker } from '../../store/offline/page-worker.ts';
import type { Overlap } from '../../store/overlap.ts';
import { lookAs } from '../../store/share/look-link.ts';
import { say, subscribe } from './told.ts';
import { hearTrouble } from './trouble.ts';

export function later(overlap: Overlap): void {
  const stop = subscribe(() => {
    stop();
    void showNotices(overlap);
  });
  hearTrouble();
  if (location.hash.endsWith('&look=worker'))
    void import('./for-others.ts').then(({ workForOthers }) => workForOthers());
  const look = () => lookAs(location.hash, overlap.store);
  look();
  addEventListener('hashchange', look);
  // Within another page nothing is kept, and nothing reloads.
  if (embeddingOf(location.search)) return;
  void registerPageWorker(overlap, (take) => say({ is: 'new version', take }));
}

/** The box comes with the first thing to say. */
async function showNotices({ store }: Overlap): Promise<void> {
  const { Notices } = await import('./Notices.tsx');
  const place = document.createElement('div');
  document.body.append(place);
  createRoot(place).render(<Notices store={store} />);
}
