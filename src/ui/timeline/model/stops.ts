/** When the page's main thread stood still. In a measured run these are gaps between its beats; in a prediction it is the computing of tasks on it. */
import type { EngineFacts } from '../../../engines/facts.ts';
import type { Trace } from '../../../trace/trace.ts';
import { CPU, Pieces } from './pieces.ts';
import type { RowData } from './row-data.ts';
import { SLICE, type Slices, whole } from './slices.ts';

export interface Stop {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The stops of the section's run, in the order in which they begin. */
export const STOPS: RowData<readonly Stop[]> = {
  none: [],
  *load({ engine, predicted, measured }) {
    if (measured && measured.source !== 'predicted') return stopsBetweenBeats(measured);
    return predicted ? yield* stopSlices(predicted, engine) : [];
  },
  grow: ({ measured }, old) => (measured && measured.source !== 'predicted' ? stopsBetweenBeats(measured) : old),
};

/** A gap of at least this (ms) is a stop: two frames were missed, and more. With shorter gaps the page is only busy. */
const STOP_MS = 50;
/** Beats come once a frame (ms). The gap between two beats may be up to a frame longer than the computing between them. */
const FRAME_MS = 16.7;

/** The gaps between beats that count as stops. */
export function stopsBetweenBeats(trace: Trace): Stop[] {
  const { at } = trace.beats.at;
  const stops: Stop[] = [];
  for (let row = 1; row < trace.beats.length; row++) {
    if (at[row]! - at[row - 1]! >= STOP_MS) stops.push({ fromMs: at[row - 1]!, toMs: at[row]! });
  }
  return stops;
}

/** The stops that a prediction foresees: there are some only where tasks compute on the page's own loop. */
export const predictedStops = (trace: Trace, engine: EngineFacts): Stop[] => whole(stopSlices(trace, engine));

/** The same, in slices. */
function* stopSlices(trace: Trace, engine: EngineFacts): Slices<Stop[]> {
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
