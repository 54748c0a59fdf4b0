/** The machine that a caller of `window.overlap` asks for. Loaded with the first call. */
import type { EngineFacts } from '../../engines/facts.ts';
import { expected } from '../../scenario/expected.ts';
import { freeOfCharge, idealMachine, isLinuxName, LINUX, type Machine, withPython } from '../../scenario/machine.ts';
import { validateMachine } from '../../scenario/validate-settings.ts';
import { linuxWith, type Python } from './machine.ts';

/**
 * The machine that `overlap.predict` was asked for.
 * @param asked a name, an object or undefined for the engine's default
 * @param here measures this browser where nobody has yet
 * @param knobs the scenario's: the Python that they name is that of a machine which names none itself
 * @throws InputError for anything else
 */
export async function askedMachine(
  asked: unknown,
  engine: EngineFacts,
  { cores, here, knobs = {} }: { cores: number; here: () => Promise<Machine>; knobs?: Python },
): Promise<Machine> {
  switch (asked) {
    case undefined:
      if (engine.defaultMachine === 'ideal') return freeOfCharge(withPython(idealMachine(cores), knobs));
      return withPython(LINUX[linuxWith('cpython-3.11-linux', knobs)], knobs);
    case 'ideal':
      return freeOfCharge(withPython(idealMachine(cores), knobs));
    case 'here':
      return freeOfCharge(withPython(await here(), knobs));
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
  const { machine } = validateMachine({ cores, ...asked });
  const namesOne = machine.python !== undefined || machine.gil !== undefined;
  return namesOne ? machine : withPython(machine, knobs);
}
