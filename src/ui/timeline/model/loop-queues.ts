/** What an event loop tells of itself, turn by turn: which tasks lay among its timers, which were ready, and which it ran. */
/** Turns of one kind in the order in which they begin, placed in lines that are filled from the top. */
export interface Turns {
  readonly kind: 'timer' | 'ready' | 'loop';
  readonly count: number;
  /** The line of each turn; -1 where no line had room. */
  readonly row: Int8Array;
  readonly task: Int32Array;
  /** The span of the task at that time; -1 where it has none. */
  readonly span: Int32Array;
  readonly fromMs: Float64Array;
  /** NaN where the turn goes on. */
  readonly toMs: Float64Array;
  readonly rows: number;
  /** At one time. */
  readonly most: number;
}

export interface LoopQueues {
  readonly timer: Turns;
  readonly ready: Turns;
  readonly loop: Turns;
}

/** The loop's queues in the trace that is drawn and in the prediction; undefined where they are not told. */
export interface LoopData {
  readonly drawn: LoopQueues | undefined;
  readonly predicted: LoopQueues | undefined;
}

/** How many rows of lines one of the loop's queues needs: as many as predicted, or more. */
export const loopRows = ({ drawn, predicted }: LoopData, kind: Turns['kind']): number =>
  Math.max(drawn?.[kind].rows ?? 0, predicted?.[kind].rows ?? 0);
