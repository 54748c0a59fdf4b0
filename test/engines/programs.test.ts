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

/** Where other things run beside the programs (`.ci/run`), times that are off are said, and no failure. */
const ARE_TIMES_HELD = process.env.ENGINES_TIMES !== 'said';

/** What has not begun by then (ms since 1970) is left out. */
const UNTIL = Number(process.env.ENGINES_UNTIL ?? Number.POSITIVE_INFINITY);
const isLate = () => Date.now() > UNTIL;

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
  let machine: Machine | undefined;
  let why = 'there was no time left for it';
  beforeAll(() => {
    if (!here || isLate()) return;
    try {
      machine = calibrated(measured, place);
    } catch (error) {
      if (ARE_TIMES_HELD) throw error;
      why = `the engine itself does not run here: ${error}`;
    }
  });

  const named = cases(engines, [place]).map((one) => [`${one.engine.id}, ${one.name}`, one] as const);
  test.skipIf(!here).for(named)('%s', async ([name, one], { skip }) => {
    if (!machine || isLate()) return skip(why);
    const traces: TraceFile[] = [];
    let verdict: Verdict;
    let failing: readonly string[];
    do {
      const trace = await runProgram(one, PYTHON, environments).catch((error) => {
        if (ARE_TIMES_HELD || !error.killed) throw error;
      });
      if (!trace) return skip('it did not end in time, the machine may be busy');
      traces.push(trace);
      // Each run on SQLite has a phase of its own.
      verdict = against(one, place === 'sqlite' ? traces.slice(-1) : traces, machine);
      failing = ARE_TIMES_HELD ? verdict.short : verdict.wrong;
    } while (failing.length > 0 && traces.length < RUNS);
    const known = KNOWN[name];
    keep({ family, of: named.length, runs: traces.length, known }, one, verdict);
    if (known === undefined || !ARE_TIMES_HELD) expect(failing).toEqual([]);
    else expect(failing).not.toEqual([]);
    skip(
      verdict.short.length > 0 && known === undefined,
      `times are off, the machine may be busy: ${verdict.short[0]}`,
    );
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
