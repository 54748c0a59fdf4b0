/** What is under a point of the timeline. Pure: layout, scale and pictures in, a tagged union out. */
import { type Layout, lineMiddle, queueMiddle, type Section } from '../model/layout.ts';
import type { Turns } from '../model/loop-queues.ts';
import { scaleOf } from '../model/own-axis.ts';
import type { Picture } from '../model/picture.ts';
import { Pieces, PLACE } from '../model/pieces.ts';
import { endOfWait, type Queueing } from '../model/queue.ts';
import { firstResultFrom, groupEnd } from '../model/results.ts';
import { msAt, type TimeScale, xOf } from '../model/time-scale.ts';

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
  /** Results that reach the caller, `from` one to before `to` in the picture's, too near to each other to be told apart. */
  | { readonly kind: 'result'; readonly engine: string; readonly from: number; readonly to: number }
  /** The caller's call raises. */
  | { readonly kind: 'raised'; readonly engine: string }
  /** A turn in the event loop's own lanes. */
  | {
      readonly kind: 'turn';
      readonly engine: string;
      readonly of: Turns['kind'];
      readonly task: number;
      readonly span: number;
      readonly fromMs: number;
      readonly toMs: number;
    }
  /** The main thread stood still. */
  | { readonly kind: 'stop'; readonly engine: string; readonly fromMs: number; readonly toMs: number }
  /** A collapsed engine: so many at once. */
  | { readonly kind: 'strip'; readonly engine: string; readonly ms: number };

/** A thing narrower than a finger's width is still hit so near (px). */
const NEAR = 4;
/** A cross may stand beside the results of its moment. */
const CROSS_RIGHT = 14;
/** Where thousands of spans share a pixel, so many are looked at. */
const MOST_LOOKED_AT = 256;
const pieces = new Pieces();

export function hitAt(
  layout: Layout,
  pictures: readonly Picture[],
  shared: TimeScale,
  x: number,
  y: number,
): Hit | null {
  if (x < shared.left - NEAR || x > shared.left + shared.width + NEAR) return null;
  const i = layout.sections.findIndex((section) => y >= section.top && y < section.bottom);
  const section = layout.sections[i];
  const picture = pictures[i];
  if (!section || !picture?.main) return null;
  const scale = scaleOf(shared, picture, layout);
  const ms = msAt(scale, x);
  if (y >= section.beatTop) return stopAt(picture, section, ms);
  if (y >= section.resultsTop) return resultAt(picture, section, scale, x, ms);
  if (y >= section.lanesTop) {
    if (section.collapsed) return ms >= 0 && ms <= picture.endMs ? { kind: 'strip', engine: section.engine, ms } : null;
    const lane = picture.slots.laneAt(Math.floor((y - section.lanesTop) / section.laneHeight));
    return lane === undefined || lane < 0 ? null : spanAt(picture, section.engine, lane, scale, ms);
  }
  if (section.loop && y >= section.loop.timerTop) return turnAt(picture, section, scale, ms, y);
  return y >= section.queueTop ? queueAt(picture, section, scale, x, y) : null;
}

function stopAt(picture: Picture, section: Section, ms: number): Hit | null {
  const stop = picture.stops.find((s) => s.fromMs <= ms && ms <= s.toMs);
  return stop ? { kind: 'stop', engine: section.engine, fromMs: stop.fromMs, toMs: stop.toMs } : null;
}

/** The nearest mark; the cross goes before results of the same moment on its left only. */
function resultAt(picture: Picture, section: Section, scale: TimeScale, x: number, ms: number): Hit | null {
  const { results } = picture;
  const { engine } = section;
  const { raised, raisedMs } = picture.main!.trace.facts;
  const pixelMs = (scale.toMs - scale.fromMs) / scale.width;
  const before = firstResultFrom(results, ms);
  let best = -1;
  let distance = NEAR + 1;
  for (const i of [before - 1, before]) {
    const atMs = results.atMs[i];
    if (atMs === undefined || Math.abs(xOf(scale, atMs) - x) >= distance) continue;
    best = i;
    distance = Math.abs(xOf(scale, atMs) - x);
  }
  if (best < 0) {
    const off = raised && raisedMs !== undefined ? x - xOf(scale, raisedMs) : Number.NaN;
    return off >= -NEAR && off <= CROSS_RIGHT ? { kind: 'raised', engine } : null;
  }
  const from = firstResultFrom(results, results.atMs[best]! - pixelMs / 2);
  return { kind: 'result', engine, from, to: groupEnd(results, from, pixelMs) };
}

function turnAt(picture: Picture, section: Section, scale: TimeScale, ms: number, y: number): Hit | null {
  const { loop } = picture;
  const trace = picture.main!.trace;
  const { timerTop, readyTop, loopTop } = section.loop!;
  if (!loop) return null;
  const turns = y >= loopTop ? loop.loop : y >= readyTop ? loop.ready : loop.timer;
  const top = y >= readyTop ? readyTop : timerTop;
  const nearMs = (NEAR * (scale.toMs - scale.fromMs)) / scale.width;
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (let i = 0; i < turns.count; i++) {
    const fromMs = turns.fromMs[i]!;
    if (fromMs > ms + nearMs) break;
    if (turns.row[i]! < 0 || (turns.kind !== 'loop' && Math.abs(y - lineMiddle(top, turns.row[i]!)) > NEAR)) continue;
    const toMs = endOfWait(trace, turns.toMs[i]!);
    const off = ms < fromMs ? fromMs - ms : Math.max(0, ms - toMs);
    if (off > nearMs || off >= distance) continue;
    best = i;
    distance = off;
  }
  if (best < 0) return null;
  return {
    kind: 'turn',
    engine: section.engine,
    of: turns.kind,
    task: turns.task[best]!,
    span: turns.span[best]!,
    fromMs: turns.fromMs[best]!,
    toMs: turns.toMs[best]!,
  };
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
  const ownWaits = picture.engine.lanes.perTask;
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  // From the latest back, so that of spans over one another the innermost is found. With the lane of a task, its wait
  // lies before its start: look at the next spans, too.
  const last = Math.min(lane.count - 1, index.startingAt(lane, ms + nearMs) + 2);
  const first = Math.max(0, index.firstAt(lane, ms - nearMs) - 1);
  for (let place = last, looked = 0; place >= first && looked < MOST_LOOKED_AT && distance > 0; place--, looked++) {
    const row = index.rowAt(lane, place);
    pieces.load(index.trace, row);
    const from = ownWaits && pieces.count > 0 ? Math.min(pieces.heldFrom, pieces.from[0]!) : pieces.heldFrom;
    const off = ms < from ? from - ms : ms > pieces.end ? ms - pieces.end : 0;
    if (off > nearMs || off >= distance) continue;
    best = row;
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
  if (a.kind === 'result') return b.kind === 'result' && a.from === b.from && a.to === b.to;
  if (a.kind === 'raised') return b.kind === 'raised';
  if (a.kind === 'turn') return b.kind === 'turn' && a.of === b.of && a.task === b.task && a.fromMs === b.fromMs;
  return b.kind === 'strip' && a.ms === b.ms;
}
