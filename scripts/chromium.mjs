/** A Chromium for the end-to-end tests: found, or else installed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { say, Trouble } from './command.mjs';
import { run, runPackage } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The path of a Chromium that starts: `CHROMIUM_PATH`, the system's, or Playwright's own.
 * @returns {string | undefined}
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (starts(named)) return named;
    throw new Trouble(`CHROMIUM_PATH is ${JSON.stringify(named)}, but that does not start.`);
  }
  return [...systemPaths(), ...playwrightPath()].find((path) => existsSync(path) && starts(path));
}

/** As {@link findChromium}, installing one where none is found. Needs the packages. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  for (const install of [installDebianPackage, installPlaywrightBrowser]) {
    await install();
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Trouble('No Chromium was found and none could be installed. Install one and name it in CHROMIUM_PATH.');
}

/** Debian's package, which brings the libraries that it needs. Only root may install it. */
async function installDebianPackage() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { output: 'stderr', env });
  const install = () => apt('install', '--yes', '--no-install-recommends', 'chromium');
  say("No Chromium found. Installing Debian's package chromium (apt-get install chromium).");
  if ((await install()) === 0) return;
  say('Once more, with the list of packages renewed (apt-get update).');
  await apt('update');
  await install();
}

/** The browser that belongs to this version of Playwright, into the user's cache. */
async function installPlaywrightBrowser() {
  say("No Chromium found. Installing Playwright's own (playwright install chromium).");
  const withLibraries = process.getuid?.() === 0 ? ['--with-deps'] : [];
  await runPackage('playwright/cli.js', ['install', ...withLibraries, 'chromium'], { output: 'stderr' });
}

function systemPaths() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...APPLICATIONS];
}

function playwrightPath() {
  try {
    return [createRequire(import.meta.url)('playwright-core').chromium.executablePath()];
  } catch {
    return [];
  }
}

/** Ubuntu's `chromium-browser` may be a stub that only says what to install, so being there is not enough. */
function starts(path) {
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return existsSync(path);
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
