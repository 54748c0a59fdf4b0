/** Before all test files: chooses the seed that every property takes, and prints it. */
import { propertySeed } from '../../scripts/property-seed.mjs';

/** @param {import('vitest/node').TestProject} project */
export default function choose(project) {
  const seed = propertySeed();
  project.provide('propertySeed', seed);
  console.log(`Seed of the properties: ${seed} (PROPERTY_SEED=${seed} repeats them)`);
}
