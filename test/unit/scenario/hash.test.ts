import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { toBase64url } from '../../../src/scenario/base64url.ts';
import { DEFAULT_ENGINES, type Draft, draftScenario } from '../../../src/scenario/draft.ts';
import { InputError } from '../../../src/scenario/input-error.ts';
import { pack } from '../../../src/scenario/pack.ts';
import { decodeHash, encodeHash } from '../../../src/scenario/packed-hash.ts';
import { PRESETS, presetDraft } from '../../../src/scenario/presets.ts';
import { printNotation } from '../../../src/scenario/print.ts';
import { sfc32 } from '../../../src/scenario/sfc32.ts';
import { validateScenario } from '../../../src/scenario/validate.ts';

const draft = (text: string, more: Partial<Draft> = {}): Draft => ({
  text,
  knobs: {},
  engines: DEFAULT_ENGINES,
  ...more,
});
const mistake = (hash: string): string => {
  try {
    decodeHash(hash);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error('this can be read');
};

describe('small drafts', () => {
  test("the article's case is readable and short", () => {
    expect(encodeHash(draft('sleep 0..4', { knobs: { workers: 3 } }))).toBe('#v1=sleep+0..4&workers=3');
    expect(encodeHash(draft('pool 3\nsleep 0..4'))).toBe('#v1=pool+3;sleep+0..4');
  });

  test('engines and machine are there only where they differ from the default', () => {
    expect(
      encodeHash(draft('cpu 1', { engines: ['sequential', 'web-workers'], machine: { cores: 4, speed: 1.5 } })),
    ).toBe('#v1=cpu+1&engines=sequential,web-workers&machine=cores:4,speed:1.5');
    expect(encodeHash(draft('cpu 1', { engines: [], machine: 'ideal' }))).toBe('#v1=cpu+1&engines=&machine=ideal');
  });

  test('every preset stays readable, and comes back', () => {
    for (const preset of PRESETS) {
      const hash = encodeHash(presetDraft(preset));
      expect(hash.length).toBeLessThan(400);
      expect(hash.startsWith('#v1=.')).toBe(false);
      expect(decodeHash(hash)).toStrictEqual(presetDraft(preset));
    }
  });

  test('links of this version are read for ever', () => {
    const old: [string, Draft][] = [
      // What the page opens with has changed since, what the link means has not.
      [
        '#v1=sleep+0..4&workers=3',
        draft('sleep 0..4', { knobs: { workers: 3 }, engines: ['web-workers', 'async-pool', 'semaphore'] }),
      ],
      ['#v1=8+x+cpu+60ms,+sleep+200ms+~2B-20~25;~23+done~0A', draft('8 x cpu 60ms, sleep 200ms +-20%\n# done\n')],
      [
        '#v1=.GUi5eCvPL8pOLSq2ZeBSVihITM5OTeFiUKhQKM5JTS1QYMgtVtDWZVDVUUguKAXz0hIzc4rBKsAiegamucVcAA8DAmQUuAYADwAAAAALAAA',
        draft('# packed\n2 x sleep 100ms +-20%, cpu 3000ms fails\n6 x cpu 0.05ms\n', { knobs: { workers: 3 } }),
      ],
    ];
    for (const [hash, of] of old) expect(decodeHash(hash)).toStrictEqual(of);
  });

  test('a link may be written by hand', () => {
    const text = '# by hand\n2 x sleep 100ms +-20%; "ż"';
    expect(decodeHash(`#v1=${encodeURIComponent(text)}&workers=2`)).toStrictEqual(
      draft(text, { knobs: { workers: 2 } }),
    );
  });
});

describe('large drafts', () => {
  test('200 tasks of two random segments stay under 1,300 characters, printed or typed', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = sfc32(seed);
      const below = (n: number) => Math.floor((random() / 2 ** 32) * n);
      const segment = () => ({ kind: below(2) ? 'sleep' : 'cpu', ms: 1 + below(999) });
      const tasks = Array.from({ length: 200 }, (_, k) => ({ id: String(k), segments: [segment(), segment()] }));
      const { scenario } = validateScenario({ workers: 4, tasks });
      const typed = tasks
        .map(({ segments }) => segments.map(({ kind, ms }) => `${kind} ${ms}ms`).join(', '))
        .join('\n');
      for (const of of [draft(printNotation(scenario)), draft(typed, { knobs: { workers: 4 } })]) {
        const hash = encodeHash(of);
        expect(hash.length).toBeLessThan(1300);
        expect(decodeHash(hash)).toStrictEqual(of);
        expect(draftScenario(of)).toStrictEqual(scenario);
      }
    }
  });

  test('thousands of equal lines are packed small', () => {
    expect(encodeHash(draft('sleep 1\n'.repeat(5000))).length).toBeLessThan(400);
  });
});

