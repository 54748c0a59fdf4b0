/** What is told of an engine to somebody who has not met it. Whole sentences, unless a member says what its words follow. */
export interface EngineWords {
  /** What it does, in the list of engines: one sentence. */
  readonly sentence: string;
  /** The same, as something from everyday life. */
  readonly picture: string;
  /** The caller's program, 4 to 8 lines: `work(task)` does a task, `print` shows a result. Python, or TypeScript for the browser's own. */
  readonly code: string;
  /** Follows "Good for". */
  readonly goodFor: string;
  /** Follows "Not for". */
  readonly notFor: string;
  /** When results reach the caller, and in which order. */
  readonly results: string;
  /** What one failing task costs. */
  readonly error: string;
  /** What its model follows, after "Model:"; no full stop. */
  readonly model: string;
}

/** By engine id, in the order of the list. */
export type Family = Readonly<Record<string, EngineWords>>;
