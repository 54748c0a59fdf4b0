/** The live kernel as runs need it, which nothing of the page itself may slow. Loaded with the first run. */
import { type Prepared, prepare } from '../../kernel/live/run.ts';
import { holdInstall } from '../timing/hold-install.ts';

/** `prepare` of the kernel; a service worker that is being installed waits until the run is over. */
export async function prepareUndisturbed(...run: Parameters<typeof prepare>): Promise<Prepared> {
  const goOn = await holdInstall();
  try {
    const prepared = await prepare(...run);
    return {
      startupMs: prepared.startupMs,
      start: (options) => {
        const live = prepared.start(options);
        live.finished.then(goOn, goOn);
        return live;
      },
      dispose: () => {
        goOn();
        prepared.dispose();
      },
    };
  } catch (error) {
    goOn();
    throw error;
  }
}
