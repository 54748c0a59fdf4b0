/** The page of a program that waits for Run, whoever wrote it. All such pages have one CPython: one of them is seen at a time. */
import type { Loading } from '../../kernel/python/messages.ts';
import type { PythonDoor } from '../../store/python/door.ts';
import { openPython } from '../../store/python/open-door.ts';
import type { Program } from '../../store/python/program.ts';
import { createProgramPage, type ProgramPage } from '../../store/python/program-page-actions.ts';
import type { useOverlap } from '../base/use-overlap.ts';
import { dressOf } from '../timeline/paint/program/dress.ts';

let door: Promise<PythonDoor> | undefined;
/** Who is told how far loading has come: the page that asked last. */
let hears: (loading: Loading) => void = () => {};

function openShared(told: (loading: Loading) => void): Promise<PythonDoor> {
  hears = told;
  if (door) return door;
  const opening = openPython((loading) => hears(loading));
  door = opening;
  // What did not come is asked for again by the next run.
  opening
    .then(({ ready }) => ready)
    .catch(() => {
      if (door === opening) door = undefined;
    });
  return opening;
}

/** @param main the whole page, whose settings it takes */
export function waitingProgram(
  program: Program,
  main: Pick<ReturnType<typeof useOverlap>, 'store' | 'cores'>,
): ProgramPage {
  const { theme, singleKeys } = main.store.getState();
  const page = createProgramPage({
    program,
    notice: null,
    foreign: false,
    waits: true,
    cores: main.cores,
    theme,
    singleKeys,
    open: openShared,
    dress: dressOf,
  });
  page.session.begin();
  return page;
}
