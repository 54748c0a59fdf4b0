/**
 * `npm run bench`: installs what is missing, runs the benchmarks of test/bench in headless Chromium and prints one table.
 * A run of all that are FAST keeps it in test/bench/README.md, and so does one of `agreement` alone. Arguments name benches
 * (`dispatch`); what kind of machine this is (`machine`) is measured each time. `BENCH_QUICK=1` only sees that all runs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { ensureChromium } from './chromium.mjs';
import { main, say } from './command.mjs';
import { ensureDependencies } from './install.mjs';
import { runPackage } from './run.mjs';

const FILE = '.cache/bench.jsonl';
const README = 'test/bench/README.md';
/** What is compared with peers, and what has a mark. How far predictions are off (`agreement`) takes long, and is asked for by name. */
const FAST = [
  'dispatch',
  'limiters',
  'kernel',
  'memory',
  'drawing',
  'loading',
  'lighthouse',
  'observer',
  'gil',
  'interaction',
  'python',
];
const PEERS = [
  ...['comlink', 'workerpool', 'threads', 'poolifier-web-worker'],
  ...['p-limit', 'p-queue', 'p-map', 'async-sema', 'async-mutex', 'simjs', 'echarts', 'recharts'],
];

await main(async () => {
  await ensureDependencies();
  const chromium = await ensureChromium();
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
  mkdirSync('.cache', { recursive: true });
  rmSync(FILE, { force: true });
  const began = loadavg()[0];
  const env = { ...process.env, CHROMIUM_PATH: chromium, BENCH_FILE: FILE };
  const names = ['machine', ...(asked.length > 0 ? asked : FAST)];
  const files = names.map((name) => (name.includes('.') ? name : `${name}.bench.ts`));
  const args = ['test', '--config=test/bench/playwright.config.ts', '--reporter=list', ...flags, ...files];
  process.exitCode = await runPackage('@playwright/test/cli.js', args, { env });
  if (!existsSync(FILE)) return;
  // Its types and tests are the benches'; plain Node reads it.
  const { machineLine, marks, readFigures, table } = await import('../test/bench/table.mjs');
  const { agreementTable } = await import('../test/bench/agreement-table.mjs');
  const figures = readFigures(FILE);
  const { count, missed } = marks(figures);
  const where = [surroundings(chromium, began), machineLine(figures)].filter(Boolean).join('\n');
  const verdict = `${count - missed.length} of ${count} marks met.`;
  console.log(`\n${where}\n\n${table(figures)}\n\n${verdict}`);
  for (const one of missed) console.log(`missed: ${one}`);
  const kept =
    asked.length === 0 ? 'table' : asked.join() === 'agreement' && !process.env.ENGINE ? 'agreement' : undefined;
  if (process.env.BENCH_QUICK === '1' || kept === undefined || process.exitCode !== 0) return;
  // Columns are aligned on the screen only: in the file that would be half of it.
  const rows = (kept === 'agreement' ? agreementTable(figures) : table(figures)).replace(/ {2,}/g, ' ');
  const readme = readFileSync(README, 'utf8');
  const [begin, end] = [`<!-- ${kept} -->`, `<!-- /${kept} -->`];
  const [before, after] = [readme.split(begin)[0], readme.split(end)[1]];
  writeFileSync(README, `${before}${begin}\n${where}\n\n${rows}\n\n${verdict}\n${end}${after}`);
  say(`The table is kept in ${README}.`);
});

/** Machine, load and versions, in one paragraph. */
function surroundings(chromium, began) {
  const version = spawnSync(chromium, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? chromium;
  const [cpu] = cpus();
  const peers = PEERS.map(
    (name) => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version}`,
  );
  const load = `load ${began.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`;
  return [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB,`,
    `${platform()} ${release()}, ${load}, Node ${process.versions.node}, ${version}; ${peers.join(', ')}.`,
  ].join(' ');
}
