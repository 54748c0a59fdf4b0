/**
 * Registers the service worker, which keeps the page for times without network and, on hosts that cannot set headers, isolates it from
 * the second load on. Loaded after the page. A page that is embedded in another registers none.
 */
import '../../kernel/live/own-scripts.ts';
import { type Said, SERVICE_WORKER } from '../../offline/talk.ts';
import type { Overlap } from '../overlap.ts';
import { isProgramUnderWay } from '../run/program-under-way.ts';

/** Stands in the tab's storage once the page has reloaded itself. */
const RELOADED = 'overlap.reloaded-for-isolation';
/** So often (ms) it is looked at whether a run is over. */
const LOOK_MS = 300;
/** A page that stays open looks for a new version so often (ms). */
const LOOK_EVERY_MS = 3_600_000;

/** @param newVersion is told when one waits: `take` puts it in the place of this one, which reloads the page */
export async function registerPageWorker({ store }: Overlap, newVersion: (take: () => void) => void): Promise<void> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const wasControlled = serviceWorker.controller !== null;
  let taken = false;
  serviceWorker.addEventListener('controllerchange', () => {
    if (taken) location.reload();
    else if (!wasControlled) reloadForIsolation(store.getState());
  });
  // Its install takes a core for some seconds: a run that is under way would take longer. For one that begins meanwhile it waits (`hold-install.ts`).
  while (store.getState().busy || isProgramUnderWay()) await new Promise((done) => setTimeout(done, LOOK_MS));
  let registration: ServiceWorkerRegistration | undefined;
  try {
    registration = await serviceWorker.register(new URL(SERVICE_WORKER, document.baseURI), { updateViaCache: 'none' });
  } catch {
    // Storage that is forbidden or full, a page that is no secure context: it works as before, with network.
    return;
  }
  // Where extensions forbid it, nothing comes of it.
  if (!registration) return;
  const waits = (worker: ServiceWorker) =>
    newVersion(() => {
      taken = true;
      worker.postMessage('take over' satisfies Said);
    });
  if (registration.waiting && serviceWorker.controller) waits(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && serviceWorker.controller) waits(installing);
    });
  });
  setInterval(() => void registration.update().catch(() => {}), LOOK_EVERY_MS);
}

/** On the very first load, and only where nobody has done anything yet: what the service worker serves is isolated, what it did not is not. */
function reloadForIsolation({ busy, mode }: { busy: boolean; mode: string }): void {
  if (crossOriginIsolated || navigator.userActivation?.hasBeenActive !== false) return;
  if (busy || isProgramUnderWay() || mode === 'python') return;
  try {
    if (sessionStorage.getItem(RELOADED)) return;
    sessionStorage.setItem(RELOADED, 'yes');
  } catch {
    // Who cannot say that it was done would do it for ever.
    return;
  }
  location.reload();
}
