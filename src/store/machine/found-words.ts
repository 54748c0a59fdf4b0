/** What Calibrate found, in words. */
import type { Measured } from '../../kernel/live/calibrate/measure-machine.ts';
import { formatCount } from '../../scenario/count.ts';

/** "message 62 µs, worker start 41 ms, 231,000 rounds per ms, 93 % of that while 2 cores are busy" */
export function foundWords({ machine, roundsPerMs }: Measured): string {
  const { messageRoundTripMs = 0, workerStartMs = 0, speedByBusyCores = [1] } = machine;
  const thousands = Math.round(roundsPerMs / 1000) * 1000;
  const slowed = Math.round(speedByBusyCores.at(-1)! * 100);
  const words = [
    `message ${Math.round(messageRoundTripMs * 1000)} µs`,
    `worker start ${Math.round(workerStartMs)} ms`,
    `${formatCount(thousands)} rounds per ms`,
  ];
  if (speedByBusyCores.length > 1) words.push(`${slowed} % of that while ${speedByBusyCores.length} cores are busy`);
  return words.join(', ');
}
