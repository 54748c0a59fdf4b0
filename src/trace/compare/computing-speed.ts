/** Whether tasks computed as fast in a measured run as its prediction assumed. */
import { CPU, FIRST_WAIT, Life, partsIn } from '../life.ts';
import { RowsByTask } from '../rows-by-task.ts';
import type { Trace } from '../trace.ts';

/** Attempts that compute for less than this (ms) tell more of clocks and interruptions than of speed. */
const LEAST_MS = 10;

/**
 * How fast each attempt of a finished run computed: the predicted time of its computing by the measured one, so 0.8 is a fifth
 * slower. Waits for a core count as computing, since no measurement can tell them apart; waits for the GIL or the loop do not. Only
 * attempts that both runs finished, and that compute for ten milliseconds at least.
 */
export function computingSpeeds(measured: Trace, predicted: Trace): number[] {
  const rows = new RowsByTask(predicted);
  const [didMs, shouldMs] = [computing(measured), computing(predicted)];
  const { task, attempt, outcome } = measured.spans.at;
  const speeds: number[] = [];
  for (let row = 0; row < measured.spans.length; row++) {
    const other = rows.of(task[row]!, attempt[row]!);
    if (other < 0 || outcome[row] !== predicted.spans.at.outcome[other]) continue;
    const [did, should] = [didMs(row), shouldMs(other)];
    if (should >= LEAST_MS && did > 0) speeds.push(should / did);
  }
  return speeds;
}

/** Gives how long (ms) the attempt in a row computed, or waited for a core in order to. */
function computing(trace: Trace): (row: number) => number {
  const life = new Life();
  const core = FIRST_WAIT + trace.numberOf('core');
  return (row) => {
    const sums = new Float64Array(partsIn(trace));
    life.load(trace, row);
    life.addTo(sums);
    return sums[CPU]! + (sums[core] ?? 0);
  };
}
