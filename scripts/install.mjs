/** The packages that package-lock.json names, installed if they are not. Plain Node: this runs before there are any. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { say, Trouble } from './command.mjs';
import { run } from './run.mjs';

/** Runs `npm ci` unless node_modules already is what the lock file says. */
export async function ensureDependencies() {
  const reason = whyInstall();
  if (!reason) return;
  say(`Installing packages (npm ci): ${reason}.`);
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const code = await npm(args);
  if (code !== 0) throw new Trouble(`npm ${args.join(' ')} failed (exit code ${code}); its output is above.`);
}

/** The npm that started us, or else the one on the path. */
function npm(args) {
  const options = /** @type {const} */ ({ output: 'stderr' });
  const self = process.env.npm_execpath;
  if (self && basename(self) === 'npm-cli.js') return run(process.execPath, [self, ...args], options);
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/c', 'npm', ...args], options);
  return run('npm', args, options);
}

/** What is missing from node_modules, in words; `undefined` if nothing is. */
function whyInstall() {
  const wanted = packagesOf('package-lock.json');
  if (!wanted) throw new Trouble('package-lock.json is missing or damaged: get it back with git.');
  // npm keeps this list of what it has put into node_modules.
  const present = packagesOf('node_modules/.package-lock.json');
  if (!present) return 'none are there yet';
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const there = present[path];
    // Packages for other systems than this one are listed in the lock file and left out of node_modules.
    if (!there && entry.optional) continue;
    if (there?.version !== entry.version || there.integrity !== entry.integrity) return `${path} has changed`;
    if (!existsSync(`${path}/package.json`)) return `${path} is gone`;
  }
  const extra = Object.keys(present).find((path) => !wanted[path]);
  return extra && `${extra} is no longer needed`;
}

/** @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined} */
function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
