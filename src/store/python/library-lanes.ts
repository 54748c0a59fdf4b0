/** Lanes that run none of the user's lines: asyncio's own tasks, with which its loop ends. */
import type { Lane, Place, Stretch } from '../../kernel/python/messages.ts';
import type { ProgramRecord } from '../traces/program-record.ts';

type Told = Pick<ProgramRecord, 'lanes' | 'stretches' | 'placeOf'>;

/**
 * Their numbers. Such a task only computes, in no line of the program or in that in which its thread has called the loop: a line of its
 * own is the mark of the user's coroutine. One that sleeps or waits for something is worth its lane, whoever wrote it.
 */
export const libraryLanes = (record: Told): readonly number[] =>
  record.lanes
    .filter((lane) => lane.is === 'task' && (record.stretches[lane.lane] ?? []).every(isOfLibrary(record, lane)))
    .map(({ lane }) => lane);

const isOfLibrary =
  (record: Told, { thread }: Lane) =>
  (stretch: Stretch): boolean => {
    if (stretch.at === undefined) return true;
    const isBrief = stretch.state === 'computing' || (stretch.state === 'waiting' && stretch.for === 'loop');
    return isBrief && thread !== undefined && isSame(stretch.at, record.placeOf(thread, stretch.fromMs));
  };

const isSame = (a: Place, b: Place | undefined): boolean => b !== undefined && a.file === b.file && a.line === b.line;
