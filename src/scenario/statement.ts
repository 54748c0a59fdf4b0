/** The lines of the task notation, read but not yet expanded into tasks. Their grammar is told in `notation.ts`. */
import type { KnobName } from './knobs.ts';
import type { JobSpec, SegmentKind, StopWorkers, TaskSpec } from './scenario.ts';

/** One line. */
export type Statement =
  | TasksStatement
  | KnobStatement
  | KillStatement
  | JobStatement
  | TogetherStatement
  | StopStatement
  | ExtraStatement;

/** A stretch of the text that a later check may have to point at. */
export interface TextPlace {
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly text: string;
}

/** What `after` and `kill` point at: a group by name, one id, or ids from `id` to `last` where both are whole numbers. */
export type Reference = TextPlace &
  (
    | { readonly kind: 'group'; readonly name: string }
    | { readonly kind: 'id'; readonly id: string }
    | { readonly kind: 'ids'; readonly first: number; readonly last: number }
  );

/** `sleep 0..4 step 1s`: the durations of the tasks that one line makes. */
export interface Ladder {
  readonly fromMs: number;
  /** May be negative. */
  readonly stepMs: number;
  readonly count: number;
}

export interface SegmentPattern {
  readonly kind: SegmentKind;
  /** The duration, or the first one of a ladder. */
  readonly ms: number;
  readonly ladder?: Ladder;
  /** ± so many percent; 0 for none. */
  readonly jitter: number;
  /** The lock under which it computes. */
  readonly lock?: string;
}

export interface TasksStatement {
  readonly type: 'tasks';
  /** The whole line, for mistakes of the line as such. */
  readonly place: TextPlace;
  readonly id?: TextPlace & { readonly value: string };
  readonly group?: string;
  readonly after: readonly Reference[];
  /** Tasks in all: the number before `x` times the rungs of the ladder. */
  readonly count: number;
  readonly segments: readonly SegmentPattern[];
  /** At most one segment has one. */
  readonly ladder?: Ladder;
  readonly fails?: true | readonly number[] | { readonly percent: number };
  readonly retry: number;
  readonly dies?: true | readonly number[];
  /** What only engines of many processes and machines know; of `gets` the references. */
  readonly further: Pick<TaskSpec, 'cpus' | 'actor' | 'delayMs' | 'priority' | 'job' | 'segmentsOf'>;
  readonly gets: readonly Reference[];
}

export interface KnobStatement {
  readonly type: 'knob';
  readonly place: TextPlace;
  readonly name: KnobName;
  readonly value: string | number;
  /** The stretch that holds the value, offsets in the line: for `setKnob`. */
  readonly from: number;
  readonly to: number;
}

export interface KillStatement {
  readonly type: 'kill';
  readonly of: Reference;
  /** Whether its worker or its whole machine goes away. */
  readonly whose: 'workerOf' | 'hostOf';
  readonly atMs: number;
}

export interface JobStatement {
  readonly type: 'job';
  readonly place: TextPlace;
  readonly job: JobSpec;
}

export interface TogetherStatement {
  readonly type: 'together';
  readonly of: readonly Reference[];
}

export interface StopStatement {
  readonly type: 'stop';
  readonly place: TextPlace;
  readonly stop: StopWorkers;
}

export interface ExtraStatement {
  readonly type: 'extra';
  readonly place: TextPlace;
  /** Where the members go: a task, one of its segments, a kill, or the scenario itself. */
  readonly list: 'scenario' | 'tasks' | 'kills';
  readonly index: number;
  readonly segment?: number;
  readonly members: Readonly<Record<string, unknown>>;
}
