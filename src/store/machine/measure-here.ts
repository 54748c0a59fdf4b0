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
