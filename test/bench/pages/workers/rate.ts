/** What every hand-made or foreign worker does for a task: burns so many milliseconds, as the product's own workers do. */
import { burn } from '../../../../src/kernel/live/platform/burn.ts';
import { warmBurn } from '../../../../src/kernel/live/platform/rate.ts';

let roundsPerMs = 0;

/** Told once, before any task. */
export function setRate(rounds: number): true {
  roundsPerMs = rounds;
  warmBurn();
  return true;
}

export function task(ms: number): true {
  if (ms > 0) burn(ms, roundsPerMs);
  return true;
}
