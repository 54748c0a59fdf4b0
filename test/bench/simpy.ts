/** SimPy on the kernel's model, where Python is and its packages can be had: in an environment of its own under .cache. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HOME = fileURLToPath(new URL('../../.cache/simpy', import.meta.url));
const PYTHON = `${HOME}/bin/python`;
const SCRIPT = fileURLToPath(new URL('./simpy_pool.py', import.meta.url));
const PATIENCE_MS = 180_000;

export interface SimPy {
  readonly version: string;
  readonly ms: readonly number[];
}

/** So many runs, each in ms; or why there are none. */
export function simpyTimes(tasks: number, workers: number, repeats: number): SimPy | Error {
  if (!existsSync(PYTHON) || !runs(PYTHON, ['-c', 'import simpy'])) {
    if (!runs('python3', ['-m', 'venv', HOME])) return new Error('not there: no Python 3 with venv');
    if (!runs(PYTHON, ['-m', 'pip', 'install', '--quiet', 'simpy'])) return new Error('not there: pip has no simpy');
  }
  const args = [SCRIPT, ...[tasks, workers, repeats].map(String)];
  const { stdout, stderr, status } = spawnSync(PYTHON, args, { encoding: 'utf8', timeout: PATIENCE_MS });
  return status === 0 ? (JSON.parse(stdout) as SimPy) : new Error(`SimPy: ${stderr.trim().split('\n').at(-1)}`);
}

const runs = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: PATIENCE_MS }).status === 0;
