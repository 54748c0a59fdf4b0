/**
 * Files as an enemy makes them: any bytes, and files of ours and of others with members put to other values. Each is refused by an
 * `InputError`, or it opens; and what has opened can be asked everything, and saved and opened again.
 */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { InputError } from '../../src/scenario/input-error.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { importStream } from '../../src/store/files/import-stream.ts';
import { compareRuns } from '../../src/trace/compare/compare-runs.ts';
import { differencesOf } from '../../src/trace/compare/differences.ts';
import { standOuts } from '../../src/trace/compare/stand-outs.ts';
import { csvText } from '../../src/trace/files/csv.ts';
import { eventsText } from '../../src/trace/files/events-out.ts';
import { type Opened, saidOf } from '../../src/trace/files/opened.ts';
import { scenarioOf } from '../../src/trace/files/scenario-of.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { traceText } from '../../src/trace/files/trace-out.ts';
import { criticalPath } from '../../src/trace/queries/critical-path.ts';
import { figures } from '../../src/trace/queries/figures.ts';
import { matchesOf } from '../../src/trace/queries/find.ts';
import { idleAt, idleByCause } from '../../src/trace/queries/idle.ts';
import { stateAt } from '../../src/trace/queries/moment.ts';
import { parseQuery } from '../../src/trace/queries/query.ts';
import { eventsOf } from '../../src/trace/queries/replay.ts';
import { seriesOf } from '../../src/trace/queries/series.ts';
import { windowFigures } from '../../src/trace/queries/window.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { importText } from '../import-text.ts';

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

const scenario = parseNotation(
  'pool 2\nload: 3 x sleep 10ms\nmerge after load: cpu 5ms\nsleep 3ms fails on 1 retry 1',
).scenario;
const trace = predict(engineById('web-workers'), scenario, { cores: 2, messageRoundTripMs: 0.1 });
const FILES: readonly Json[] = [
  JSON.parse([...traceText(trace)].join('')),
  JSON.parse([...eventsText(trace, { title: 'Web Workers', laneName: String })].join('')),
  [
    { ph: 'X', name: 'f', pid: 1, tid: 1, ts: 0, dur: 10 },
    { ph: 'B', name: 'g', pid: 1, tid: 2, ts: 3 },
    { ph: 'E', name: 'g', pid: 1, tid: 2, ts: 8 },
    { ph: 'b', cat: 'c', name: 'h', pid: 2, tid: 1, id: '0x1', ts: 1 },
    { ph: 'e', cat: 'c', name: 'h', pid: 3, tid: 1, id: '0x1', ts: 9 },
    { ph: 'M', name: 'thread_name', pid: 1, tid: 1, args: { name: 'main' } },
  ],
];

const HOSTILE: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    0.5,
    -0.25,
    1,
    2,
    7,
    255,
    256,
    65_535,
    65_536,
    999_999,
    1_000_000,
    2 ** 31,
    2 ** 53,
    1e13,
    1e16,
  ],
  ...[
    1e300,
    -1e300,
    1e308,
    '',
    ' ',
    'x',
    '0',
    '1',
    '1e999',
    'ok',
    'cpu',
    'gil',
    '__proto__',
    'constructor',
    '\ud800',
    '=1+1',
  ],
  ...[[], {}, [[]], [null], [1, 2], { task: '0', attempt: 1 }],
];

/** Every place in a file, as the way to it. */
function placesIn(json: Json, way: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof json !== 'object' || json === null) return [way];
  const inside = Array.isArray(json) ? json.map((one, i) => [i, one] as const) : Object.entries(json);
  return [way, ...inside.flatMap(([name, one]) => placesIn(one, [...way, name]))];
}

function changed(json: Json, way: readonly (string | number)[], value: Json | undefined): Json {
  const [name, ...rest] = way;
  if (name === undefined) return value ?? null;
  const copy = (Array.isArray(json) ? [...json] : { ...(json as object) }) as Record<string | number, Json>;
  if (rest.length > 0) copy[name] = changed(copy[name]!, rest, value);
  else if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy as Json;
}

const changes = fc.array(fc.tuple(fc.nat(), fc.option(fc.constantFrom(...HOSTILE), { nil: undefined })), {
  minLength: 1,
  maxLength: 3,
});
const files = fc.tuple(fc.constantFrom(...FILES), changes).map(([file, list]) =>
  list.reduce((json, [place, value]) => {
    const places = placesIn(json);
    return changed(json, places[place % places.length]!, value);
  }, file),
);

