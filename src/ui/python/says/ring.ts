/** A deadlock's ring: lanes, each of which waits for something that the next one holds. */
import type { ProgramRecord } from '../../../store/traces/program-record.ts';
import { thingName } from '../../words/program-doing.ts';

/** A lane, and what it waits for. */
export interface Link {
  readonly lane: string;
  /** The line where it waits. */
  readonly line: number | undefined;
  /** `lock b`; undefined where it waits for the next lane itself, to end. */
  readonly thing: string | undefined;
  /** Where the next lane has taken it. */
  readonly takenIn: number | undefined;
}

/** In order: the last waits for what the first holds. Empty where there is no ring. */
export function ringOf({ findings, lanes, things }: Pick<ProgramRecord, 'findings' | 'lanes' | 'things'>): Link[] {
  const found = findings.find((one) => one.find === 'deadlock');
  if (!found) return [];
  return found.ring.flatMap((lane): Link[] => {
    const stuck = found.stuck.find((one) => one.lane === lane);
    const thing = things.find((one) => one.thing === stuck?.thing);
    return stuck
      ? [
          {
            lane: lanes[lane]?.name ?? `lane ${lane + 1}`,
            line: stuck.at?.line,
            thing: thing && thingName(thing),
            takenIn: stuck.heldBy?.at?.line,
          },
        ]
      : [];
  });
}
