/** What comes of opening a file: a trace, what was read and what was not, and how its maker looked at it. */
import { formatCount } from '../../scenario/count.ts';
import type { Trace } from '../trace.ts';

/** What was read, and what was not: nothing is partial in silence. */
export interface Told {
  readonly form: 'concurrency-trace/1' | 'trace events' | 'log';
  /** What the numbers count: "events", "spans". */
  readonly what: string;
  readonly read: number;
  readonly total: number;
  /** What is not shown, and why, as `3 counters`. */
  readonly leftOut: readonly string[];
  /** What had to be assumed, in sentences. */
  readonly assumed: readonly string[];
}

export interface Opened {
  readonly trace: Trace;
  readonly told: Told;
  /** Where the file ends early, in a sentence; undefined where all of it is there. */
  readonly cut: string | undefined;
  /** Members beside the trace that others may ignore, not yet checked. */
  readonly beside: Readonly<Record<string, unknown>>;
}

/** Members of our files in which notes and the way of looking are kept. */
export const BESIDE = ['view', 'look', 'notes'] as const;

/** "1,204 of 1,210 events read: 4 counters and 2 damaged left out." */
export function toldWords({ what, read, total, leftOut }: Told): string {
  const counts = `${formatCount(read)} of ${formatCount(total)} ${what} read`;
  return leftOut.length === 0 ? `${counts}.` : `${counts}: ${listed(leftOut)} left out.`;
}

/** All that is said of an opened file: how much was read, where it ends early, what was assumed. */
export const saidOf = ({ told, cut }: Pick<Opened, 'told' | 'cut'>): string[] => [
  toldWords(told),
  ...(cut === undefined ? [] : [cut]),
  ...told.assumed,
];

/** "The file ends early, inside trace.spans, at byte 1,204: what follows there is not shown." */
export const cutWords = (inside: string, atByte: number): string =>
  `The file ends early, ${inside === '' ? '' : `inside ${inside}, `}at byte ${formatCount(atByte)}: what would follow is not shown.`;

/** How many events or spans were counted and left out. */
export const skippedIn = ({ read, total }: Told): number => total - read;

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
