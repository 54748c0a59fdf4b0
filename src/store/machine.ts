/** Which machine a prediction assumes, and what it is called. */
import type { Engine } from '../engines/engine.ts';
import { RefusedError } from '../kernel/live/refused-error.ts';
import type { MachineChoice } from '../scenario/draft.ts';
import { expected } from '../scenario/expected.ts';
import { CPYTHON_LINUX, idealMachine, type Machine } from '../scenario/machine.ts';
import { validateMachine } from '../scenario/validate.ts';

/** The machine of the page's predictions: one for all engines of the view. */
export function pageMachine(choice: MachineChoice | undefined, cores: number): Machine {
  if (typeof choice === 'object') return choice;
  return choice === 'cpython-3.11-linux' ? CPYTHON_LINUX : idealMachine(cores);
}

/** "ideal machine, 2 cores" */
export function machineName(choice: MachineChoice | undefined, cores: number): string {
  const machine = pageMachine(choice, cores);
  const count = `${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'}`;
  if (typeof choice === 'object') return `machine set by hand, ${count}`;
  return choice === 'cpython-3.11-linux' ? `Linux with CPython 3.11, ${count}` : `ideal machine, ${count}`;
}

/**
 * The machine that `overlap.predict` was asked for.
 * @param asked a name, an object or undefined for the default of the engine's family
 * @throws InputError for anything else, RefusedError for `here` as long as nobody measured it
 */
export function askedMachine(asked: unknown, engine: Engine, cores: number): Machine {
  switch (asked) {
    case undefined:
      return engine.family === 'python' ? CPYTHON_LINUX : idealMachine(cores);
    case 'ideal':
      return idealMachine(cores);
    case 'cpython-3.11-linux':
      return CPYTHON_LINUX;
    case 'here':
      throw new RefusedError('machine: "here" has not been measured yet');
  }
  if (typeof asked !== 'object' || asked === null)
    throw expected('machine', '"ideal", "cpython-3.11-linux", "here" or an object', asked);
  // "Left-out costs are 0, `cores` this computer's."
  return validateMachine({ cores, ...asked }).machine;
}
