/** The line that overlap-calibrate.py prints, as the page reads it. */
import { expect, test } from 'vitest';
import { furtherCosts, readMachine } from '../../src/ui/machine/own-machine.ts';

test('a line becomes a machine, with the costs that only one engine has', () => {
  const machine = readMachine('{"cores": 4, "publishMs": 0.5, "threadStartMs": 0.06}\n');
  expect(machine).toEqual({ cores: 4, publishMs: 0.5, threadStartMs: 0.06 });
  expect(furtherCosts(machine)).toEqual(['publishMs 0.5']);
});

test('what is no machine is refused with its place', () => {
  expect(() => readMachine('Measuring ray on vm.')).toThrow('machine: expected the line that the script prints');
  expect(() => readMachine('{"cores": 0}')).toThrow('machine.cores: expected a whole number of 1 or more, found 0');
  expect(() => readMachine('[]')).toThrow('machine: expected an object');
});
