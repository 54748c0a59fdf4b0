/** Which of the real engines are here, as `scripts/engines.mjs` found them. */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import type { Machine } from '../../src/scenario/machine.ts';
import { validateMachine } from '../../src/scenario/validate-settings.ts';
import type { Place } from './scenarios.ts';

const { ENGINES_PYTHON, ENGINES_REDIS, ENGINES_JAVA } = process.env;

/** Programs run in folders of their own. */
export const PYTHON = ENGINES_PYTHON === undefined ? 'python3' : resolve(ENGINES_PYTHON);

/** Celery's broker and back end, by the place. SQLite is the program's own choice. */
export const environments: Partial<Record<Place, NodeJS.ProcessEnv>> = ENGINES_REDIS
  ? { redis: { CELERY_BROKER_URL: ENGINES_REDIS, CELERY_RESULT_BACKEND: ENGINES_REDIS } }
  : {};

export function isHere(place: Place, family: string): boolean {
  if (place === 'redis') return ENGINES_REDIS !== undefined;
  return family !== 'spark' || ENGINES_JAVA !== undefined;
}

const known = new Map<string, Machine>();

/** This machine, as one run of overlap-calibrate.py finds it; `family`: its argument, empty where nothing is to be measured. */
export function calibrated(family: string, place: Place): Machine {
  if (family === '') return { cores: cpus().length };
  const key = `${family} ${place}`;
  let machine = known.get(key);
  if (!machine) {
    const env = { ...process.env, ...environments[place] };
    const { stdout, stderr } = spawnSync(PYTHON, ['public/overlap-calibrate.py', family], { encoding: 'utf8', env });
    const line = stdout.split('\n').findLast((one) => one.startsWith('{'));
    if (line === undefined) throw new Error(`overlap-calibrate.py ${family}: ${stderr.slice(-1000)}`);
    console.log(`${key}: ${line}`);
    ({ machine } = validateMachine(JSON.parse(line)));
    known.set(key, machine);
  }
  return machine;
}
