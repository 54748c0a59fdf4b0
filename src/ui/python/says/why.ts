/** Why a run takes as long as it does: the chain of stretches that leads to its end, each begun by the end of the one before. */
import type { Place } from '../../../kernel/python/messages.ts';
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
    if (stretch.state === 'waiting' && stretch.by !== undefined && stretch.by !== lane) {
      atMs = Math.min(atMs, stretch.toMs);
      lane = stretch.by;
      if (record.stretchAt(lane, atMs - BEFORE)) continue;
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
