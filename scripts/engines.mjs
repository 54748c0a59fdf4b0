/**
 * `npm run test:engines`: installs Ray, Celery and PySpark into an environment of their own, starts Redis on a loopback port, and runs the
 * exported programs on the real engines (test/engines). What was run is kept in the table of test/engines/README.md. Arguments name engines (`spark`).
 * `npm run record` (`--record`) makes the recordings that the page offers instead.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, platform, release } from 'node:os';
import { main, say } from './command.mjs';
import { withRows } from './engine-table.mjs';
import { findEngines } from './engine-tools.mjs';
import { ensureDependencies } from './install.mjs';
import { freePort } from './port.mjs';
import { run, runPackage } from './run.mjs';

const FILE = '.cache/engines.jsonl';
const README = 'test/engines/README.md';

await main(async () => {
  await ensureDependencies();
  const asked = process.argv.slice(2);
  const records = asked.includes('--record');
  const names = asked.filter((word) => !word.startsWith('-'));
  const { python, redis, java, versions, skipped } = await findEngines();
  mkdirSync('.cache', { recursive: true });
  rmSync(FILE, { force: true });
  const env = { ...process.env, ENGINES_PYTHON: python, ENGINES_FILE: FILE };
  if (java) env.ENGINES_JAVA = 'yes';
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
  const config = ['--config', 'test/engines/vitest.config.ts'];
  process.exitCode = await runPackage('vitest/vitest.mjs', ['run', ...config, file, ...filter], { env });
  for (const one of skipped) say(`SKIPPED: ${one}`);
  if (!records && existsSync(FILE)) keepTable(versions);
  process.exit();
});

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
