/** When the page's main thread stood still: in a measured run gaps between its beats, in a prediction its own computing. */
import type { EngineFacts } from '../../../engines/facts.ts';
import type { Trace } from '../../../trace/trace.ts';
import { CPU, Pieces } from './pieces.ts';
import type { RowData } from './row-data.ts';
import { SLICE, type Slices, whole } from './slices.ts';

export interface Stop {
  readonly fromMs: number;
  readonly toMs: number;
}

/** By begin. */
export const STOPS: RowData<readonly Stop[]> = {
  none: [],
  *load({ engine, predicted, measured }) {
    if (measured) return stopsBetweenBeats(measured);
    return predicted ? yield* stopSlices(predicted, engine) : [];
  },
  grow: ({ measured }, old) => (measured ? stopsBetweenBeats(measured) : old),
};

/** Two frames missed and a bit: shorter gaps are a busy page, not a stopped one. */
const STOP_MS = 50;
/** A beat a frame: what is left of a stretch of computing between the frames before and after it. */
const FRAME_MS = 16.7;

/** The gaps between beats from `from` on (rows of the beats), and the one since the last beat while the run goes on. */
export function stopsBetweenBeats(trace: Trace): Stop[] {
  const { at } = trace.beats.at;
  const stops: Stop[] = [];
  for (let row = 1; row < trace.beats.length; row++) {
    if (at[row]! - at[row - 1]! >= STOP_MS) stops.push({ fromMs: at[row - 1]!, toMs: at[row]! });
  }
  return stops;
}

/** What a prediction says will stop the main thread: nothing, unless tasks compute on its loop. */
export const predictedStops = (trace: Trace, engine: EngineFacts): Stop[] => whole(stopSlices(trace, engine));

/** The same, in slices. */
export function* stopSlices(trace: Trace, engine: EngineFacts): Slices<Stop[]> {
  const stops: Stop[] = [];
  if (!engine.stallsPage) return stops;
  const pieces = new Pieces();
  const { length } = trace.spans;
  for (let from = 0; from < length; from += SLICE) {
    addStops(pieces, trace, from, Math.min(length, from + SLICE), stops);
    yield;
  }
  return stops.sort((a, b) => a.fromMs - b.fromMs);
}

function addStops(pieces: Pieces, trace: Trace, from: number, until: number, to: Stop[]): void {
  for (let row = from; row < until; row++) {
    pieces.load(trace, row);
    for (let i = 0; i < pieces.count; i++) {
      if (pieces.kind[i] !== CPU || pieces.to[i]! - pieces.from[i]! < STOP_MS - FRAME_MS) continue;
      to.push({ fromMs: pieces.from[i]!, toMs: pieces.to[i]! });
    }
  }
}

export function longestStop(stops: readonly Stop[]): Stop | undefined {
  let longest: Stop | undefined;
  for (const stop of stops) if (!longest || stop.toMs - stop.fromMs > longest.toMs - longest.fromMs) longest = stop;
  return longest;
}
