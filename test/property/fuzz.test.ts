/**
 * What comes from elsewhere, as an enemy makes it: links, notation, scenario objects, trace files, programs in links, messages of a host. Each is read or
 * refused by an `InputError`; nothing else is thrown, and none takes many times as long as the others of its kind and size. The counts stand in test/README.md.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { draftScenario } from '../../src/scenario/draft.ts';
import { InputError } from '../../src/scenario/input-error.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { decodeHash, encodeHash } from '../../src/scenario/packed-hash.ts';
import { DEFAULT_DRAFT, PRESETS } from '../../src/scenario/presets.ts';
import { validateScenario } from '../../src/scenario/validate.ts';
import { openLink } from '../../src/store/draft/open-link.ts';
import { embeddingOf } from '../../src/store/embed/embedding.ts';
import { CALLS, isForUs, readAsked } from '../../src/store/embed/messages.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { programHash, readProgramHash } from '../../src/store/python/link.ts';
import { DEFAULT_OPTIONS } from '../../src/store/python/program.ts';
import { lookAs } from '../../src/store/share/look-link.ts';
import { importText } from '../import-text.ts';

/** So many of each kind: 100,000 in all. */
const RUNS = {
  links: 30_000,
  notation: 25_000,
  'scenario objects': 15_000,
  'trace files': 8_000,
  'programs in links': 10_000,
  messages: 12_000,
} as const;
type Kind = keyof typeof RUNS;

/** No input may take more than so many times the median of its kind, plus what one breath of a busy computer takes (ms). */
const TIMES = 50;
const BREATH_MS = 100;

const counts = new Map<Kind, { read: number; refused: number }>();
afterAll(() => {
  const rows = Array.from(counts, ([kind, { read, refused }]) => `${kind}: ${read} read, ${refused} refused`);
  console.log(`fuzz: ${rows.join('; ')}`);
});

/** Reads many inputs of a kind. `read` throws an InputError where it refuses one. */
function fuzz<T>(kind: Kind, inputs: fc.Arbitrary<T>, read: (input: T) => void): void {
  const count = { read: 0, refused: 0 };
  counts.set(kind, count);
  const times: number[] = [];
  const slow: { ms: number; input: T }[] = [];
  const timed = (input: T): number => {
    const since = performance.now();
    try {
      read(input);
      count.read++;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      count.refused++;
    }
    return performance.now() - since;
  };
  fc.assert(
    fc.property(inputs, (input) => {
      const ms = timed(input);
      times.push(ms);
      if (ms > BREATH_MS) slow.push({ ms, input });
    }),
    { numRuns: RUNS[kind] },
  );
  times.sort((a, b) => a - b);
  const most = TIMES * times[times.length >> 1]! + BREATH_MS;
  // Another program may have had the core: what is slow for its own sake is slow again.
  const again = slow.filter(({ ms, input }) => ms > most && Math.min(timed(input), timed(input)) > most);
  expect(again.map(({ ms, input }) => `${Math.round(ms)} ms: ${JSON.stringify(input)?.slice(0, 300)}`)).toEqual([]);
}

const text = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }));

/** A good text with some characters changed, doubled, left out or cut off. */
function damaged(good: readonly string[]): fc.Arbitrary<string> {
  const hurt = fc.record({ at: fc.nat(2000), take: fc.nat(6), put: fc.oneof(text, fc.constantFrom(...WORDS)) });
  return fc.tuple(fc.constantFrom(...good), fc.array(hurt, { maxLength: 4 })).map(([start, hurts]) => {
    let all = start;
    for (const { at, take, put } of hurts) {
      const place = at % (all.length + 1);
      all = all.slice(0, place) + put + all.slice(place + take);
    }
    return all;
  });
}

const WORDS = [
  ...[
    'x',
    'cpu',
    'sleep',
    '..',
    '+-',
    '%',
    'after',
    'fails',
    'retry',
    'dies',
    'pool',
    'seed',
    'kill',
    'job',
    '#',
    ':',
    ';',
    '\n',
  ],
  ...[
    '0',
    '-1',
    '1e9',
    '999999999999',
    '0.0000001',
    'NaN',
    '\u0000',
    '\ud800',
    '&',
    '=',
    '~',
    '~0A',
    '%E0',
    '+',
    '.',
    '__proto__',
  ],
];
const TEXTS = [
  ...PRESETS.map((preset) => preset.text),
  '8 x cpu 60ms, sleep 200ms, cpu 60ms\nsleep 300ms +-20% fails 10% retry 2\nload: 3 x sleep 200ms\nmerge after load: cpu 100ms',
  'on counter: sleep 0.1\nkill host of #1 at 2s\njob b at 100ms pool both\ncpu 1 job b\nsleep 1 attempt 1 takes sleep 3',
];
const LINKS = [
  ...TEXTS.map((one) => encodeHash({ ...DEFAULT_DRAFT, text: one })),
  encodeHash({ ...DEFAULT_DRAFT, text: TEXTS.join('\n'), knobs: { workers: 3, chunksize: 4 } }),
  '#v1=sleep+0..4&workers=3&engines=web-workers,ray.get&machine=cores:4,speed:2',
  '#v2=later',
];
const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: false });

