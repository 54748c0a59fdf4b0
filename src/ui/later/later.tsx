/** Begins what the page needs only once it is there: its service worker, and the box in which it speaks of itself. */
import { createRoot } from 'react-dom/client';
import { embeddingOf } from '../../store/embed/embedding.ts';
import { registerPageWorker } from '../../store/offline/page-worker.ts';
import type { Overlap } from '../../store/overlap.ts';
import { Notices } from './Notices.tsx';
import { say } from './told.ts';
import { hearTrouble } from './trouble.ts';

export function later(overlap: Overlap): void {
  const place = document.createElement('div');
  document.body.append(place);
  createRoot(place).render(<Notices store={overlap.store} />);
  hearTrouble();
  // Within another page nothing is kept, and nothing reloads.
  if (embeddingOf(location.search)) return;
  void registerPageWorker(overlap, (take) => say({ is: 'new version', take }));
}
