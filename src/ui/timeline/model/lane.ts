/** One lane of a trace: where its spans stand in the index, and what is known of whole blocks of them. */

/** How many spans a block has. For each block the index keeps when the last span up to the block's end has ended, and how many have ended badly. */
export const BLOCK = 64;
/** Shared by all lanes that have no block, of which there may be a million. */
const NO_ENDS = new Float64Array(0);
const NO_BADS = new Uint32Array(0);

/** Shares over time of the first spans of a lane. A frame reads these instead of the spans themselves. */
export interface SpansInShort {
  /** How many places, from the front of the lane, it holds. */
  readonly places: number;
  readonly byteLength: number;
  /** Whether columns of so many ms are wide enough to be read from it. */
  serves(columnMs: number): boolean;
  /** Adds its shares to columns of `1 / perMs` ms each; `offset` is the column of 0 ms. */
  addTo(to: ColumnShares, perMs: number, offset: number): void;
}

/** A number a column for each thing that a span does. */
export interface ColumnShares {
  readonly count: number;
  readonly cpu: Float32Array;
  readonly sleep: Float32Array;
  readonly wait: Float32Array;
}

/** One lane's part of the index. */
export class Lane {
  /** Where its rows begin in `LaneIndex.rows`, and how many may stand there. */
  begin = 0;
  room = 0;
  count = 0;
  /** The first spans of the lane as shares over time. Made when a frame first has to draw that many. */
  summary: SpansInShort | undefined;
  /** By block of sealed spans: the latest end among all spans up to there, and how many of them ended otherwise than ok. */
  ends = NO_ENDS;
  bads = NO_BADS;
  /** How many spans from the front are sealed: they have ended, and the blocks hold them. A multiple of `BLOCK`. */
  sealed = 0;
  /** Some of its sealed spans begin before the one before them has ended. */
  overlaps = false;
}
