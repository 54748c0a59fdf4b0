/** `npm run record`: runs exported programs on the real engines three times each, and keeps the median run as a recording that the page offers. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, platform, release } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Machine } from '../../src/scenario/machine.ts';
import type { Recording } from '../../src/store/files/recordings.ts';
import type { TraceFile } from '../../src/trace/files/trace-file.ts';
import { recordingOf, told } from './against-prediction.ts';
import { calibrated, environments, isHere, PYTHON } from './here.ts';
import { runProgram } from './run-program.ts';
import { cases, type Place } from './scenarios.ts';

const FOLDER = 'public/recordings';
const REPEATS = 3;

/** What is worth looking at, one file each. */
const KEPT: readonly (readonly [engine: string, scenario: string, place: Place, measured: string])[] = [
  ['ThreadPoolExecutor.map', 'article', 'python', 'stdlib'],
  ['multiprocessing.Pool.imap', 'article', 'python', 'stdlib'],
  ['asyncio.gather', 'article', 'python', 'stdlib'],
  ['ray.get', 'article', 'python', 'ray'],
  ['ray.wait', 'stages', 'python', 'ray'],
  ['celery', 'article', 'sqlite', 'celery'],
  ['celery', 'retries', 'redis', 'celery'],
  ['celery.group', 'article', 'redis', 'celery'],
  ['celery.chord', 'stages', 'redis', 'celery'],
  ['spark', 'article', 'python', 'spark'],
  ['spark', 'stages', 'python', 'spark'],
];

const [cpu] = cpus();
const machineWords = `${cpus().length} x ${cpu?.model ?? 'unknown'}, ${platform()} ${release()}`;
const recorded = new Date().toISOString().slice(0, 10);
const list: Recording[] = [];

describe.each(KEPT)('%s, %s, %s', (engine, scenario, place, measured) => {
  let machine: Machine;
  beforeAll(() => {
    if (isHere(place, measured)) machine = calibrated(measured, place);
  });

  test.skipIf(!isHere(place, measured))('is recorded', async () => {
    const [one] = cases(/./, [place]).filter(({ engine: { id }, name }) => id === engine && name === scenario);
    const traces: TraceFile[] = [];
    while (traces.length < REPEATS) traces.push(await runProgram(one!, PYTHON, environments));
    const found = recordingOf(traces);
    const recording = { ...found, machine, scenario: told(found.scenario, found, one!) };
    const file = `${engine}-${scenario}${place === 'sqlite' ? '-sqlite' : ''}.json`;
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${FOLDER}/${file}`, `${JSON.stringify(recording)}\n`);
    const { length } = recording.scenario.tasks;
    const version = recording.engineVersion!;
    const words = `${scenario}, ${length} tasks, pool ${recording.scenario.workers}${place === 'sqlite' ? ', SQLite' : ''}`;
    list.push({ file, engine, version, scenario: words, machine: machineWords, recorded, totalMs: recording.totalMs! });
    expect(recording.spans.length).toBeGreaterThanOrEqual(length);
  });
});

/** What was recorded now takes the place of what was there under that name; the rest of the list stays. */
afterAll(() => {
  const path = `${FOLDER}/list.json`;
  const before: Recording[] = JSON.parse(readFileSync(path, 'utf8'));
  const others = before.filter(({ file }) => !list.some((one) => one.file === file));
  writeFileSync(path, `${JSON.stringify([...list, ...others], undefined, 1)}\n`);
  console.log(`${list.length} of ${KEPT.length} were recorded; ${others.length} of the list are older.`);
});
