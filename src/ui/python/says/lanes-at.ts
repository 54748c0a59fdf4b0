/** What each lane does at a moment, and all that a lane does. */
import type { Place, Stretch } from '../../../kernel/python/messages.ts';
import type { ProgramRecord } from '../../../store/traces/program-record.ts';
import { doing, kindOf, type Mark, stuckStretch } from '../../words/program-doing.ts';

export interface LaneAt {
  readonly lane: number;
  readonly stretch: Stretch;
  /** ms since it began that. */
  readonly forMs: number;
}

/** The lanes that are there at a moment (ms), in order. Whoever is stuck is there for ever. */
export function lanesAt(record: ProgramRecord, atMs: number): LaneAt[] {
  return record.lanes.flatMap(({ lane }) => {
    const stuck = stuckStretch(record.findings, lane);
    const stretch = stuck && atMs >= stuck.fromMs ? stuck : record.stretchAt(lane, atMs);
    return stretch ? [{ lane, stretch, forMs: Math.max(0, atMs - stretch.fromMs) }] : [];
  });
}

/** The marks in the gutter of a file at a moment: each lane at its line. */
export function marksAt(record: ProgramRecord, signs: readonly string[], file: number, atMs: number): Mark[] {
  return lanesAt(record, atMs).flatMap(({ lane, stretch }): Mark[] => {
    const at: Place | undefined = stretch.at ?? record.placeOf(lane, atMs);
    if (!at || at.file !== file) return [];
    const ends = record.ends.get(lane);
    const fails = ends?.outcome === 'failed' && Math.abs(ends.atMs - atMs) < 1e-6;
    const says = `${record.lanes[lane]!.name} ${doing(stretch, record.things, record.lanes)}`;
    return [{ line: at.line, sign: signs[lane]!, kind: fails ? 'failed' : kindOf(stretch), says }];
  });
}
