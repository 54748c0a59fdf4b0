/** Each program that is exported runs on the real engine; what it writes (`--trace`) opens here and is what was predicted. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { transformWithOxc } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languagesOf, programOf } from '../../src/code/program.ts';
import { acceptable } from '../../src/engines/acceptable.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { importText } from '../import-text.ts';

const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(
  Object.entries({
    ladder: 'pool 3\nsleep 0..4 by 40ms',
    alike: 'pool 2\n3 x sleep 30ms, cpu 10ms',
    errors: 'pool 2\n3 x sleep 100ms\nsleep 30ms fails\nsleep 150ms',
    retries: 'pool 5\nsleep 400ms\nsleep 150ms fails on 1, 2 retry 3\nsleep 25ms fails retry 1\n2 x sleep 350ms',
    after:
      'pool 3\nload: 2 x sleep 60ms\nsleep 80ms\nmerge after load: sleep 40ms, cpu 5ms\nlast after merge: sleep 20ms',
    many: 'pool 6\nseed 3\n24 x sleep 40ms +-40%',
    dies: 'pool 2\nsleep 40ms\nsleep 60ms dies\nsleep 90ms',
  }).map(([name, text]) => [
    name,
    parseNotation(text.replace('0..4 by 40ms', '0ms\nsleep 40ms\nsleep 80ms\nsleep 120ms\nsleep 160ms')).scenario,
  ]),
);
/** Says that it waits for ever: the real one would. */
const HANGS = /^multiprocessing\.Pool/;

const folder = mkdtempSync(join(tmpdir(), 'programs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  // A progress bar is no part of what is tested here.
  writeFileSync(join(folder, 'tqdm.py'), 'def tqdm(items, total=None):\n    return items\n');
  // Programs find comlink as this project does.
  mkdirSync(join(folder, 'node_modules'));
  spawnSync('ln', ['-s', resolve('node_modules/comlink'), join(folder, 'node_modules/comlink')]);
});

const python = spawnSync('python3', ['-c', 'import sys; print(sys.version_info[1])'], { encoding: 'utf8' });
/** The second number of Python 3's version; NaN where there is none. */
const minor = Number(python.stdout?.trim() || Number.NaN);
const hasPython = minor >= 11;
if (!hasPython)
  console.log('Skipped: exported Python programs are not run, since there is no Python 3.11 or newer here.');
const ruff = spawnSync('ruff', ['--version']).status === 0;
if (!ruff) console.log('Skipped: the format of exported Python programs is not checked, since there is no ruff here.');

interface Case {
  readonly engine: (typeof ENGINES)[number];
  readonly name: string;
  readonly scenario: Scenario;
}

/** Their programs need more than Python: `npm run test:engines` installs it and runs them. */
const INSTALLED = /^(ray|celery|spark)/;
console.log(
  'Skipped: programs for Ray, Celery and Spark are formatted but not run here; npm run test:engines runs them.',
);

/** A program says in its head which version it needs. */
const isTooNew = (text: string): boolean => Number(/Needs Python 3\.(\d+)/.exec(text)?.[1] ?? 0) > minor;
if (hasPython && minor < 14)
  console.log(`Skipped: exported programs that need a newer Python than 3.${minor} are formatted but not run.`);

/** These are formatted like others, and running them would show nothing more. */
const FORMAT_ONLY = ['alike', 'many'];

const cases = (language: string, all = false): Case[] =>
  ENGINES.filter(({ id }) => languagesOf(id)[0] === language && (all || !INSTALLED.test(id))).flatMap((engine) =>
    Object.entries(scenarios).flatMap(([name, scenario]) => {
      if (!all && FORMAT_ONLY.includes(name)) return [];
      try {
        acceptable(engine, scenario);
        if (isTooNew(programOf(engine.id, scenario)) && !all) return [];
        return [{ engine, name, scenario }];
      } catch {
        return [];
      }
    }),
  );

/** Runs the short form, which writes no trace; gives how many results it printed. Threads that print at once share lines. */
async function printed(command: string, file: string, text: string): Promise<number> {
  writeFileSync(file, text);
  const { stdout } = await promisify(execFile)(command, [file], {
    cwd: folder,
    env: { ...process.env, PYTHONPATH: folder },
    timeout: 30_000,
  });
  return stdout.match(/\d\d:\d\d:\d\d\.\d+: /g)?.length ?? 0;
}

/** Runs a program, and gives the trace that it wrote. */
async function run(command: string, file: string, flags: readonly string[]): Promise<Trace> {
  const out = `${file}.json`;
  const env = { ...process.env, PYTHONPATH: folder };
  // A program whose caller's call raised ends with that error.
  await promisify(execFile)(command, [...flags, file, '--trace', out], { cwd: folder, env, timeout: 30_000 }).catch(
    (error) => {
      if (!/ValueError: \d|Broken|unhandled errors in a TaskGroup/.test(error.stderr)) throw error;
    },
  );
  return importText(readFileSync(out, 'utf8')).trace;
}

