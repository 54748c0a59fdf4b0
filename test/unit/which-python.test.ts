/** Which Python: today's in what is new, the one of its time in links, and what differs between them. */
import { expect, test } from 'vitest';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { loadParts } from '../../src/kernel/virtual/late-parts.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario, withKnob } from '../../src/scenario/draft.ts';
import { LINUX, withPython } from '../../src/scenario/machine.ts';
import { decodeHash, encodeHash } from '../../src/scenario/packed-hash.ts';
import { DEFAULT_DRAFT, newDraft, PRESETS } from '../../src/scenario/presets.ts';
import { askedMachine } from '../../src/store/machine/asked-machine.ts';
import { assumedMachine } from '../../src/store/machine/machine.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { BUILDS, onBuild, type Row, reasonOf, rowsOf } from '../../src/store/predict/which-python.ts';
import { freeThreaded } from '../../src/ui/reason/free-threaded.ts';

const THREADS = 'ThreadPoolExecutor.as_completed';
const gilPreset = PRESETS.find(({ id }) => id === 'gil')!;

test('what is new is of 3.14, a link keeps what it says, and one that says nothing is of 3.11', () => {
  const machineOf = (draft: typeof DEFAULT_DRAFT) =>
    assumedMachine(draft.machine, undefined, 2, draftScenario(draft)).machine;
  expect(machineOf(DEFAULT_DRAFT).python).toBe('3.14');
  expect(machineOf(newDraft(gilPreset)).python).toBe('3.14');
  expect(machineOf(newDraft(gilPreset, { python: '3.15', gil: false }))).toMatchObject({ python: '3.15', gil: false });
  expect(machineOf(decodeHash('#v1=sleep+0..4&workers=3'))).toEqual({ cores: 2 });
  const free = withKnob(newDraft(gilPreset), 'gil', 'off');
  expect(encodeHash(free)).toContain('&python=3.14&gil=off');
  expect(decodeHash(encodeHash(free))).toStrictEqual(free);
});

test('a line of the text says which, too', () => {
  const scenario = draftScenario({ text: 'python 3.14\ngil off\nsleep 1', knobs: {}, engines: [] });
  expect(scenario).toMatchObject({ python: '3.14', gil: false });
  expect(() => draftScenario({ text: 'python 2.7\nsleep 1', knobs: {}, engines: [] })).toThrow(/3\.11, 3\.14 or 3\.15/);
});

test('knobs win over the machine, and 3.11 always has a GIL', () => {
  const free = LINUX['cpython-3.14t-linux'];
  expect(withPython(free, {})).toBe(free);
  expect(withPython(free, { gil: true })).toEqual({ ...free, gil: true });
  expect(withPython(free, { python: '3.11' })).toMatchObject({ python: '3.11', gil: true });
  expect(withPython({ cores: 2 }, { gil: false })).toEqual({ cores: 2, python: '3.14', gil: false });
  expect(withPython({ cores: 2 }, { python: '3.11', gil: false })).toMatchObject({ gil: true });
});

test('a Linux of the recordings is the one with the Python that is chosen', () => {
  const named = (knobs: Parameters<typeof withPython>[1]) => assumedMachine('cpython-3.11-linux', undefined, 2, knobs);
  expect(named({ python: '3.14' })).toMatchObject({
    kind: 'cpython-3.14-linux',
    machine: LINUX['cpython-3.14-linux'],
  });
  expect(named({ python: '3.14', gil: false }).name).toBe('Linux with free-threaded CPython 3.14, 2 cores');
  expect(named({}).machine).toBe(LINUX['cpython-3.11-linux']);
});

test('overlap.predict assumes 3.11 where neither scenario nor caller names a Python', async () => {
  const here = async () => ({ cores: 1 });
  const asked = (knobs: object) => askedMachine(undefined, engineById(THREADS), { cores: 2, here, knobs });
  expect(await asked({})).toBe(LINUX['cpython-3.11-linux']);
  expect(await asked({ python: '3.14' })).toEqual(LINUX['cpython-3.14-linux']);
  const given = (machine: unknown) =>
    askedMachine(machine, engineById(THREADS), { cores: 2, here, knobs: { python: '3.14', gil: false } });
  expect(await given('ideal')).toEqual({ cores: 2, python: '3.14', gil: false, yieldMs: 0, contendedMs: 0 });
  expect(await given('cpython-3.11-linux')).toBe(LINUX['cpython-3.11-linux']);
  expect(await given({ python: '3.15' })).toEqual({ cores: 2, python: '3.15' });
});

test('a switch that is moved on the page is true or false in its scenario', () => {
  const draft = newDraft(gilPreset);
  const { store } = createOverlap({ draft, notice: null, theme: 'system', singleKeys: true, cores: 2 });
  store.getState().setKnob('gil', 'off');
  const { scenario, assumed } = store.getState();
  expect(scenario.gil).toBe(false);
  expect(assumed.machine).toMatchObject({ python: '3.14', gil: false });
});

