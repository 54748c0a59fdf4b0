/** Begins what the page needs only once it is there: its service worker, and the box in which it speaks of itself. */
import { createRoot } from 'react-dom/client';
import { embeddingOf } from '../../store/embed/embedding.ts';
import { registerPageWorker } from '../../store/offline/page-worker.ts';
import type { Overlap } from '../../store/overlap.ts';
import { lookAs } from '../../store/share/look-link.ts';
import { sentIn } from '../../store/share/sent-results.ts';
import { askBeforeLoss } from './ask-before-loss.ts';
import { keepFocus } from './keep-focus.ts';
import { Notices } from './Notices.tsx';
import { putAway, say, subscribe } from './told.ts';
// Without network it could not be had any more when it is needed.
import '../base/Trouble.tsx';
import { hearTrouble } from './trouble.ts';

/** @param write writes the address, and what the tab keeps, at once */
export function later(overlap: Overlap, write: () => void): void {
  const stop = subscribe(() => {
    stop();
    showNotices(overlap);
  });
  hearTrouble();
  keepFocus();
  if (location.hash.endsWith('&look=worker'))
    void import('./for-others.ts').then(({ workForOthers }) => workForOthers());
  const look = () => {
    const { hash } = location;
    lookAs(hash, overlap.store);
    putAway('sent');
    const sent = sentIn(hash);
    if (sent) say({ is: 'sent', sent });
  };
  look();
  addEventListener('hashchange', look);
  // Within another page nothing is kept, and nothing reloads.
  if (embeddingOf(location.search)) return;
  askBeforeLoss(overlap, write);
  void registerPageWorker(overlap, (take) => say({ is: 'new version', take }));
}

/** The box is there from the first thing to say on. */
function showNotices({ store }: Overlap): void {
  const place = document.createElement('div');
  document.body.append(place);
  createRoot(place).render(<Notices store={store} />);
}