describe('links that cannot be read say why', () => {
  test.each([
    ['', /begins with #v1=/],
    ['#about', /begins with #v1=, found "#about"/],
    ['#v2=sleep', /newer version/],
    ['#v1=%E0%A4%A', /damaged/],
    ['#v1=~FF', /damaged/],
    ['#v1=sleep+1&workers=0', /^hash\.workers: expected a whole number from 1 to 1000, found 0$/],
    ['#v1=sleep+1&workers=x', /^hash\.workers: expected a whole number from 1 to 1000, found "x"$/],
    ['#v1=sleep+1&workers=2&workers=3', /^hash\.workers: expected it once/],
    ['#v1=sleep+1&machine=cores:0', /^machine\.cores: /],
    ['#v1=sleep+1&machine=here', /^machine\.cores: /],
    ['#v1=sleep+1&kills=[', /^hash\.kills: expected JSON/],
    ['#v1=sleep+1&script=alert(1)', /expected settings such as workers=3/],
    ['#v1=.', /cut off or damaged/],
    ['#v1=.!!!!', /damaged/],
    ['#v1=.AAAAAAAA', /cut off or damaged/],
  ])('%s', (hash, message) => {
    expect(mistake(hash)).toMatch(message);
  });

  test('a bomb is stopped at the limit', () => {
    const bomb = deflateSync(new Uint8Array(40 * 2 ** 20), { level: 9 });
    const head = [0, 0, 0];
    for (let left = bomb.length * 2; ; left = Math.floor(left / 128)) {
      head.push(left >= 128 ? (left % 128) | 128 : left);
      if (left < 128) break;
    }
    expect(mistake(`#v1=.${toBase64url(Uint8Array.from([...head, ...bomb]))}`)).toMatch(
      /more than 16777216 characters/,
    );
  });

  test('a text with more numbers than it may have is stopped too', () => {
    expect(mistake(`#v1=.${toBase64url(pack(`\n${'4000000000\n'.repeat(1_600_000)}`))}`)).toMatch(
      /more than 16777216 characters/,
    );
  });

  test('a link that ends in a full stop because a sentence did still opens', () => {
    const hash = encodeHash(draft('sleep 123ms\n'.repeat(100)));
    expect(decodeHash(`${hash}.`).text).toHaveLength(1200);
  });
});

test('what the text says wins over the control beside it, and the tasks stay the same object while knobs move', () => {
  expect(draftScenario(draft('pool 2\nsleep 1', { knobs: { workers: 5, chunksize: 2 } }))).toMatchObject({
    workers: 2,
    chunksize: 2,
  });
  const one = draftScenario(draft('9 x sleep 1 +-20%', { knobs: { workers: 5 } }));
  const two = draftScenario(draft('9 x sleep 1 +-20%', { knobs: { workers: 6 } }));
  expect(two.tasks).toBe(one.tasks);
  expect(draftScenario(draft('9 x sleep 1 +-20%', { knobs: { seed: 6 } })).tasks).not.toEqual(one.tasks);
});
