/** When results reach the caller, in that order. */
export interface Results {
  /** Rows of the trace's spans, by when their result reached the caller. */
  readonly rows: Int32Array;
  readonly atMs: Float64Array;
  /** When the same result came in the run that this one is compared with; NaN where it has not. */
  readonly otherMs: Float64Array;
}

export const NO_RESULTS: Results = {
  rows: new Int32Array(0),
  atMs: new Float64Array(0),
  otherMs: new Float64Array(0),
};

/** The results in the trace that is drawn and, beside a run, in its prediction. */
export interface ResultsData {
  readonly drawn: Results;
  readonly predicted: Results;
}
