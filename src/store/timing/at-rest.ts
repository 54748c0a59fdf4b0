/** When nothing of the page's own would slow what is to be measured. Loaded with the first measurement. */

/** A timer that fires so late (ms) had to wait for the page's thread. */
const LATE_MS = 8;
const LOOK_MS = 25;
/** So many looks one after another find the page's thread free: then it rests. */
const CALM_LOOKS = 6;
/** A service worker is installed in a few seconds. */
const INSTALL_MS = 10_000;

/** Resolves once the page's thread has had nothing to do for a while, or after `mostMs`. */
export async function pageAtRest(mostMs = 2_000): Promise<void> {
  const until = performance.now() + mostMs;
  for (let calm = 0; calm < CALM_LOOKS && performance.now() < until; ) {
    const due = performance.now() + LOOK_MS;
    await pause(LOOK_MS);
    calm = performance.now() - due < LATE_MS ? calm + 1 : 0;
  }
}

/**
 * Resolves once no service worker is being installed. While one is, the browser compiles every file of the page for it, on all cores: on
 * two of them a run then took up to 1.8 times as long.
 */
export async function installOver(): Promise<void> {
  // Undefined outside a secure context and in tests; where storage is forbidden it throws.
  const installing = await registered();
  if (installing) await Promise.race([stateChange(installing), pause(INSTALL_MS)]);
}

async function registered(): Promise<ServiceWorker | null | undefined> {
  try {
    return (await navigator.serviceWorker?.getRegistration())?.installing;
  } catch {
    return undefined;
  }
}

const stateChange = (worker: ServiceWorker) =>
  new Promise((done) => worker.addEventListener('statechange', done, { once: true }));

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
