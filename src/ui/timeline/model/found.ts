/** What a search has found in the trace that a section is drawn from. */
import type { LaneIndex } from './lane-index.ts';

export interface Found {
  /** By row of the trace: 1 where the row matches. */
  readonly mask: Uint8Array;
  /** The rows that match, by lane. */
  readonly index: LaneIndex;
  readonly total: number;
  readonly of: number;
}
