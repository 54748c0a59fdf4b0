/** `npm test`: installs what is missing, runs every test with one seed for the properties, and ends with one summary. */
import { mkdirSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium.mjs';
import { main } from './command.mjs';
import { ensureDependencies } from './install.mjs';
import { propertySeed } from './property-seed.mjs';
import { runPackage } from './run.mjs';
import { readTally } from './tally.mjs';

/** Each runner prints for people as it goes, and its tally reporter writes the counts to the file in `OVERLAP_TALLY`. */
const SUITES = [
  {
    title: 'unit, property, conformance',
    program: 'vitest/vitest.mjs',
    args: ['run', '--reporter=default', '--reporter=./scripts/vitest-tally.mjs'],
  },
  {
    title: 'end-to-end',
    program: '@playwright/test/cli.js',
    args: ['test', '--reporter=list,./scripts/playwright-tally.mjs'],
  },
];

await main(async () => {
  await ensureDependencies();
  const chromium = await ensureChromium();
  console.log(`Chromium: ${chromium}`);
  const env = { ...process.env, CHROMIUM_PATH: chromium, PROPERTY_SEED: String(propertySeed()) };
  const results = [];
  for (const suite of SUITES) results.push(await runSuite(suite, env));
  process.exitCode = summarise(results, env.PROPERTY_SEED) ? 0 : 1;
});

/** @returns {Promise<{ title: string, seconds: number } & import('./tally.mjs').Tally>} */
async function runSuite({ title, program, args }, env) {
  const file = `.cache/tally-${program.split('/')[0].replace('@', '')}.json`;
  mkdirSync('.cache', { recursive: true });
  rmSync(file, { force: true });
  console.log(`\n=== ${title}`);
  const begin = performance.now();
  const code = await runPackage(program, args, { env: { ...env, OVERLAP_TALLY: file } });
  const tally = readTally(file);
  // No tests, a file that does not load, a server that does not start: failures that are no test's own.
  if (code !== 0 && tally.failed.length === 0) tally.failed.push(`${title}: ended with exit code ${code}, see above`);
  return { title, seconds: (performance.now() - begin) / 1000, ...tally };
}

/** Prints the summary, the two numbers in its last line, and says whether all is well. */
function summarise(results, seed) {
  console.log('\n=== summary');
  console.log(`properties: PROPERTY_SEED=${seed} npm test repeats them`);
  for (const { title, seconds, passed, failed, skipped } of results) {
    const parts = [`${passed} passed`, `${failed.length} failed`, `${skipped.length} skipped`];
    console.log(`${title}: ${parts.join(', ')} in ${seconds.toFixed(1)} s`);
  }
  const all = (pick) => results.flatMap(pick);
  for (const { name, reason } of all((result) => result.skipped)) console.log(`skipped: ${name} (${reason})`);
  for (const name of all((result) => result.failed)) console.log(`failed: ${name}`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = all((result) => result.failed).length;
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}
