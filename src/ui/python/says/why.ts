/** Why a run takes as long as it does: the chain of stretches that leads to its end, each begun by the end of the one before. */
import type { Place, Stretch } from '../../../kernel/python/messages.ts';
import type { ProgramRecord } from '../../../store/traces/program-record.ts';
import { doing } from '../../words/program-doing.ts';

/** Time on the chain that one lane spent in one way at one line. */
export interface Share {
  readonly lane: number;
  readonly at: Place | undefined;
  readonly does: string;
  readonly ms: number;
  readonly times: number;
}

const MOST_STEPS = 20_000;
/** To look at what was before a moment, rather than at what begins there (ms). */
const BEFORE = 1e-7;

/** Where it was not told who ended a wait: whoever ended something of its own so shortly before (ms). */
const SHORTLY = 1;

/** The lane that ended a wait. */
function endedBy(record: ProgramRecord, stretch: Extract<Stretch, { state: 'waiting' }>): number | undefined {
  if (stretch.by !== undefined) return stretch.by === stretch.lane ? undefined : stretch.by;
  let longest: Stretch | undefined;
  for (const { lane } of record.lanes) {
    if (lane === stretch.lane) continue;
    const other = doneBefore(record, lane, stretch.toMs);
    if (other && (!longest || other.toMs - other.fromMs > longest.toMs - longest.fromMs)) longest = other;
  }
  return longest?.lane;
}

/** The longest sleep or work of a lane that ended shortly before. */
function doneBefore(record: ProgramRecord, lane: number, atMs: number): Stretch | undefined {
  let best: Stretch | undefined;
  for (let to = atMs; to > atMs - SHORTLY; ) {
    const stretch = record.stretchAt(lane, to - BEFORE);
    if (!stretch || !(stretch.fromMs < to)) break;
    if (
      stretch.state !== 'waiting' &&
      stretch.toMs <= atMs + BEFORE &&
      (!best || stretch.toMs - stretch.fromMs > best.toMs - best.fromMs)
    )
      best = stretch;
    to = stretch.fromMs;
  }
  return best && best.toMs - best.fromMs > SHORTLY ? best : undefined;
}

/**
 * When a lane did what ended another's wait at `atMs`; undefined where nothing is known of it. A lane that waits itself at that moment did
 * it just before: else two that wait for each other in turns would send the chain to and fro for ever.
 */
function actedBy(record: ProgramRecord, lane: number, atMs: number): number | undefined {
  const stretch = record.stretchAt(lane, atMs - BEFORE);
  if (!stretch) return undefined;
  return stretch.state === 'waiting' && stretch.toMs > atMs + BEFORE ? stretch.fromMs : atMs;
}

/** The shares of the chain that leads to the end of the run, the longest first. */
export function chainOf(record: ProgramRecord): Share[] {
  const last = [...record.ends.values()].reduce<{ lane: number; atMs: number } | undefined>(
    (latest, end) => (!latest || end.atMs > latest.atMs ? end : latest),
    undefined,
  );
  if (!last) return [];
  const shares = new Map<string, { -readonly [K in keyof Share]: Share[K] }>();
  let { lane, atMs } = last;
  for (let step = 0; step < MOST_STEPS && atMs > BEFORE; step++) {
    const stretch = record.stretchAt(lane, atMs - BEFORE);
    if (!stretch) {
      // Before its first instruction there was who made it.
      const made = record.lanes[lane];
      if (made?.by === undefined || made.by === lane || made.madeMs > atMs) break;
      lane = made.by;
      atMs = Math.min(atMs, made.madeMs);
      continue;
    }
    const by = stretch.state === 'waiting' ? endedBy(record, stretch) : undefined;
    const actedMs = by === undefined ? undefined : actedBy(record, by, Math.min(atMs, stretch.toMs));
    if (by !== undefined && actedMs !== undefined) {
      atMs = actedMs;
      lane = by;
      continue;
    }
    const does = doing(stretch, record.things, record.lanes);
    const key = `${lane} ${stretch.at?.file} ${stretch.at?.line} ${does}`;
    const share = shares.get(key);
    const ms = Math.min(stretch.toMs, atMs) - stretch.fromMs;
    if (share) {
      share.ms += ms;
      share.times++;
    } else shares.set(key, { lane, at: stretch.at, does, ms, times: 1 });
    if (!(stretch.fromMs < atMs)) break;
    atMs = stretch.fromMs;
  }
  return [...shares.values()].sort((a, b) => b.ms - a.ms);
}
