/** The live kernel as runs need it, which nothing of the page itself may slow. Loaded with the first run. */
import { prepare } from '../../kernel/live/run.ts';
import { installOver } from '../timing/at-rest.ts';

/** `prepare` of the kernel, once a service worker that is being installed is there. */
export async function prepareUndisturbed(...run: Parameters<typeof prepare>): ReturnType<typeof prepare> {
  await installOver();
  return prepare(...run);
}
