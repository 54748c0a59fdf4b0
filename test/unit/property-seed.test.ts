import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';

/** What fast-check draws first, by default. */
const drawn = (parameters: fc.Parameters<unknown> = {}) => {
  const values: number[] = [];
  fc.assert(
    fc.property(fc.integer(), (n) => {
      values.push(n);
    }),
    { numRuns: 20, ...(parameters as fc.Parameters<[number]>) },
  );
  return values;
};

test('properties take the seed of the run', () => {
  expect(fc.readConfigureGlobal().seed).toBe(inject('propertySeed'));
  expect(drawn()).toEqual(drawn({ seed: inject('propertySeed') }));
  expect(drawn()).not.toEqual(drawn({ seed: inject('propertySeed') + 1 }));
});

test('PROPERTY_SEED gives the seed, without it each run has another, and what is no number is refused', () => {
  const seedWith = (given: string) =>
    spawnSync(
      process.execPath,
      ['-e', `import('./scripts/property-seed.mjs').then((m) => console.log(m.propertySeed()))`],
      { encoding: 'utf8', env: { ...process.env, PROPERTY_SEED: given } },
    );
  expect(seedWith('-42').stdout.trim()).toBe('-42');
  expect(seedWith('').stdout).not.toBe(seedWith('').stdout);
  expect(seedWith('abc').stderr).toContain('PROPERTY_SEED: expected a whole number such as 42, found "abc"');
});
