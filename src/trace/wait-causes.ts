/**
 * What a task can wait for: one row a cause. A new cause is one more row here, at the end; its number in a trace's columns, the
 * mark on the timeline, the columns of figures and the words all follow from the row. `cause.ts` looks rows up.
 *
 * A file may bring causes that are not here. A trace keeps their names (`Trace.causes`), and they are shown by these.
 */

/**
 * `place`: a worker, slot or the like that another attempt holds. `compute`: what is needed to compute. `data`: something shared
 * that another task holds. `task`: other tasks. `hand-over`: nobody holds anything, it is on its way or starting.
 */
export type CauseKind = 'place' | 'compute' | 'data' | 'task' | 'hand-over' | 'unknown';

/**
 * How the wait is drawn. `place`: a line between caps. `compute`: dashes. `others`: a thin line with a ring at its end, since no
 * pool size ends it. `thin`: a line of one pixel.
 */
export const WAIT_MARKS = ['place', 'compute', 'others', 'thin'] as const;
export type WaitMark = (typeof WAIT_MARKS)[number];

export interface CauseRow {
  /** In files, queries and columns of figures. */
  readonly name: string;
  readonly is: CauseKind;
  /** After "waits for" and "waited for". */
  readonly what: string;
  readonly mark: WaitMark;
  /** Over a column of numbers; the name where it is left out. */
  readonly title?: string;
  /**
   * After an amount of time on a critical path: what that time went to ("110 ms GIL"). The time in which another attempt held a
   * place is that attempt's on such a path, so that only the handing over is left. Where it is left out, see `spentOnPath`.
   */
  readonly spent?: string;
  /** Its worker or process is starting meanwhile, so that the lane cannot hold anything yet. */
  readonly startsPlace?: true;
}

export const WAIT_CAUSES = [
  { name: 'turn', is: 'place', what: 'its turn', mark: 'place', spent: 'between turns' },
  { name: 'worker', is: 'place', what: 'a worker', mark: 'place' },
  { name: 'slot', is: 'place', what: 'a slot', mark: 'place' },
  { name: 'permit', is: 'place', what: 'a permit', mark: 'place' },
  { name: 'thread', is: 'place', what: 'a thread', mark: 'place' },
  { name: 'gil', is: 'compute', what: 'the GIL', mark: 'compute', title: 'GIL', spent: 'GIL' },
  { name: 'loop', is: 'compute', what: 'the event loop', mark: 'compute', spent: 'event loop' },
  { name: 'lock', is: 'data', what: 'a lock', mark: 'compute' },
  { name: 'core', is: 'compute', what: 'a core', mark: 'compute', spent: 'sharing a core' },
  { name: 'message', is: 'hand-over', what: 'a message', mark: 'thin' },
  { name: 'dependency', is: 'task', what: 'other tasks', mark: 'others', spent: 'handing on' },
  { name: 'start-up', is: 'hand-over', what: 'start-up', mark: 'thin', startsPlace: true },
  { name: 'broker', is: 'place', what: 'its turn in the broker', mark: 'place', spent: 'in the broker' },
  { name: 'countdown', is: 'hand-over', what: 'its countdown', mark: 'thin', spent: 'countdown' },
  { name: 'resources', is: 'place', what: 'free CPUs', mark: 'place', spent: 'handing over CPUs' },
  { name: 'data', is: 'hand-over', what: 'data', mark: 'thin', spent: 'moving data' },
  { name: 'shuffle', is: 'hand-over', what: 'the shuffle', mark: 'thin', spent: 'shuffle' },
] as const satisfies readonly CauseRow[];

/** Causes that only programs of the user's own have, whose numbers follow those above. Traces of other runs have no columns for them. */
export const PROGRAM_CAUSES = [
  { name: 'place', is: 'place', what: 'a place in a queue', mark: 'place' },
  { name: 'item', is: 'task', what: 'an item', mark: 'place' },
  { name: 'job', is: 'task', what: 'work', mark: 'place' },
  { name: 'result', is: 'task', what: 'a result', mark: 'place' },
  { name: 'others', is: 'task', what: 'others to end', mark: 'place' },
  { name: 'condition', is: 'task', what: 'a condition', mark: 'place' },
  { name: 'event', is: 'task', what: 'an event', mark: 'place' },
  { name: 'barrier', is: 'task', what: 'others at a barrier', mark: 'place' },
  { name: 'input', is: 'hand-over', what: 'input', mark: 'thin' },
  { name: 'other', is: 'hand-over', what: 'something else', mark: 'thin' },
] as const satisfies readonly CauseRow[];

/** A cause of the table, by its name. */
export type WaitCause = (typeof WAIT_CAUSES)[number]['name'];

/** A cause of a trace, by its name: of the table, or one that a file brought. */
export type CauseName = WaitCause | (string & {});
