/** What the timeline has to know of a run of a program before it draws: how high its things are, how far it goes, how it stands. */

import { formatMs } from '../../../../scenario/duration.ts';
import type { ProgramDress, ProgramRecord } from '../../../../store/traces/program-record.ts';
import { makespanOf } from '../../../../trace/ends.ts';
import { momentWords } from '../../../words/program-times.ts';
import { thingsHeight } from './things.ts';

/** Behind a deadlock there is room for those who wait for ever. */
const FOR_EVER = 1.6;

/** `before`: the run before a drag, all of which is in sight. */
export function dressOf(record: ProgramRecord, before: ProgramRecord | undefined): ProgramDress {
  const endMs = makespanOf(record.trace) * (deadlockOf(record) ? FOR_EVER : 1);
  return {
    thingsHeight: thingsHeight(record),
    endMs: Math.max(endMs, before ? makespanOf(before.trace) : 0),
    ...standing(record),
    axis: record.clock === 'steps' ? inSteps : undefined,
  };
}

/** A ms is a step: between two of them there is none. */
const inSteps: ProgramDress['axis'] = (ticks) =>
  ticks
    .filter(({ ms }) => Number.isInteger(ms))
    .map(({ ms }) => ({ ms, label: ms === 0 ? 'start' : momentWords(ms, 'steps') }));

const deadlockOf = ({ findings }: ProgramRecord) => findings.find(({ find }) => find === 'deadlock');

function standing(record: ProgramRecord): Pick<ProgramDress, 'stands' | 'standsShort'> {
  const { trace, ends, clock } = record;
  const at = (ms: number) => (clock === 'steps' ? momentWords(ms, clock) : formatMs(ms));
  const words = (stands: string, standsShort = stands) => ({ stands, standsShort });
  if (Number.isNaN(trace.totalMs)) return words(`${at(Math.max(0, trace.nowMs || 0))} so far`);
  const stuck = deadlockOf(record);
  if (stuck) return words(`nobody can go on since ${at(stuck.atMs)}`, 'nobody can go on');
  const end = at(trace.totalMs);
  const [raised] = trace.facts.raised ?? [];
  if (raised === undefined && ends.get(0)?.outcome !== 'failed') return words(`ended at ${end}`);
  const type = raised ?? 'an error';
  return words(`raised ${type} at ${end}`, `raised ${type}`);
}
