import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { encodeHash } from '../../src/scenario/packed-hash.ts';
import { DEFAULT_DRAFT } from '../../src/scenario/presets.ts';
import { Calibrator } from '../../src/store/machine/calibrator.ts';
import { foundWords } from '../../src/store/machine/found-words.ts';
import { assumedMachine } from '../../src/store/machine/machine.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { drawsHandOver } from '../../src/store/predict/draws-hand-over.ts';
import { bandOf } from '../../src/store/predict/seed-band.ts';
import { FIELDS, fits, withValue } from '../../src/ui/machine/fields.ts';
import { bandWords, makespanWords } from '../../src/ui/words/makespan-words.ts';

const HERE = { cores: 2, messageRoundTripMs: 0.062, workerStartMs: 41 };
const opened = () => createOverlap({ draft: DEFAULT_DRAFT, notice: null, theme: 'system', singleKeys: true, cores: 2 });

test('the page assumes what the draft says, else this browser once measured, else the ideal machine', () => {
  expect(assumedMachine(undefined, undefined, 2)).toMatchObject({ kind: 'ideal', name: 'ideal machine, 2 cores' });
  expect(assumedMachine(undefined, HERE, 2)).toEqual({ kind: 'here', machine: HERE, name: 'this browser, 2 cores' });
  expect(assumedMachine('ideal', HERE, 2).kind).toBe('ideal');
  expect(assumedMachine('cpython-3.11-linux', HERE, 8).name).toBe('Linux with CPython 3.11, 2 cores');
  const free = assumedMachine('cpython-3.14t-linux', HERE, 8);
  expect(free.name).toBe('Linux with free-threaded CPython 3.14, 2 cores');
  expect(free.machine).toMatchObject({ python: '3.14', gil: false, forkserverStartMs: 75.954 });
  expect(assumedMachine({ cores: 1 }, HERE, 2).name).toBe('machine set by hand, 1 core');
});

test('a machine set by hand travels in the link, and undo takes it back', () => {
  const { store, good } = opened();
  store.getState().setMachine({ cores: 4, speed: 2 });
  expect(store.getState().assumed).toMatchObject({ kind: 'hand', machine: { cores: 4, speed: 2 } });
  expect(encodeHash(good())).toBe(
    '#v1=sleep+0..4&workers=3&python=3.14&engines=sequential,web-workers,async-pool,semaphore&machine=cores:4,speed:2',
  );
  store.getState().undo();
  expect(store.getState().machineName).toBe('ideal machine, 2 cores');
  expect(encodeHash(good())).toBe(
    '#v1=sleep+0..4&workers=3&python=3.14&engines=sequential,web-workers,async-pool,semaphore',
  );
});

test('nothing is measured where there are no workers, and the page says so', async () => {
  const { store } = opened();
  await store.getState().calibrate();
  expect(store.getState().calibration).toMatchObject({ kind: 'failed' });
  expect(store.getState().assumed.kind).toBe('ideal');
});

test('beside a run nothing is measured', async () => {
  const { runner, store } = opened();
  const { promise, resolve } = (() => {
    let resolve = () => {};
    return { promise: new Promise<void>((done) => (resolve = done)), resolve };
  })();
  const first = runner.exclusively(() => promise);
  expect(store.getState().busy).toBe(true);
  await expect(runner.exclusively(async () => 1)).rejects.toThrow('another run is under way');
  resolve();
  await first;
  expect(store.getState().busy).toBe(false);
  expect(
    new Calibrator({ cores: 2, alone: (work) => runner.exclusively(work), show: () => {} }).roundsPerMs,
  ).toBeUndefined();
});

test('what was found is one line', () => {
  expect(foundWords({ machine: HERE, roundsPerMs: 231_234 })).toBe(
    'message 62 µs, worker start 41 ms, 231,000 rounds per ms',
  );
  expect(foundWords({ machine: { ...HERE, speedByBusyCores: [1, 0.934] }, roundsPerMs: 231_234 })).toBe(
    'message 62 µs, worker start 41 ms, 231,000 rounds per ms, 93 % of that while 2 cores are busy',
  );
});

test('a cost by hand fits or not, and one that says nothing is left out', () => {
  const field = (name: string) => FIELDS.find((one) => one.name === name)!;
  expect([fits(field('cores'), 1.5), fits(field('cores'), 0), fits(field('cores'), 64)]).toEqual([false, false, true]);
  expect([fits(field('speed'), 0), fits(field('speed'), Number.NaN), fits(field('speed'), 2.5)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(fits(field('forkStartMs'), 0)).toBe(true);
  expect(withValue({ cores: 2, speed: 2 }, field('speed'), 1)).toEqual({ cores: 2 });
  expect(withValue({ cores: 2 }, field('cores'), 2)).toEqual({ cores: 2 });
});

test('the band is from the 5th to the 95th of a hundred', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
  expect(bandOf(hundred)).toEqual({ fromMs: 5, toMs: 94 });
  expect(bandOf([7])).toEqual({ fromMs: 7, toMs: 7 });
});

test('the hand-over is drawn where several compute under one lock', () => {
  const scenario = (text: string) => draftScenario({ text, knobs: {}, engines: [] });
  expect(drawsHandOver(engineById('threading.Thread'), scenario('2 x cpu 50ms'))).toBe(true);
  expect(drawsHandOver(engineById('threading.Thread'), scenario('2 x sleep 50ms'))).toBe(false);
  expect(drawsHandOver(engineById('web-workers'), scenario('2 x cpu 50ms'))).toBe(false);
});

test('bands and makespans in words', () => {
  expect(bandWords({ fromMs: 1349, toMs: 1512 })).toBe('1.35 to 1.51 s');
  expect(bandWords({ fromMs: 950, toMs: 1100 })).toBe('950 ms to 1.10 s');
  expect(bandWords({ fromMs: 800, toMs: 800 })).toBe('800 ms');
  expect([makespanWords(Number.POSITIVE_INFINITY), makespanWords(Number.NaN)]).toEqual(['hangs', '–']);
});
