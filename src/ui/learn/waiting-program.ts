/** The page of a program that waits for Run, whoever wrote it. */
import { openPython } from '../../store/python/open-door.ts';
import type { Program } from '../../store/python/program.ts';
import { createProgramPage, type ProgramPage } from '../../store/python/program-page-actions.ts';
import type { useOverlap } from '../base/use-overlap.ts';
import { dressOf } from '../timeline/paint/program/dress.ts';

/** @param main the whole page, whose settings it takes */
export function waitingProgram(program: Program, main: Pick<ReturnType<typeof useOverlap>, 'store' | 'cores'>): ProgramPage {
  const { theme, singleKeys } = main.store.getState();
  const page = createProgramPage({
    program,
    notice: null,
    foreign: false,
    waits: true,
    cores: main.cores,
    theme,
    singleKeys,
    open: openPython,
    dress: dressOf,
  });
  page.session.begin();
  return page;
}
