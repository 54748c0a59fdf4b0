/** What a run of the user's own program has told so far, in order, and the trace that is drawn of it. */
import type {
  Clock,
  Finding,
  Lane,
  LaneEnd,
  Level,
  Output,
  Place,
  Stretch,
  Thing,
  Update,
} from '../../kernel/python/messages.ts';
import type { Trace } from '../../trace/trace.ts';

export interface ProgramRecord {
  /** With the clock `steps` a ms is a line of the program. */
  readonly clock: Clock;
  /** As it stands by now; another object when it has grown. */
  readonly trace: Trace;
  /** By number: also the number of the lane's task in the trace. */
  readonly lanes: readonly Lane[];
  /** By lane; of those that have ended. */
  readonly ends: ReadonlyMap<number, LaneEnd>;
  /** By lane, in order of time. */
  readonly stretches: readonly (readonly Stretch[])[];
  readonly output: readonly Output[];
  readonly things: readonly Thing[];
  readonly levels: readonly Level[];
  readonly findings: readonly Finding[];
  add(update: Update): void;
  /** The user's line in which a lane is then (ms). */
  placeOf(lane: number, atMs: number): Place | undefined;
  stretchAt(lane: number, atMs: number): Stretch | undefined;
}

/** What the timeline has to know of a run before it draws. It is worked out where programs are loaded. */
export interface ProgramDress {
  /** Of the rows below the lanes (px); 0: there are none. */
  readonly thingsHeight: number;
  /** Until when the section goes (ms). */
  readonly endMs: number;
  /** How the run stands: `ended at 1.25 s`; the same where room is short. */
  readonly stands: string;
  readonly standsShort: string;
  /** What the ticks of the axis say instead of times; the same function for the same clock. */
  readonly axis?: ((ticks: readonly AxisTick[]) => readonly AxisTick[]) | undefined;
}

export interface AxisTick {
  readonly ms: number;
  readonly label: string;
}

/** What the section of a program shows beside its trace. */
export interface ProgramShown extends ProgramDress {
  readonly record: ProgramRecord;
  /** The run before the drag that is under way: drawn dashed. */
  readonly before: ProgramRecord | undefined;
  /** Stretches of this line stand out. */
  readonly lit: Place | null;
}
