/**
 * A service worker that is being installed waits while something is measured: it asks for every file of the page, which takes a core for
 * seconds, and on two cores a run then took up to 1.8 times as long.
 */
import type { Said } from '../../offline/talk.ts';

/** One that does not answer within this (ms) is not waited for. */
const ANSWER_MS = 500;

/** So many measurements are under way. */
let measuring = 0;
/** The one that waits, whichever of them asked it to. */
let held: ServiceWorker | undefined;

/** Resolves once the install, if there is one, waits. Gives what lets it go on; to be called once the measurement is over. */
export async function holdInstall(): Promise<() => void> {
  measuring++;
  let over = false;
  const installing = await worker();
  if (installing) {
    held = installing;
    await told(installing);
  }
  return () => {
    if (over) return;
    over = true;
    if (--measuring > 0) return;
    held?.postMessage('go on' satisfies Said);
    held = undefined;
  };
}

async function worker(): Promise<ServiceWorker | null | undefined> {
  try {
    // Undefined outside a secure context and in tests; where storage is forbidden it throws.
    return (await navigator.serviceWorker?.getRegistration())?.installing;
  } catch {
    return undefined;
  }
}

function told(installing: ServiceWorker): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((done) => {
    port1.onmessage = done;
  });
  installing.postMessage('wait' satisfies Said, [port2]);
  return Promise.race([answered, new Promise((done) => setTimeout(done, ANSWER_MS))]);
}
