/** The page's beginning: reads where to open, puts `window.overlap` there before the `load` event, and draws. */
import './ui/base/fonts.css';
import './ui/base/tokens.css';
import './ui/base/base.css';
import './ui/base/controls.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { isPacked, type Unpack } from './scenario/hash.ts';
import {
  isEmbedded,
  keep,
  keeper,
  openAddress,
  openingDraft,
  openingSingleKeys,
  openingTheme,
  openingWelcome,
} from './store/draft/persistence.ts';
import { withUnpack } from './store/draft/with-unpack.ts';
import { keepViews } from './store/look/views.ts';
import { createOverlap } from './store/overlap.ts';
import { type PageInterface, pageInterface } from './store/page-interface.ts';
import { recordRuns } from './store/runs/record-runs.ts';
import { modeOf } from './store/state/modes.ts';
import { App } from './ui/App.tsx';
import { showTheme } from './ui/base/theme.ts';
import { firstPicture } from './ui/modes/TasksMode.tsx';

declare global {
  interface Window {
    overlap: PageInterface;
  }
}

if (isPacked(location.hash)) withUnpack(begin);
else begin();

function begin(unpack?: Unpack): void {
  const tab = keeper('sessionStorage');
  const browser = keeper('localStorage');
  const cores = navigator.hardwareConcurrency || 2;
  const overlap = createOverlap({
    ...openingDraft(location.hash, reloaded() ? tab : undefined, unpack),
    mode: modeOf(location.hash),
    welcome: openingWelcome(location.hash, browser),
    theme: openingTheme(browser),
    singleKeys: openingSingleKeys(browser),
    cores,
  });
  recordRuns(overlap);
  keepViews(overlap.store, () => openAddress(overlap));
  const writeLink = keep(overlap, tab, browser);
  window.overlap = pageInterface(overlap, cores);
  showTheme(overlap.store);

  // As a transition, the first rendering is done a few milliseconds at a time: the browser is never held up by all of it.
  const render = () =>
    startTransition(() =>
      createRoot(document.getElementById('page')!).render(
        <StrictMode>
          <App overlap={overlap} cores={cores} writeLink={writeLink} />
        </StrictMode>,
      ),
    );
  if (overlap.store.getState().mode === 'tasks' && !isEmbedded()) void firstPicture().then(render);
  else render();

  if (reloaded() && tab?.getItem('overlap.unfinished'))
    void import('./store/run/resume.ts').then(({ resume }) => resume(overlap));

  // Where nothing of it is needed to see what the address asks for, the page itself comes first.
  const wait = crossOriginIsolated && !location.hash.includes('&look=') ? 4000 : 0;
  const load = () =>
    void import('./ui/later/later.tsx').then(
      ({ later }) => later(overlap, writeLink),
      () => setTimeout(load, 5000),
    );
  addEventListener('load', () => setTimeout(load, wait));
}

/** What a tab has kept counts after a reload or a way back, not for an address opened anew. */
function reloaded(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'reload' || entry?.type === 'back_forward';
}
