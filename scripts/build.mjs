/** The built page in dist/, made anew only when something that it is made from has changed. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { say, Trouble } from './command.mjs';
import { runPackage } from './run.mjs';

const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'scripts/page-files.mjs',
  'scripts/service-worker.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Builds the page unless dist/ is newer than all that it is made from. Needs the packages. */
export async function ensureBuild() {
  // Vite empties dist/ before it writes, so an index.html there belongs to a build that came to its end.
  if (newestMs('dist/index.html') > Math.max(...SOURCES.map(newestMs))) return;
  say('Building the page (vite build).');
  const code = await runPackage('vite/bin/vite.js', ['build'], { output: 'stderr' });
  if (code !== 0) throw new Trouble(`The page could not be built (exit code ${code}); the reason is above.`);
}

/** When anything at or below this path last changed; a folder changes when a name in it comes or goes. -1 if absent. */
function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? -1;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
