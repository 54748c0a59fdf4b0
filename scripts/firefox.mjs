/**
 * `npm run test:firefox`: finds a Firefox (`FIREFOX_PATH`, the system's) or installs Debian's package, builds the page, and runs test/firefox.
 * A run of all keeps the list of what passed in test/README.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { main, say, Trouble } from './command.mjs';
import { ensureDependencies } from './install.mjs';
import { run, runPackage } from './run.mjs';

const FILE = '.cache/firefox.json';
const README = 'test/README.md';
const APPLICATION = '/Applications/Firefox.app/Contents/MacOS/firefox';

await main(async () => {
  await ensureDependencies();
  const path = await ensureFirefox();
  const version = versionOf(path);
  console.log(`Firefox: ${path}, ${version}`);
  await ensureBuild();
  mkdirSync('.cache', { recursive: true });
  rmSync(FILE, { force: true });
  const env = { ...process.env, FIREFOX_PATH: path };
  // Node has had sockets of the web since 22; before, it is asked for them.
  if (typeof WebSocket === 'undefined') env.NODE_OPTIONS = `${env.NODE_OPTIONS ?? ''} --experimental-websocket`;
  const asked = process.argv.slice(2);
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${FILE}`];
  const args = ['run', '--config', 'test/firefox/vitest.config.ts', ...reporters, ...asked];
  process.exitCode = await runPackage('vitest/vitest.mjs', args, { env });
  if (asked.length === 0 && existsSync(FILE)) keepList(version);
});

async function ensureFirefox() {
  const found = findFirefox();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("No Firefox found. Installing Debian's package firefox-esr (apt-get install firefox-esr).");
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args) => run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { output: 'stderr', env });
    const install = () => apt('install', '--yes', '--no-install-recommends', 'firefox-esr');
    if ((await install()) !== 0) {
      await apt('update');
      await install();
    }
    const installed = findFirefox();
    if (installed) return installed;
  }
  throw new Trouble('No Firefox was found. Install one (apt-get install firefox-esr) or name it in FIREFOX_PATH.');
}

function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named) {
    if (versionOf(named)) return named;
    throw new Trouble(`FIREFOX_PATH is ${JSON.stringify(named)}, but that does not start.`);
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const paths = [
    ...['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name))),
    APPLICATION,
  ];
  return paths.find((path) => existsSync(path) && versionOf(path));
}

/** `Mozilla Firefox 153.8.0esr`; '' where it does not start. */
function versionOf(path) {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? stdout.trim() : '';
}

function keepList(version) {
  const { testResults } = JSON.parse(readFileSync(FILE, 'utf8'));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = all.filter(({ status }) => status === 'passed');
  const rows = all.map(({ title, status }) => `- ${status === 'passed' ? '' : `**${status}**: `}${title}`);
  const said = `${version}, ${passed.length} of ${all.length} passed, ${new Date().toISOString().slice(0, 10)}:`;
  const [before, after = ''] = readFileSync(README, 'utf8').split(/(?<=\n)<!-- firefox -->[\s\S]*<!-- \/firefox -->\n/);
  writeFileSync(README, `${before}<!-- firefox -->\n${said}\n\n${rows.join('\n')}\n<!-- /firefox -->\n${after}`);
  console.log(said);
}
