/** The run that is shown, and whether it is one of the very text in the editor. */
import type { Program } from '../../store/python/program.ts';
import type { ProgramState, Ran } from '../../store/python/program-state.ts';

const sameText = (a: Program, b: Program): boolean =>
  a.files === b.files ||
  (a.files.length === b.files.length &&
    a.files.every(({ name, text }, i) => b.files[i]!.name === name && b.files[i]!.text === text));

/** The run that is shown, if its lines are those in the editor; else null. */
export const runOfText = ({ shown, program }: ProgramState): Ran | null =>
  shown && sameText(shown.program, program) ? shown : null;
