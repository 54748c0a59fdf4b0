/** What a search has found in the trace that a section is drawn from. */
import type { LaneIndex } from './lane-index.ts';

export interface Found {
  /** By row, 1 where it matches. */
  readonly mask: Uint8Array;
  /** Only those, by lane. */
  readonly index: LaneIndex;
  readonly total: number;
  readonly of: number;
}
