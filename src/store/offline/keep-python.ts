/** Python's files, 13 MB, are kept for times without network only where it was used. */
import type { Said } from '../../offline/talk.ts';

export async function keepPython(): Promise<void> {
  try {
    // Settles only once there is a service worker; where there never is one, nobody waits for this.
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage('keep Python' satisfies Said);
  } catch {
    // Forbidden here: then Python needs the network each time.
  }
}
