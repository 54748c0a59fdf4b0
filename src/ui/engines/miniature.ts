/** A prediction at the size of a thumbnail: what each of the first lanes did, in shares of the whole. Pure. */
import { SEGMENT_KINDS, type Trace } from '../../trace/trace.ts';
import { kindOf, type StretchKind } from '../marks/kinds.ts';

/** A stretch from a share of the whole on, so wide. */
export interface Piece {
  readonly kind: StretchKind;
  readonly from: number;
  readonly width: number;
}
export interface Bar {
  readonly name: string;
  readonly from: number;
  readonly width: number;
  readonly pieces: readonly Piece[];
}
export interface MiniatureLane {
  readonly lane: number;
  readonly bars: readonly Bar[];
}
export interface Miniature {
  readonly lanes: readonly MiniatureLane[];
  /** Lanes that are left out. */
  readonly more: number;
}

const MOST_LANES = 6;
/** Attempts in the lanes shown; more would be a smear. */
const MOST_BARS = 200;

/** Undefined where there is nothing to draw, or too much. */
export function miniatureOf(trace: Trace): Miniature | undefined {
  const { spans, scenario } = trace;
  const { lane, start, end, task } = spans.at;
  let [lanes, wholeMs, bars] = [0, 0, 0];
  for (let row = 0; row < spans.length; row++) {
    lanes = Math.max(lanes, lane[row]! + 1);
    if (end[row]! > wholeMs) wholeMs = end[row]!;
    if (lane[row]! < MOST_LANES) bars++;
  }
  if (wholeMs === 0 || bars > MOST_BARS) return undefined;
  const shown = Array.from({ length: Math.min(lanes, MOST_LANES) }, (_, number) => ({
    lane: number,
    bars: [] as Bar[],
  }));
  for (let row = 0; row < spans.length; row++) {
    const to = Number.isNaN(end[row]!) ? wholeMs : end[row]!;
    const piece = (kind: StretchKind, from: number, until: number): Piece => ({
      kind,
      from: from / wholeMs,
      width: (Number.isNaN(until) ? to - from : until - from) / wholeMs,
    });
    const pieces: Piece[] = [];
    trace.eachSegment(row, (kind, from, until) => pieces.push(piece(SEGMENT_KINDS[kind]!, from, until)));
    trace.eachWait(row, (cause, from, until) => {
      if (from >= start[row]!) pieces.push(piece(kindOf(trace.causes[cause]!), from, until));
    });
    shown[lane[row]!]?.bars.push({
      name: scenario.tasks[task[row]!]!.id,
      from: start[row]! / wholeMs,
      width: (to - start[row]!) / wholeMs,
      pieces,
    });
  }
  return { lanes: shown, more: lanes - shown.length };
}
