/** Between the lines of a program and the stretches of its run: which line a stretch belongs to, and who stands where at a moment. Pure. */
import { lineOfWork, type ProgramLines } from '../../code/lines.ts';
import { makespanOf } from '../../trace/ends.ts';
import { outcomeNumber } from '../../trace/trace.ts';
import type { Picture } from '../timeline/model/picture.ts';
import { COMPUTE, CPU, OTHERS, Pieces, PLACE, SHARED, SLEEP } from '../timeline/model/pieces.ts';
import { attemptName } from '../words/attempt-name.ts';
import type { MarkKind } from '../words/program-doing.ts';

/** Somebody at a line. */
export interface AtLine {
  /** From 1. */
  readonly line: number;
  /** The task, by its name; undefined: the caller. */
  readonly task: string | undefined;
  readonly kind: MarkKind;
}

const FAILED = outcomeNumber('failed');
/** So many are looked for at a moment. */
const MOST = 200;
/** So many attempts of a lane are looked at. */
const MOST_LOOKED_AT = 2000;

const KINDS: Readonly<Record<number, MarkKind>> = {
  [SLEEP]: 'sleeping',
  [CPU]: 'computing',
  [SHARED]: 'computing',
  [COMPUTE]: 'compute',
  [PLACE]: 'place',
  [OTHERS]: 'others',
};

/** The line of a loaded span's piece; undefined where the program has none for it, as while it waits in a pool's queue. */
export function lineOfPiece(pieces: Pieces, i: number, lines: ProgramLines): number | undefined {
  const segment = pieces.segment[i]!;
  switch (pieces.kind[i]) {
    case SLEEP:
      return lineOfWork(lines, segment, 'sleep');
    case CPU:
    case SHARED:
      return lineOfWork(lines, segment, 'cpu');
    case COMPUTE:
      // Who has slept and waits to go on stands where it slept.
      if (segment < 0) return lines.work[0]?.line;
      return lineOfWork(lines, segment, isSleep(pieces, segment) ? 'sleep' : 'cpu');
    case PLACE:
      return lines.place;
    case OTHERS:
      return lines.needs;
    default:
      return undefined;
  }
}

function isSleep(pieces: Pieces, segment: number): boolean {
  for (let i = 0; i < pieces.count; i++) if (pieces.segment[i] === segment && pieces.kind[i] === SLEEP) return true;
  return false;
}

/** Whether a loaded span's piece belongs to a line: what stands out in the timeline while that line is pointed at. */
export const belongsTo =
  (line: number, lines: ProgramLines) =>
  (pieces: Pieces, i: number): boolean => {
    if (lines.fails.includes(line)) return pieces.outcome === FAILED;
    return lineOfPiece(pieces, i, lines) === line;
  };

/** Whether stretches of the timeline can belong to a line. */
export const hasStretches = (line: number, { work, fails, place, needs }: ProgramLines): boolean =>
  line === place || line === needs || fails.includes(line) || work.some((one) => one.line === line);

const pieces = new Pieces();

/**
 * Who stands at which line at a moment, in the order of the lanes, the caller last.
 * @param nearMs an end so near counts as now
 */
export function whoIsWhere(picture: Picture, lines: ProgramLines, atMs: number, nearMs: number): AtLine[] {
  const index = picture.main;
  if (!index) return [];
  const { trace } = index;
  const { start, end, task, attempt } = trace.spans.at;
  const found: AtLine[] = [];
  const waitsHaveLines = lines.place !== undefined || lines.needs !== undefined;
  for (const lane of index.lanes) {
    const last = waitsHaveLines ? lane.count : index.startingAt(lane, atMs + nearMs);
    const first = index.firstAt(lane, atMs - nearMs);
    for (let place = first; place < Math.min(last, first + MOST_LOOKED_AT) && found.length < MOST; place++) {
      const row = index.rowAt(lane, place);
      pieces.load(trace, row);
      const name = attemptName(trace, task[row]!, attempt[row]!);
      if (pieces.outcome === FAILED && Math.abs(pieces.end - atMs) <= nearMs && lines.fails[0] !== undefined) {
        found.push({ line: lines.fails[0], task: name, kind: 'failed' });
        continue;
      }
      const i = pieceAt(atMs, Number.isNaN(end[row]!) ? nearMs : 0);
      const line = i < 0 ? undefined : lineOfPiece(pieces, i, lines);
      if (line !== undefined) found.push({ line, task: name, kind: KINDS[pieces.kind[i]!]! });
      else if (!waitsHaveLines && start[row]! > atMs) break;
    }
  }
  const caller = callerAt(picture, lines, atMs);
  return caller === undefined ? found : [...found, { line: caller, task: undefined, kind: 'others' }];
}

/** The piece of the loaded span that holds a moment, -1 for none; `open`: what goes on may end so much earlier. */
function pieceAt(atMs: number, open: number): number {
  for (let i = 0; i < pieces.count; i++) {
    const reach = i === pieces.count - 1 ? open : 0;
    if (pieces.from[i]! <= atMs && (atMs < pieces.to[i]! || atMs < pieces.to[i]! + reach)) return i;
  }
  return -1;
}

/** The line at which the caller waits. */
function callerAt(picture: Picture, { caller, afterError }: ProgramLines, atMs: number): number | undefined {
  const { trace } = picture.main!;
  if (atMs < 0 || atMs >= makespanOf(trace)) return undefined;
  const { raisedMs } = trace.facts;
  return raisedMs !== undefined && atMs >= raisedMs ? afterError : caller;
}

/** How many stretches of a run belong to a line. Of the first so many attempts. */
export function countStretches(picture: Picture, line: number, lines: ProgramLines): number {
  const trace = picture.main?.trace;
  if (!trace) return 0;
  const belongs = belongsTo(line, lines);
  let count = 0;
  for (let row = 0; row < Math.min(trace.spans.length, MOST_LOOKED_AT); row++) {
    pieces.load(trace, row);
    for (let i = 0; i < pieces.count; i++) if (belongs(pieces, i)) count++;
  }
  return count;
}
