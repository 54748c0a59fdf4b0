/**
 * `npm run test:engines`: installs Ray, Celery and PySpark into an environment of their own, starts Redis on a loopback port, and runs the
 * exported programs on the real engines (test/engines). What was run is kept in the table of test/engines/README.md. Arguments name engines (`spark`).
 * `npm run record` (`--record`) makes the recordings that the page offers instead.
 *
 * For `.ci/run`: `--install` only installs; `--seconds=N` runs what can begin within so long, beside whatever else runs: times that are off are said,
 * the table is not written, and the last line is "N passed, N failed".
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, platform, release } from 'node:os';
import { main, say } from './command.mjs';
import { withRows } from './engine-table.mjs';
import { findEngines } from './engine-tools.mjs';
import { ensureDependencies } from './install.mjs';
import { freePort } from './port.mjs';
import { run, runPackage } from './run.mjs';
import { readTally } from './tally.mjs';

const FILE = '.cache/engines.jsonl';
const TALLY = '.cache/tally-engines.json';
const README = 'test/engines/README.md';

await main(async () => {
  await ensureDependencies();
  const asked = process.argv.slice(2);
  const records = asked.includes('--record');
  const seconds = asked.find((word) => word.startsWith('--seconds='))?.slice('--seconds='.length);
  const names = asked.filter((word) => !word.startsWith('-'));
  const { python, redis, java, versions, skipped } = await findEngines();
  if (asked.includes('--install')) return;
  mkdirSync('.cache', { recursive: true });
  for (const file of [FILE, TALLY]) rmSync(file, { force: true });
  const env = { ...process.env, ENGINES_PYTHON: python, ENGINES_FILE: FILE };
  if (java) env.ENGINES_JAVA = 'yes';
  if (seconds) {
    env.ENGINES_TIMES = 'said';
    env.ENGINES_UNTIL = String(Date.now() + Number(seconds) * 1000);
    env.OVERLAP_TALLY = TALLY;
  }
  if (redis) {
    const port = await freePort(0);
    // It ends with this program.
    void run(redis, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--loglevel', 'warning'], {
      output: 'stderr',
    });
    env.ENGINES_REDIS = `redis://127.0.0.1:${port}/0`;
  }
  const file = records ? 'record.test.ts' : 'programs.test.ts';
  const filter = names.length > 0 ? ['-t', names.join('|')] : [];
  const options = [
    '--config',
    'test/engines/vitest.config.ts',
    '--reporter=default',
    '--reporter=./scripts/vitest-tally.mjs',
  ];
  process.exitCode = await runPackage('vitest/vitest.mjs', ['run', ...options, file, ...filter], { env });
  for (const one of skipped) say(`SKIPPED: ${one}`);
  if (seconds) sayCounts();
  else if (!records && existsSync(FILE)) keepTable(versions);
  process.exit();
});

/** What was run, what was not and why, and the two numbers. */
function sayCounts() {
  const { passed, failed, skipped } = readTally(TALLY);
  // Those of other engines were not asked for.
  for (const { name, reason } of skipped) if (reason !== 'test.skip') console.log(`SKIPPED: ${name} (${reason})`);
  for (const name of failed) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failed.length} failed`);
}

/** Keeps what was run in the table, and prints it. */
function keepTable(versions) {
  const rows = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const [cpu] = cpus();
  const where = `${cpus().length} x ${cpu?.model ?? 'unknown'}, ${platform()} ${release()}; ${versions.join(', ')}.`;
  console.log(withRows('', rows, where));
  writeFileSync(README, withRows(readFileSync(README, 'utf8'), rows, where));
  say(`${rows.length} rows are kept in ${README}.`);
}
