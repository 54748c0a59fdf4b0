/** Which machine a prediction assumes, and what it is called. */
import type { MachineChoice } from '../../scenario/draft.ts';
import {
  freeOfCharge,
  idealMachine,
  isLinuxName,
  LINUX,
  type LinuxName,
  type Machine,
  minorOf,
  withPython,
} from '../../scenario/machine.ts';
import type { Knobs } from '../../scenario/scenario.ts';

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
 * @param knobs the scenario's: the Python that they name is the machine's, and a Linux of the recordings is the one with that Python
 */
export function assumedMachine(
  choice: MachineChoice | undefined,
  here: Machine | undefined,
  cores: number,
  knobs: Python = {},
): Assumed {
  const [kind, its] = chosen(isLinuxName(choice) ? linuxWith(choice, knobs) : choice, here, cores);
  const own = withPython(its, knobs);
  const machine = kind === 'ideal' || kind === 'here' ? freeOfCharge(own) : own;
  const count = `${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'}`;
  return { kind, machine, name: `${NAMES[kind]}, ${count}` };
}

/** The knobs that say which Python. */
export type Python = Pick<Knobs, 'python' | 'gil'>;

/** The Linux whose costs are nearest to those of the Python that the knobs name. */
export function linuxWith(name: LinuxName, knobs: Python): LinuxName {
  const [its, wanted] = [LINUX[name], withPython(LINUX[name], knobs)] as Machine[];
  if (wanted!.gil === false) return 'cpython-3.14t-linux';
  const minor = minorOf(wanted!);
  if (minor === minorOf(its!)) return name;
  return minor >= 15 ? 'cpython-3.15-linux' : minor >= 14 ? 'cpython-3.14-linux' : 'cpython-3.11-linux';
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
