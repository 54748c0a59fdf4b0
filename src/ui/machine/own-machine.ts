/** A machine that overlap-calibrate.py has measured, as it prints it. */
import type { Machine } from '../../scenario/machine.ts';
import { validateMachine } from '../../scenario/validate-settings.ts';
import { FIELDS } from './fields.ts';

/** What the model of one engine is told, and has no field of its own: `publishMs 0.5`. */
export function furtherCosts(machine: Machine): readonly string[] {
  const known = new Set<string>([...FIELDS.map(({ name }) => name), 'speedByBusyCores', 'nodes']);
  return Object.entries(machine).flatMap(([name, value]) =>
    known.has(name) || typeof value !== 'number' ? [] : [`${name} ${value}`],
  );
}

/** The line as a machine. @throws {Error} that says what is wrong with it */
export function readMachine(line: string): Machine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('machine: expected the line that the script prints, {"cores": ...}');
  }
  return validateMachine(value).machine;
}
