/** What the sweep over task lengths says: names of the kinds of dispatch, lengths, shares, and how far it has come. */
import type { Dispatch, Scenario } from '../../scenario/scenario.ts';
import { DISPATCHES, dispatchTrouble, LENGTHS_MS, type LengthPoint, medians, ROUNDS } from '../../store/run/lengths.ts';
import type { Course } from './use-lengths.ts';

export const DISPATCH_NAMES: Readonly<Record<Dispatch, string>> = {
  message: 'by message',
  chunk: 'by chunk',
  shared: 'shared memory',
};

export const lengthWords = (ms: number): string => `${ms} ms`;
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Whether what is on the page asks how small a task may be: every task computes, and for a millisecond at most. */
export function asksForLengths({ tasks }: Scenario): boolean {
  const short = ({ segments: [only, more] }: Scenario['tasks'][number]) =>
    only?.kind === 'cpu' && only.ms > 0 && only.ms <= 1 && !more;
  return tasks.length > 0 && tasks.every(short);
}

/** Batches that can be measured here. */
const allBatches = (): number =>
  ROUNDS * LENGTHS_MS.length * DISPATCHES.filter((dispatch) => dispatchTrouble(dispatch) === undefined).length;

const workersWords = (workers: number): string => `${workers} ${workers === 1 ? 'worker' : 'workers'}`;

/** One line on how things stand. */
export function courseWords(course: Course, batches: readonly LengthPoint[], workers: number, cores: number): string {
  const count = `${batches.length} of ${allBatches()} batches`;
  switch (course.kind) {
    case 'ready':
      return 'Measures real workers, in about fifteen seconds.';
    case 'measuring':
      return `Measuring with ${workersWords(workers)}: ${count}.`;
    case 'stopped':
      return `Stopped after ${count}.`;
    case 'failed':
      return `Not measured: ${course.why}`;
    case 'measured':
      return measuredWords(medians(batches), `${workersWords(workers)} on ${cores} ${cores === 1 ? 'core' : 'cores'}`);
  }
}

/** What is asked for to speak of "most of the ideal". */
const MOST = 0.8;

/** From which length on each kind reaches most of the ideal, all longer ones included. */
function measuredWords(points: readonly LengthPoint[], where: string): string {
  const kinds = DISPATCHES.filter((dispatch) => points.some((point) => point.dispatch === dispatch));
  const parts = kinds.map((dispatch) => {
    const own = points.filter((point) => point.dispatch === dispatch).toSorted((a, b) => b.ms - a.ms);
    const bad = own.findIndex(({ share }) => share < MOST);
    const least = bad < 0 ? own.at(-1) : own[bad - 1];
    return `${DISPATCH_NAMES[dispatch]} ${least ? `from ${lengthWords(least.ms)} on` : 'never'}`;
  });
  return `${percent(MOST)} of the ideal on ${where}: ${parts.join(', ')}.`;
}
