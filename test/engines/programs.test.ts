/** Every exported program on the real engine: its trace opens here, and is what was predicted for a machine that was measured. */
import { appendFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Machine } from '../../src/scenario/machine.ts';
import type { TraceFile } from '../../src/trace/files/trace-file.ts';
import { against, type Verdict } from './against-prediction.ts';
import { calibrated, environments, isHere, PYTHON } from './here.ts';
import { runProgram } from './run-program.ts';
import { type Case, cases, type Place } from './scenarios.ts';

/** A busy machine disturbs a run; a model that is wrong is wrong each time. */
const RUNS = 3;

/** The engines whose costs one run of overlap-calibrate.py measures. */
const FAMILIES: readonly (readonly [title: string, engines: RegExp, place: Place, measured: string])[] = [
  ['Python', /^(?!ray|celery|spark)/, 'python', 'stdlib'],
  ['Node', /./, 'node', ''],
  ['Ray', /^ray/, 'python', 'ray'],
  ['Celery on Redis', /^celery/, 'redis', 'celery'],
  ['Celery on SQLite', /^celery/, 'sqlite', 'celery'],
  ['Spark', /^spark/, 'python', 'spark'],
];

/** What is not met, and why. What is met after all has to come off this list. */
const KNOWN: Readonly<Record<string, string>> = {
  'threading.Thread, stages':
    'its caller hears of ends as they come, as it has to start what follows; the model joins in turn',
  'multiprocessing.Process, retries':
    'a child that fails loads what formats its traceback (ast, with CPython 3.11), which takes it some 16 ms',
  'multiprocessing.Pool.map, errors':
    'a child that fails loads what formats its traceback (ast, with CPython 3.11), which takes it some 16 ms',
  'multiprocessing.Process, stages':
    'its caller hears of ends as they come, as it has to start what follows; the model joins in turn',
};

describe.each(FAMILIES)('%s', (family, engines, place, measured) => {
  const here = isHere(place, measured);
  let machine: Machine;
  beforeAll(() => {
    if (here) machine = calibrated(measured, place);
  });

  const named = cases(engines, [place]).map((one) => [`${one.engine.id}, ${one.name}`, one] as const);
  test.skipIf(!here).for(named)('%s', async ([name, one]) => {
    const traces: TraceFile[] = [];
    let verdict: Verdict;
    do {
      traces.push(await runProgram(one, PYTHON, environments));
      // Each run on SQLite has a phase of its own.
      verdict = against(one, place === 'sqlite' ? traces.slice(-1) : traces, machine);
    } while (verdict.short.length > 0 && traces.length < RUNS);
    const known = KNOWN[name];
    keep({ family, of: named.length, runs: traces.length, known }, one, verdict);
    if (known === undefined) expect(verdict.short).toEqual([]);
    else expect(verdict.short).not.toEqual([]);
  });
});

interface Ran {
  readonly family: string;
  /** How many programs the family has. */
  readonly of: number;
  readonly runs: number;
  readonly known: string | undefined;
}

/** A row of the table, for `scripts/engine-table.mjs`. */
function keep(ran: Ran, { engine, name, place }: Case, verdict: Verdict): void {
  const file = process.env.ENGINES_FILE;
  if (file === undefined) return;
  const scenario = place === 'sqlite' ? `${name}, SQLite` : name;
  const when = `${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]!.toFixed(1)}`;
  appendFileSync(file, `${JSON.stringify({ engine: engine.id, scenario, when, ...ran, ...verdict })}\n`);
}
