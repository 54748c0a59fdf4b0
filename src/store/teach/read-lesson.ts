/** Reads a lesson from a link, a file or what this browser kept, with its programs. */
import { isOfProgram, type ProgramStep, readTaught, type TaughtLesson } from '../../learn/taught.ts';
import { readProgram } from '../python/link.ts';
import type { Program } from '../python/program.ts';

/** @throws {InputError} that begins with the place: `lesson.steps[2].program.clock: expected ...` */
export function readLesson(value: unknown): TaughtLesson {
  const lesson = readTaught(value);
  for (const [i, step] of lesson.steps.entries()) if (isOfProgram(step)) programIn(step, `lesson.steps[${i}].program`);
  return lesson;
}

/** The program of a step, with all its options. @throws {InputError} that begins with the path */
export const programIn = ({ program: { files, options } }: ProgramStep, path = 'program'): Program =>
  readProgram({ ...options, files }, path);
