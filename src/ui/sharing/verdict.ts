/** What a measurement shows, in a sentence. */
import { expectedOf, lostOf, type Measured, type Way } from '../../kernel/live/sharing/ways.ts';
import { formatCount } from '../../scenario/count.ts';
import { formatRatio, formatShare, formatTime } from './figures.ts';

/** `atomics`: the same with atomics, if measured, to compare with. */
export function verdictOf(measured: Measured, atomics?: Measured): string {
  switch (measured.way) {
    case 'global':
      return `The caller sees ${formatCount(measured.seen)}; ${ownCounters(measured.own)}.`;
    case 'unlocked':
      return lostOf(measured) > 0
        ? someLost(measured)
        : `No update was lost${inTries(measured)}: the workers did not overlap. Count again, with more steps.`;
    case 'atomics':
      return allThere(measured);
    case 'gil':
      return allThere(measured, slower(measured, atomics) || '; the threads took turns');
    case 'lock':
      return allThere(measured, slower(measured, atomics));
    case 'server':
      return allThere(measured, `; a call takes ${formatTime(measured.stepUs)} µs${asLongAs(measured, atomics)}`);
  }
}

function ownCounters(own: readonly number[]): string {
  const [first = 0] = own;
  if (own.every((count) => count === first)) return `each worker’s own counter says ${formatCount(first)}`;
  return `the workers’ own counters say ${own.map(formatCount).join(', ')}`;
}

const inTries = ({ tries }: Measured): string => (tries === 1 ? '' : ` in ${tries} tries`);

function someLost(measured: Measured): string {
  const [lost, expected] = [lostOf(measured), expectedOf(measured)];
  const before = measured.tries - 1;
  const tried = before === 0 ? '' : ` It took ${measured.tries} tries: before, the workers did not overlap.`;
  return `${formatCount(lost)} of ${formatCount(expected)} updates are lost, ${formatShare(lost, expected)}.${tried}`;
}

function allThere(measured: Measured, more = ''): string {
  const lost = lostOf(measured);
  if (lost !== 0) return `${formatCount(lost)} of ${formatCount(expectedOf(measured))} are missing, which must not be.`;
  return `All ${formatCount(measured.seen)} are there${more}.`;
}

/** How many times as long a step takes as with atomics; 0 where that cannot be said. */
function ratio(measured: Measured, atomics: Measured | undefined): number {
  return atomics && atomics.stepUs > 0 ? measured.stepUs / atomics.stepUs : 0;
}

function slower(measured: Measured, atomics: Measured | undefined): string {
  const times = ratio(measured, atomics);
  return times >= 1.5 ? `; a step takes ${formatRatio(times)} times as long as with atomics` : '';
}

function asLongAs(measured: Measured, atomics: Measured | undefined): string {
  const times = ratio(measured, atomics);
  return times >= 1.5 ? `, as long as ${formatRatio(times)} atomic steps` : '';
}

/** What each way is about to do or did, for the line beside the buttons. */
export function statusOf(state: BenchState, title: (way: Way) => string): string {
  switch (state.kind) {
    case 'ready':
      return 'Ready';
    case 'running':
      return `Counting: ${title(state.way)}`;
    case 'finished':
      return 'Finished';
    case 'cancelled':
      return 'Cancelled';
  }
}

export type BenchState =
  | { readonly kind: 'ready' | 'finished' | 'cancelled' }
  | { readonly kind: 'running'; readonly way: Way };
