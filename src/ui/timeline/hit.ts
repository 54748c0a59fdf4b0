/** What is under a point of the timeline. Pure: layout, scale and pictures in, a tagged union out. */
import { type Layout, queueMiddle, type Section } from './layout.ts';
import type { Picture } from './picture.ts';
import { Pieces, PLACE } from './pieces.ts';
import { endOfWait, type Queueing } from './queue.ts';
import { msAt, type TimeScale, xOf } from './time-scale.ts';

export type Hit =
  /** A span of the engine's drawn trace; `piece` is its place in the loaded pieces. */
  | {
      readonly kind: 'span';
      readonly engine: string;
      readonly row: number;
      readonly piece: number;
      readonly ms: number;
    }
  /** A line in the queue row. */
  | { readonly kind: 'queue'; readonly engine: string; readonly waiting: Queueing }
  /** The main thread stood still. */
  | { readonly kind: 'stop'; readonly engine: string; readonly fromMs: number; readonly toMs: number }
  /** A collapsed engine: so many at once. */
  | { readonly kind: 'strip'; readonly engine: string; readonly ms: number };

/** A thing narrower than a finger's width is still hit so near (px). */
const NEAR = 4;
const pieces = new Pieces();

export function hitAt(
  layout: Layout,
  pictures: readonly Picture[],
  scale: TimeScale,
  x: number,
  y: number,
): Hit | null {
  if (x < scale.left - NEAR || x > scale.left + scale.width + NEAR) return null;
  const i = layout.sections.findIndex((section) => y >= section.top && y < section.bottom);
  const section = layout.sections[i];
  const picture = pictures[i];
  if (!section || !picture?.main) return null;
  const ms = msAt(scale, x);
  if (y >= section.beatTop) return stopAt(picture, section, ms);
  if (y >= section.lanesTop) {
    if (section.collapsed) return ms >= 0 && ms <= picture.endMs ? { kind: 'strip', engine: section.engine, ms } : null;
    const lane = Math.floor((y - section.lanesTop) / section.laneHeight);
    return spanAt(picture, section.engine, lane, scale, ms);
  }
  return y >= section.queueTop ? queueAt(picture, section, scale, x, y) : null;
}

function stopAt(picture: Picture, section: Section, ms: number): Hit | null {
  const stop = picture.stops.find((s) => s.fromMs <= ms && ms <= s.toMs);
  return stop ? { kind: 'stop', engine: section.engine, fromMs: stop.fromMs, toMs: stop.toMs } : null;
}

function queueAt(picture: Picture, section: Section, scale: TimeScale, x: number, y: number): Hit | null {
  const trace = picture.main!.trace;
  const { mode } = picture.queueRoom;
  for (const waiting of picture.queue.shown) {
    if (Math.abs(y - queueMiddle(section, mode, waiting.row)) > (mode === 'words' ? 7 : 3)) continue;
    if (x < xOf(scale, waiting.fromMs) - NEAR || x > xOf(scale, endOfWait(trace, waiting.toMs)) + NEAR) continue;
    return { kind: 'queue', engine: section.engine, waiting };
  }
  return null;
}

function spanAt(picture: Picture, engine: string, number: number, scale: TimeScale, ms: number): Hit | null {
  const index = picture.main!;
  const lane = index.lanes[number];
  if (!lane) return null;
  const nearMs = (NEAR * (scale.toMs - scale.fromMs)) / scale.width;
  const before = index.firstAt(lane, ms - nearMs);
  const ownWaits = picture.engine.place.lane === 'task';
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  // With the lane of a task, its wait lies before its start: look at the next span, too.
  for (let place = Math.max(0, before - 1); place < lane.count && place < before + 4; place++) {
    pieces.load(index.trace, lane.rows[place]!);
    const from = ownWaits && pieces.count > 0 ? Math.min(pieces.heldFrom, pieces.from[0]!) : pieces.heldFrom;
    const off = ms < from ? from - ms : ms > pieces.end ? ms - pieces.end : 0;
    if (off > nearMs || off >= distance) continue;
    best = lane.rows[place]!;
    distance = off;
  }
  if (best < 0) return null;
  pieces.load(index.trace, best);
  return { kind: 'span', engine, row: best, piece: pieceAt(pieces, ms, ownWaits), ms };
}

/** The piece at a time: the one that holds it, else the nearest. */
function pieceAt(from: Pieces, ms: number, ownWaits: boolean): number {
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (let i = 0; i < from.count; i++) {
    if (!ownWaits && from.kind[i] === PLACE) continue;
    const off = ms < from.from[i]! ? from.from[i]! - ms : ms > from.to[i]! ? ms - from.to[i]! : 0;
    if (off < distance) {
      best = i;
      distance = off;
    }
  }
  return best;
}

/** Whether two hits are the same thing, so that nothing need be said anew. */
export function sameHit(a: Hit | null, b: Hit | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.engine !== b.engine) return false;
  if (a.kind === 'span') return b.kind === 'span' && a.row === b.row && a.piece === b.piece;
  if (a.kind === 'queue') return b.kind === 'queue' && a.waiting === b.waiting;
  if (a.kind === 'stop') return b.kind === 'stop' && a.fromMs === b.fromMs;
  return b.kind === 'strip' && a.ms === b.ms;
}
