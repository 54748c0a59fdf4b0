/** What of one moment of a run has not happened yet: events of an instant come one after another, each because of those before it. */
import type { Trace } from '../trace.ts';
import { EVENT_KINDS, eventsOf } from './replay.ts';

type EventKind = (typeof EVENT_KINDS)[number];

export interface Pending {
  /** Nothing is: all of the moment has happened. */
  readonly none: boolean;
  has(kind: EventKind, row: number): boolean;
  /** The rows of which that is pending. */
  rows(kind: EventKind): readonly number[];
}

const NO_ROWS: readonly number[] = [];

/** Nothing is pending. */
export const ALL_OF_IT: Pending = { none: true, has: () => false, rows: () => NO_ROWS };

/** `done`: how many of the run's events (`eventsOf`) have happened; those at `ms` from there on are pending. */
export function pendingAfter(trace: Trace, ms: number, done: number): Pending {
  const { ms: times, kind, row, count } = eventsOf(trace);
  const pending = EVENT_KINDS.map(() => new Set<number>());
  for (let i = done; i < count && times[i]! <= ms; i++) pending[kind[i]!]!.add(row[i]!);
  if (pending.every(({ size }) => size === 0)) return ALL_OF_IT;
  const of = (what: EventKind) => pending[EVENT_KINDS.indexOf(what)]!;
  return { none: false, has: (what, row) => of(what).has(row), rows: (what) => [...of(what)] };
}
