/** Opens a program of the page's own making in the Python mode, as the user's: it need not wait for Run, as one from a link must. */
import { programOf } from '../../code/program.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { keeper as storage } from '../draft/persistence.ts';
import { keptAs } from './keep-program.ts';
import { programHash } from './link.ts';
import { DEFAULT_OPTIONS, type Program } from './program.ts';

/** A scenario as a program for one of Python's engines. @throws {InputError} where there is none */
export function programFrom(engine: string, scenario: Scenario): Program {
  const { seed, switchIntervalMs } = scenario;
  return {
    files: [{ name: 'main.py', text: programOf(engine, scenario, { language: 'python', traced: false }) }],
    options: {
      ...DEFAULT_OPTIONS,
      ...(seed !== undefined && { seed }),
      ...(switchIntervalMs !== undefined && { switchIntervalMs }),
    },
  };
}

/** Shows the Python mode with this program. */
export function openInPython(program: Program, keeper = storage('localStorage')): void {
  const hash = programHash(program);
  keptAs(program, { hash, foreign: false, slow: false }, keeper);
  location.hash = hash;
}
