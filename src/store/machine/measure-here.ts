/** Measures this browser while nothing else of the page computes. Loaded when Calibrate is first pressed. */
import { type Measured, measureMachine } from '../../kernel/live/calibrate/measure-machine.ts';
import { pageAtRest } from '../timing/at-rest.ts';
import { holdInstall } from '../timing/hold-install.ts';

/** @param cores how many this computer has @param draw called when measuring begins; gives what ends it */
export async function measureHere(cores: number, draw: () => () => void): Promise<Measured> {
  const goOn = await holdInstall();
  try {
    await pageAtRest();
    const stop = draw();
    try {
      return await measureMachine(cores);
    } finally {
      stop();
    }
  } finally {
    goOn();
  }
}
