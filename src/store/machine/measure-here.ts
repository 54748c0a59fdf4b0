/** Measures this browser while nothing else of the page computes. Loaded when Calibrate is first pressed. */
import { type Measured, measureMachine } from '../../kernel/live/calibrate/measure-machine.ts';
import { pageAtRest } from '../timing/at-rest.ts';
import { holdInstall } from '../timing/hold-install.ts';
import { paced } from '../timing/pace.ts';

/** A run is watched while it computes, so what computing costs is measured while the page draws. @param cores how many this computer has @param show draws the page anew */
export async function measureHere({ cores, show }: { cores: number; show: () => void }): Promise<Measured> {
  const goOn = await holdInstall();
  try {
    await pageAtRest();
    const stop = paced(show, true);
    try {
      return told(await measureMachine(cores));
    } finally {
      stop();
    }
  } finally {
    goOn();
  }
}

/** More digits than a repetition would confirm say nothing. */
function told({ machine, roundsPerMs }: Measured): Measured {
  const { messageRoundTripMs = 0, workerStartMs = 0 } = machine;
  const rounded = {
    messageRoundTripMs: Math.round(messageRoundTripMs * 1000) / 1000,
    workerStartMs: Math.round(workerStartMs * 10) / 10,
  };
  return { machine: { ...machine, ...rounded }, roundsPerMs };
}
