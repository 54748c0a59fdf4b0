/** How moments of a program are written: seconds of its clock, or the number of a step. */

import type { Clock } from '../../kernel/python/messages.ts';
import { formatMs } from '../../scenario/duration.ts';

/** In the clock `steps` a step takes so long (ms). */
const STEP_MS = 1;

/** `0.70 s`, `step 12` */
export function momentWords(ms: number, clock: Clock): string {
  if (clock === 'steps') return `step ${Math.max(1, Math.round(ms / STEP_MS))}`;
  return ms < 999.5 && ms > 0 && ms < 9.95 ? formatMs(ms) : `${(ms / 1000).toFixed(2)} s`;
}

/** `0.35 s`, `4 steps` */
export function lengthWords(ms: number, clock: Clock): string {
  if (clock !== 'steps') return formatMs(ms);
  const steps = Math.round(ms / STEP_MS);
  return `${steps} ${steps === 1 ? 'step' : 'steps'}`;
}