test('without a GIL threads share the cores, and other engines feel nothing of that', async () => {
  await loadParts();
  const scenario = draftScenario({ text: 'pool 3\n6 x cpu 100ms', knobs: {}, engines: [] });
  const on = (id: string, gil: boolean) => predict(engineById(id), scenario, { cores: 2, python: '3.14', gil }).totalMs;
  expect(on(THREADS, true)).toBeCloseTo(600, 0);
  expect(on(THREADS, false)).toBeLessThan(360);
  expect(on('web-workers', false)).toBe(on('web-workers', true));
});

test('the table has a time for each engine of Python’s on each Python, and the reason of the largest difference', async () => {
  const draft = { engines: ['sequential', THREADS, 'asyncio.gather'] };
  const scenario = draftScenario({ text: 'pool 2\n4 x cpu 200ms', knobs: {}, engines: [] });
  const rows: Row[] = [];
  for await (const row of rowsOf({ draft, scenario, here: undefined, cores: 2 }, new AbortController().signal))
    rows.push(row);
  expect(rows.map(({ engine }) => engine.id)).toEqual([THREADS]);
  const [old, today, free] = rows[0]!.traces.map((trace) => trace!.totalMs);
  expect([old, today]).toEqual([expect.closeTo(800, 0), expect.closeTo(800, 0)]);
  expect(free! / today!).toBeLessThan(0.65);
  expect(reasonOf(rows[0]!)).toMatchObject({ fastest: BUILDS.findIndex(({ name }) => name === '3.14t'), cause: 'gil' });
});

test('a Python that has no such engine has no time for it', async () => {
  const draft = { engines: ['InterpreterPoolExecutor.map'] };
  const scenario = draftScenario({ text: 'pool 2\n2 x sleep 10ms', knobs: {}, engines: [] });
  const given = { draft, scenario, here: undefined, cores: 2 };
  for await (const { traces } of rowsOf(given, new AbortController().signal))
    expect(traces.map((trace) => trace?.totalMs)).toEqual([undefined, 10, 10]);
});

test('a Python of the table is taken over into the draft, on its line where the text has one', () => {
  const free = BUILDS.find(({ name }) => name === '3.14t')!;
  expect(onBuild({ text: 'sleep 1', knobs: { workers: 2 }, engines: [] }, free).knobs).toEqual({
    workers: 2,
    python: '3.14',
    gil: false,
  });
  const written = onBuild({ text: 'python 3.11\nsleep 1', knobs: {}, engines: [] }, free);
  expect(written).toMatchObject({ text: 'python 3.14\nsleep 1', knobs: { gil: false } });
});

test('the reason says that there is no GIL, and what threads wait for instead', async () => {
  await loadParts();
  const said = (text: string) => {
    const scenario = draftScenario({ text, knobs: {}, engines: [] });
    return freeThreaded(predict(engineById(THREADS), scenario, { cores: 2, python: '3.14', gil: false }));
  };
  expect(said('pool 2\n4 x cpu 20ms')).toBe('Free-threaded: no GIL, so threads compute side by side');
  expect(said('pool 2\n4 x cpu 20ms lock a')).toBe(
    'Free-threaded: no GIL, so threads compute side by side; here the lock is what they wait for',
  );
});

test('every engine on threads or processes says which Python', () => {
  const named = ENGINES.filter(({ knobs }) => knobs.some(({ name }) => name === 'python')).map(({ group }) => group);
  expect(new Set(named)).toEqual(new Set(['python-threads', 'python-processes']));
});

test('where nothing but the tasks takes time, it costs nothing either that there is no GIL', async () => {
  await loadParts();
  const takes = (machine: Parameters<typeof assumedMachine>[0], text: string) => {
    const scenario = draftScenario({ text: `gil off\n${text}`, knobs: {}, engines: [] });
    const { machine: assumed } = assumedMachine(machine, undefined, 2, scenario);
    return predict(engineById(THREADS), scenario, assumed).totalMs;
  };
  const locked = 'pool 3\n6 x cpu 60ms lock a';
  expect(takes(undefined, locked)).toBeCloseTo(360, 6);
  expect(takes('cpython-3.14t-linux', locked)).toBeGreaterThan(400);
  const scenario = draftScenario({ text: 'gil off\npool 2\n4 x cpu 200ms', knobs: {}, engines: [] });
  const begun = (machine: Parameters<typeof assumedMachine>[0]) => {
    const { machine: assumed } = assumedMachine(machine, undefined, 2, scenario);
    const { spans } = predict(engineById('threading.Thread'), scenario, assumed);
    return Math.max(...Array.from({ length: spans.length }, (_, row) => spans.at.start[row]!));
  };
  expect(begun(undefined)).toBe(0);
  // The starter is held by each start while all cores compute.
  expect(begun('cpython-3.14t-linux')).toBeGreaterThan(50);
});