/** What opening gives; undefined where it is refused as it should be. Any other error fails. */
function opened<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(/^(file|trace|scenario|machine)/);
    return undefined;
  }
}

/** Asks everything that the page asks of a run. */
function lookAt(run: Trace): void {
  const end = Number.isNaN(run.totalMs) ? 1 : run.totalMs;
  expect(criticalPath(run).toMs).toBeGreaterThanOrEqual(0);
  figures(run, { of: 'workers', count: 2 });
  windowFigures(run, 0, end);
  seriesOf(run, 0, end, 10);
  idleByCause(run);
  idleAt(run, 0, end / 2);
  matchesOf(run, parseQuery('wait > 1 ms top 2', run.causes));
  standOuts(run);
  stateAt(run, end / 2, 5);
  expect(eventsOf(run).count).toBeGreaterThanOrEqual(0);
  compareRuns(run, run);
  differencesOf(run, run);
  scenarioOf(run, 'cpu');
  expect([...csvText(run)].join('').split('\r\n').length).toBeGreaterThanOrEqual(run.spans.length + 2);
  for (const text of [traceText(run), eventsText(run, { title: 'x', laneName: String, counters: true })])
    expect(importText([...text].join('')).trace.spans.length).toBe(run.spans.length);
  // As JSON has it: no -0, nothing undefined.
  const text = (one: Trace) => JSON.stringify(traceFile(one));
  expect(text(importText([...traceText(run)].join('')).trace)).toBe(text(run));
}

function hold(found: Opened | undefined): void {
  if (!found) return;
  expect(saidOf(found).every((sentence) => /\S\.$/.test(sentence))).toBe(true);
  expect(found.told.read).toBeLessThanOrEqual(found.told.total);
  lookAt(found.trace);
}

test('members put to other values: refused, or it opens and can be asked everything', () => {
  fc.assert(
    fc.property(files, (json) => hold(opened(() => importText(JSON.stringify(json))))),
    { numRuns: 400 },
  );
});

test('texts with bytes put to others, left out or doubled', () => {
  const edits = fc.array(
    fc.tuple(fc.nat(), fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '0', 'e', '-', '\\', '', 'null')),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(fc.constantFrom(...FILES), edits, (file, list) => {
      let text = JSON.stringify(file);
      for (const [place, by] of list) {
        const at = place % text.length;
        text = text.slice(0, at) + by + text.slice(at + 1);
      }
      hold(opened(() => importText(text, 500)));
    }),
    { numRuns: 200 },
  );
});

test('any bytes, packed or not', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: fc.constantFrom(...'[]{}",:0e-ph tracEvns\n') }).map((text) => new TextEncoder().encode(text)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.boolean(), async (found, packed) => {
      const parts = packed ? new Uint8Array(gzipSync(found)) : Uint8Array.from(found);
      const answer = await importStream(new Blob([parts]), () => {}).catch((error: unknown) => {
        expect(error).toBeInstanceOf(InputError);
        return undefined;
      });
      hold(answer);
    }),
    { numRuns: 200 },
  );
});

test('packed files with bytes changed: what opens is what there was, or it is said that the file ends early', async () => {
  const lines = Array.from(
    { length: 300 },
    (_, i) => `{"ph":"X","name":"f${i}","ts":${i * 10},"dur":9,"pid":1,"tid":1}`,
  );
  const text = `[${lines.join(',\n')}]`;
  const halves = [gzipSync(text.slice(0, 9000)), gzipSync(text.slice(9000))];
  const whole = new Uint8Array(Buffer.concat(halves));
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(), async (place, by, less) => {
      const bytes = whole.slice(0, whole.length - (less % 3 === 0 ? less % whole.length : 0));
      bytes[place % bytes.length]! ^= by;
      const answer = await importStream(new Blob([bytes]), () => {}).catch((error: unknown) => {
        expect(error).toBeInstanceOf(InputError);
        return undefined;
      });
      if (answer) expect(answer.trace.spans.length).toBeLessThanOrEqual(300);
      if (answer && bytes.length < whole.length - 20) expect(answer.cut).toBeDefined();
    }),
    { numRuns: 100 },
  );
});