/** What no machine changes: attempts, how each ended, whose results reached the caller, what was raised. */
function outcome(trace: Trace) {
  const { spans, facts } = traceFile(trace);
  return {
    attempts: spans
      .filter(({ outcome }) => outcome !== 'killed')
      .map(
        ({ task, attempt, outcome, yielded }) => `${task}/${attempt} ${outcome}${yielded === null ? '' : ', yielded'}`,
      )
      .sort(),
    raised: facts.raised,
  };
}

/** A machine that is held up may let the one of two tasks end first that is the other's turn; a wrong program is wrong each time. */
const RUNS = 3;

async function compared(one: Case, run: () => Promise<Trace>): Promise<void> {
  for (let runs = 1; ; runs++) {
    const trace = await run();
    try {
      return compare(one, trace);
    } catch (error) {
      if (runs === RUNS) throw error;
    }
  }
}

function compare({ engine, scenario }: Case, trace: Trace): void {
  const predicted = predict(engine, scenario, { cores: 16 });
  expect(outcome(trace)).toEqual(outcome(predicted));
  expect(trace.scenario).toEqual(scenario);
  // Nothing is quicker than its prediction on a machine without costs.
  const ends = new Map(traceFile(trace).spans.map(({ task, attempt, end }) => [`${task}/${attempt}`, end!]));
  for (const { task, attempt, end, outcome } of traceFile(predicted).spans)
    if (outcome === 'ok') expect(ends.get(`${task}/${attempt}`)).toBeGreaterThan(end! - 5);
}

describe.skipIf(!hasPython)('Python', () => {
  test.concurrent.for(cases('python'))('$engine.id, $name', async (one) => {
    const { engine, name, scenario } = one;
    const file = join(folder, `${engine.id}-${name}.py`);
    writeFileSync(file, programOf(engine.id, scenario));
    if (name === 'dies' && HANGS.test(engine.id)) {
      await expect(
        promisify(execFile)('python3', [file], {
          cwd: folder,
          env: { ...process.env, PYTHONPATH: folder },
          timeout: 2000,
          killSignal: 'SIGKILL',
        }),
      ).rejects.toMatchObject({ killed: true });
      return;
    }
    await compared(one, () => run('python3', file, ['-W', 'error']));
  });

  test.concurrent.for(cases('python').filter(({ name }) => name === 'after' || name === 'ladder'))(
    '$engine.id, $name, the short form prints each result',
    async ({ engine, name, scenario }) => {
      const file = join(folder, `${engine.id}-${name}-short.py`);
      const text = programOf(engine.id, scenario, { traced: false });
      expect(await printed('python3', file, text)).toBe(scenario.tasks.length);
    },
  );

  test.skipIf(!ruff)('are formatted as ruff formats, and import nothing that they do not use', () => {
    const files = join(folder, 'formatted');
    mkdirSync(files);
    for (const { engine, name, scenario } of cases('python', true))
      for (const traced of [true, false])
        writeFileSync(join(files, `${engine.id}-${name}-${traced}.py`), programOf(engine.id, scenario, { traced }));
    for (const args of [['check'], ['format', '--check']]) {
      const { status, stdout } = spawnSync('ruff', [...args, '--isolated', files], { encoding: 'utf8' });
      expect(status, stdout).toBe(0);
    }
  });
});

describe('TypeScript', () => {
  test.concurrent.for(cases('typescript'))('$engine.id, $name', async (one) => {
    const { engine, name, scenario } = one;
    const file = join(folder, `${engine.id}-${name}.mjs`);
    const { code } = await transformWithOxc(programOf(engine.id, scenario), 'program.mts');
    writeFileSync(file, code);
    const ran = () => run('node', file, []);
    if (name === 'dies') return expect((await ran()).spans.length).toBe(scenario.tasks.length);
    await compared(one, ran);
  });

  test.concurrent.for(cases('typescript').filter(({ name }) => name === 'after' || name === 'retries'))(
    '$engine.id, $name, the short form prints each result',
    async ({ engine, name, scenario }) => {
      const { code } = await transformWithOxc(programOf(engine.id, scenario, { traced: false }), 'program.mts');
      const results = await printed('node', join(folder, `${engine.id}-${name}-short.mjs`), code);
      expect(results).toBe(predict(engine, scenario, { cores: 16 }).spans.length);
    },
  );

  test('are formatted as this project is, and have no type errors', () => {
    const files = resolve('test/exported-programs');
    mkdirSync(files, { recursive: true });
    try {
      for (const { engine, name, scenario } of cases('typescript', true))
        for (const traced of [true, false])
          writeFileSync(join(files, `${engine.id}-${name}-${traced}.mts`), programOf(engine.id, scenario, { traced }));
      const formatted = spawnSync('npx', ['biome', 'format', '--vcs-use-ignore-file=false', files], {
        encoding: 'utf8',
      });
      expect(formatted.status, formatted.stderr).toBe(0);
      const types = spawnSync('npx', ['tsc', '--noEmit'], { encoding: 'utf8' });
      expect(types.stdout).toBe('');
    } finally {
      rmSync(files, { recursive: true });
    }
  });
});