describe('nothing from elsewhere breaks the page', () => {
  const page = createOverlap({ draft: DEFAULT_DRAFT, notice: null, theme: 'system', singleKeys: true, cores: 2 });

  test('links', () => {
    const looks = fc.oneof(
      fc.constant(''),
      text.map((one) => `&look=${one}`),
      damaged(['&look=time:100-2500;at:1200;task:web-workers/3/1']),
    );
    fuzz(
      'links',
      fc.tuple(
        fc.oneof(
          damaged(LINKS),
          text.map((one) => `#v1=${one}`),
        ),
        looks,
      ),
      ([link, look]) => {
        const { draft } = openLink(link + look);
        lookAs(link + look, page.store);
        decodeHash(encodeHash(draft));
        draftScenario(draft);
      },
    );
  });

  test('notation', () => {
    fuzz(
      'notation',
      fc.oneof(
        damaged(TEXTS),
        fc.array(fc.constantFrom(...WORDS, ' '), { maxLength: 12 }).map((all) => all.join(' ')),
      ),
      (one) => {
        parseNotation(one);
      },
    );
  });

  test('scenario objects', () => {
    // Mostly right: what is wrong everywhere is refused at its first word.
    const mostly = <T>(right: fc.Arbitrary<T>) =>
      fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: json });
    const segment = fc.record({
      kind: mostly(fc.constantFrom('cpu', 'sleep')),
      ms: mostly(fc.double({ min: 0, max: 1e4, noNaN: true })),
    });
    const task = fc.record(
      {
        id: mostly(text),
        segments: mostly(fc.array(mostly(segment), { maxLength: 3 })),
        after: mostly(fc.constant([])),
        retry: mostly(fc.nat(3)),
      },
      { requiredKeys: ['id', 'segments'] },
    );
    const object = mostly(
      fc.record(
        {
          tasks: mostly(fc.array(mostly(task), { maxLength: 4 })),
          workers: mostly(fc.integer({ min: 1, max: 99 })),
          seed: mostly(fc.nat()),
          kills: json,
          name: mostly(text),
        },
        { requiredKeys: ['tasks'] },
      ),
    );
    fuzz('scenario objects', object, (one) => {
      validateScenario(one);
    });
  });

  test('programs in links', () => {
    const good = programHash({ files: [{ name: 'main.py', text: 'print(1)\n' }], options: DEFAULT_OPTIONS });
    const option = fc.record(
      { clock: json, seed: json, cores: json, switchIntervalMs: json, pythonLike: json, other: json },
      { requiredKeys: [] },
    );
    const made = fc.tuple(fc.array(fc.tuple(text, text), { maxLength: 3 }), option).map(([files, options]) =>
      programHash({
        files: files.map(([name, of]) => ({ name, text: of })),
        options: { ...DEFAULT_OPTIONS, ...options } as typeof DEFAULT_OPTIONS,
      }),
    );
    fuzz(
      'programs in links',
      fc.oneof(
        damaged([good]),
        made,
        text.map((one) => `#python=1.${one}`),
      ),
      (one) => {
        const { program } = readProgramHash(one);
        expect(readProgramHash(programHash(program)).program).toEqual(program);
      },
    );
  });

  test('messages', () => {
    const message = fc.oneof(
      json,
      fc.record({
        overlap: fc.oneof(fc.constant(1), json),
        id: fc.oneof(fc.integer(), json),
        call: fc.oneof(fc.constantFrom(...CALLS), json),
        with: fc.oneof(json, damaged(TEXTS), damaged(LINKS)),
      }),
    );
    fuzz('messages', fc.tuple(message, text), ([one, search]) => {
      embeddingOf(`?embed&origin=${search}&theme=${search}`);
      if (!isForUs(one)) throw new InputError('not for us');
      const { call, with: given } = readAsked(one);
      if (call === 'load') {
        if (typeof given !== 'string') validateScenario(given);
        else if (/^#v\d+=/.test(given)) draftScenario(openLink(given).draft);
        else parseNotation(given);
      }
    });
  });

  test('trace files', () => {
    const file = fc.oneof(
      json.map((one) => JSON.stringify(one)),
      damaged([
        '{"format":"concurrency-trace/1","engine":"web-workers","source":"measured","scenario":{"tasks":[{"id":"0","segments":[{"kind":"sleep","ms":10}]}]},"spans":[{"task":"0","attempt":1,"lane":"worker 1","phases":[{"state":"sleep","from":0,"to":10}],"outcome":"ok"}]}',
        '{"traceEvents":[{"ph":"X","name":"f","pid":1,"tid":1,"ts":0,"dur":10},{"ph":"B","name":"g","pid":1,"tid":2,"ts":3},{"ph":"E","name":"g","pid":1,"tid":2,"ts":8}]}',
        '{"type":"task-received","uuid":"a","name":"t","hostname":"h","timestamp":1}\n{"type":"task-succeeded","uuid":"a","timestamp":2}\n',
        '{"Event":"SparkListenerLogStart","Spark Version":"3.5.0"}\n{"Event":"SparkListenerApplicationStart","App Name":"a","Timestamp":1}\n',
      ]),
    );
    fuzz('trace files', file, (one) => {
      importText(one);
    });
  });

  test('the kinds are a hundred thousand in all', () => {
    expect(Object.values(RUNS).reduce((sum, runs) => sum + runs, 0)).toBe(100_000);
  });
});
