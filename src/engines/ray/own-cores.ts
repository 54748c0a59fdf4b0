/** What Ray's own processes need of a machine. */
import type { Machine } from '../../scenario/machine.ts';

/**
 * So much of a core the driver, the raylet, the GCS and the agents need, which come before workers (those have nice 15): 8 x 150 ms on two
 * full cores took 645 to 655 ms, 15 of which are known costs. None on a machine that is not told what Ray's ways cost.
 */
const OWN_CORES = 0.12;
export const ownCores = (machine: Machine): number => ('dispatchMs' in machine ? OWN_CORES : 0);
