import { describe, expect, test } from 'vitest';
import { draftScenario, withKnob } from '../../../src/scenario/draft.ts';
import { formatAsked, formatMs, fromTo } from '../../../src/scenario/duration.ts';
import { formatRange } from '../../../src/scenario/format-range.ts';
import { highlight } from '../../../src/scenario/highlight.ts';
import { parseNotation } from '../../../src/scenario/notation.ts';
import { DEFAULT_DRAFT, PRESETS, presetDraft } from '../../../src/scenario/presets.ts';
import { SPARK_PRESETS } from '../../../src/scenario/spark-presets.ts';
import { summary } from '../../../src/scenario/summary.ts';
import { validateScenario } from '../../../src/scenario/validate.ts';

describe('durations as the page says them', () => {
  test.each([
    [0, '0 ms'],
    [0.0004, '0.4 µs'],
    [0.008, '8 µs'],
    [0.35, '0.35 ms'],
    [0.1, '0.1 ms'],
    [0.9949, '0.99 ms'],
    [0.996, '1 ms'],
    [4.52, '4.5 ms'],
    [9.96, '10 ms'],
    [240, '240 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [1340, '1.34 s'],
    [5000, '5.00 s'],
    [99_999, '100.0 s'],
    [119_400, '119.4 s'],
    [250_000, '4 min 10 s'],
    [599_960, '10 min'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [273_600_000, '3 d 4 h'],
    [1e13, '115,741 d'],
    [-5000, '−5.00 s'],
    [Number.NaN, '–'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });

  test('seconds take as many digits as asked for', () => {
    expect(formatMs(5013, 3)).toBe('5.013 s');
    expect(formatMs(10_000, 0)).toBe('10 s');
    expect(formatMs(1_000_000, 3)).toBe('16 min 40 s');
    expect([12_345, 104_212, 250_120].map((ms) => formatMs(ms, 3))).toEqual(['12.35 s', '104.2 s', '4 min 10.1 s']);
  });

  test('three digits tell runs apart, in milliseconds too', () => {
    expect([1002.4, 252.3, 52.31, 4.964, 0.3123, 0].map((ms) => formatMs(ms, 3))).toEqual([
      '1.002 s',
      '252 ms',
      '52.3 ms',
      '4.96 ms',
      '0.312 ms',
      '0 ms',
    ]);
  });

  test('asked for are said as in the notation', () => {
    const asked = [600_000, 60_000, 90_000, 3000, 1500, 250, 0.2].map(formatAsked);
    expect(asked).toEqual(['10 min', '1 min', '90 s', '3 s', '1.5 s', '250 ms', '0.2 ms']);
  });

  test('of a stretch share one unit', () => {
    expect(formatRange(906.5, 911.5)).toBe('906.5 to 911.5 ms');
    expect(formatRange(1002, 5004)).toBe('1.002 to 5.004 s');
    expect(formatRange(0.4, 0.4)).toBe('0.4 ms');
    expect(formatRange(12, Number.NaN)).toBe('12 ms on');
    expect(formatRange(0, 600_000)).toBe('0 to 10 min');
    expect(formatRange(1_000_000, 1_000_005)).toBe('1000.000 to 1000.005 s');
  });
});

describe('the line under the editor', () => {
  const says = (text: string) => summary(parseNotation(text).scenario);

  test('sums up tasks, cpu, sleep and failures', () => {
    expect(says('sleep 0..4')).toBe('5 tasks · sleep 10 s · no cpu');
    expect(says(PRESETS.find(({ id }) => id === 'mixed')?.text ?? '')).toBe(
      '9 tasks · cpu 1.28 s · sleep 1.21 s · 1 fails',
    );
    expect(says('2000 x cpu 0.1ms fails dies')).toBe('2,000 tasks · cpu 200 ms · no sleep · 2,000 fail · 2,000 die');
    expect(says('cpu 1 dies')).toBe('1 task · cpu 1 s · no sleep · 1 dies');
    expect(says('# nothing yet')).toBe('no tasks');
  });
});

describe('presets', () => {
  test('all parse, are valid, and have a title and a sentence of their own', () => {
    for (const preset of [...PRESETS, ...SPARK_PRESETS]) {
      const scenario = draftScenario(presetDraft(preset));
      expect(validateScenario(scenario)).toStrictEqual({ scenario, unknown: [] });
      expect(scenario.workers).toBeGreaterThan(0);
      expect(preset.about).toMatch(/\.$/);
    }
    for (const of of ['id', 'title', 'about'] as const)
      expect(new Set([...PRESETS, ...SPARK_PRESETS].map((preset) => preset[of])).size).toBe(
        PRESETS.length + SPARK_PRESETS.length,
      );
  });

  test("the page opens with the article's case, its pool size beside the text", () => {
    expect(DEFAULT_DRAFT).toEqual({
      text: 'sleep 0..4',
      knobs: { workers: 3, python: '3.14' },
      engines: ['sequential', 'web-workers', 'async-pool', 'semaphore'],
    });
  });

  test('a control moves its line, or the knob beside the text', () => {
    expect(withKnob(DEFAULT_DRAFT, 'workers', 5)).toEqual({
      ...DEFAULT_DRAFT,
      knobs: { ...DEFAULT_DRAFT.knobs, workers: 5 },
    });
    expect(withKnob({ ...DEFAULT_DRAFT, text: 'pool 3\nsleep 1' }, 'workers', 5)).toEqual({
      ...DEFAULT_DRAFT,
      text: 'pool 5\nsleep 1',
    });
  });
});

describe('highlighting', () => {
  const kinds = (text: string) => highlight(text).map(({ from, to, kind }) => `${text.slice(from, to)}:${kind}`);

  test('tells words, numbers with their units, names, comments and what is no word', () => {
    expect(kinds('load: 3 x sleep 200ms fails # why\npool 3\nmerge after load, #3: cpu 1 +-20% §')).toEqual([
      'load:name',
      '3:number',
      'x:keyword',
      'sleep:segment',
      '200:number',
      'ms:number',
      'fails:fault',
      '# why:comment',
      'pool:knob',
      '3:number',
      'merge:name',
      'after:keyword',
      'load:name',
      '#3:name',
      'cpu:segment',
      '1:number',
      '+-:number',
      '20:number',
      '%:number',
      '§:bad',
    ]);
  });

  test('leaves unknown words and marks as they are', () => {
    expect(kinds('slep 1, cpu')).toEqual(['1:number', 'cpu:segment']);
    expect(kinds('name sleep 1 # n')).toEqual(['name:knob', 'sleep:name', '1:name', '# n:comment']);
  });
});

test('from one time to another a unit that both have stands once', () => {
  expect(fromTo(5000, 4000)).toBe('5.00 → 4.00 s');
  expect(fromTo(517, 400)).toBe('517 → 400 ms');
  expect(fromTo(1200, 400)).toBe('1.20 s → 400 ms');
  expect(fromTo(1_000_000, 600_000)).toBe('16 min 40 s → 10 min');
});
