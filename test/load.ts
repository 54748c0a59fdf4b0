/** How busy this computer is with other things. */
import { cpus } from 'node:os';

/** Above this share of all processors (0 to 1) a computer is too busy for times to mean much. */
const BUSY = 0.1;

/**
 * The share of all processors (0 to 1) that is in use, over so long (ms). Ask while the test's own browser has nothing to do.
 * What a hypervisor takes away counts as used.
 */
export async function usedShare(overMs = 500): Promise<number> {
  const idleMs = () => cpus().reduce((sum, { times }) => sum + times.idle, 0);
  const [before, from] = [idleMs(), performance.now()];
  await new Promise((done) => setTimeout(done, overMs));
  const share = 1 - (idleMs() - before) / ((performance.now() - from) * cpus().length);
  return Math.min(1, Math.max(0, share));
}

export const isBusy = (share: number): boolean => share > BUSY;

export const loadWords = (share: number): string => `${(share * 100).toFixed(0)} % of the processors in use`;
