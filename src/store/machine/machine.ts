/** Which machine a prediction assumes, and what it is called. */
import type { EngineFacts } from '../../engines/facts.ts';
import type { MachineChoice } from '../../scenario/draft.ts';
import { expected } from '../../scenario/expected.ts';
import {
  CPYTHON_LINUX,
  idealMachine,
  isLinuxName,
  LINUX,
  type LinuxName,
  type Machine,
} from '../../scenario/machine.ts';
import { validateMachine } from '../../scenario/validate-settings.ts';

/** `here` is what Calibrate found, `hand` what somebody typed. */
export type MachineKind = 'ideal' | LinuxName | 'here' | 'hand';

/** A machine that predictions assume. */
export interface Assumed {
  readonly kind: MachineKind;
  readonly machine: Machine;
  /** "ideal machine, 2 cores" */
  readonly name: string;
}

const NAMES: Readonly<Record<MachineKind, string>> = {
  ideal: 'ideal machine',
  'cpython-3.11-linux': 'Linux with CPython 3.11',
  'cpython-3.14-linux': 'Linux with CPython 3.14',
  'cpython-3.15-linux': 'Linux with CPython 3.15',
  'cpython-3.14t-linux': 'Linux with free-threaded CPython 3.14',
  here: 'this browser',
  hand: 'machine set by hand',
};

/**
 * The machine of the page's predictions: one for all engines of the view.
 * @param choice what the draft says; where it says nothing it is `here` once that is measured, else the ideal machine
 */
export function assumedMachine(choice: MachineChoice | undefined, here: Machine | undefined, cores: number): Assumed {
  const [kind, machine] = chosen(choice, here, cores);
  const count = `${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'}`;
  return { kind, machine, name: `${NAMES[kind]}, ${count}` };
}

function chosen(
  choice: MachineChoice | undefined,
  here: Machine | undefined,
  cores: number,
): [kind: MachineKind, machine: Machine] {
  if (typeof choice === 'object') return ['hand', choice];
  if (isLinuxName(choice)) return [choice, LINUX[choice]];
  return choice === undefined && here ? ['here', here] : ['ideal', idealMachine(cores)];
}

/**
 * The machine that `overlap.predict` was asked for.
 * @param asked a name, an object or undefined for the engine's default
 * @param here measures this browser where nobody has yet
 * @throws InputError for anything else
 */
export async function askedMachine(
  asked: unknown,
  engine: EngineFacts,
  cores: number,
  here: () => Promise<Machine>,
): Promise<Machine> {
  switch (asked) {
    case undefined:
      return engine.defaultMachine === 'ideal' ? idealMachine(cores) : CPYTHON_LINUX;
    case 'ideal':
      return idealMachine(cores);
    case 'here':
      return here();
  }
  if (isLinuxName(asked)) return LINUX[asked];
  if (typeof asked !== 'object' || asked === null)
    throw expected(
      'machine',
      `"ideal", ${Object.keys(LINUX)
        .map((name) => `"${name}"`)
        .join(', ')}, "here" or an object`,
      asked,
    );
  // "Left-out costs are 0, `cores` this computer's."
  return validateMachine({ cores, ...asked }).machine;
}
