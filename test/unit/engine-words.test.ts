/** What the picker tells of each engine. `UPDATE_RECORDING_COUNTS=1` writes the counts of recordings anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/list.ts';
import type { EngineWords } from '../../src/engines/words/engine-words.ts';
import { ENGINE_WORDS } from '../../src/engines/words/list.ts';
import counts from '../../src/engines/words/recordings.json' with { type: 'json' };
import { mistakesIn, mistakesInSentences } from './grammar.ts';

const RECORDINGS = new URL('../conformance/traces/', import.meta.url);
const COUNTS = new URL('../../src/engines/words/recordings.json', import.meta.url);

test('every engine of the list has words', () => {
  expect(ENGINES.map(({ id }) => id).filter((id) => !ENGINE_WORDS.has(id))).toEqual([]);
});

/** A text as a whole sentence; the code is none. */
const SENTENCES: Readonly<Record<Exclude<keyof EngineWords, 'code'>, (text: string) => string>> = {
  sentence: (text) => text,
  picture: (text) => text,
  goodFor: (text) => `Good for ${text}`,
  notFor: (text) => `Not for ${text}`,
  results: (text) => text,
  error: (text) => text,
  model: (text) => `Model: ${text}.`,
};

describe.each([...ENGINE_WORDS])('%s', (_id, words) => {
  test('every text is there, in plain English', () => {
    for (const [member, sentence] of Object.entries(SENTENCES)) {
      const text = words[member as keyof typeof SENTENCES];
      expect(text, member).not.toBe('');
      expect(mistakesInSentences(sentence(text)), sentence(text)).toEqual([]);
    }
  });

  test('the sentence of the list is one, and short', () => {
    expect(words.sentence.match(/[.?!](?: |$)/g)).toHaveLength(1);
    expect(words.sentence.length).toBeLessThanOrEqual(60);
    expect(mistakesIn(words.sentence)).toEqual([]);
  });

  test('the code has four to eight lines that fit the panel', () => {
    const lines = words.code.split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(4);
    expect(lines.length).toBeLessThanOrEqual(8);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(46);
    for (const [open, close] of ['()', '[]', '{}'] as const)
      expect(words.code.split(open!).length, `${open} and ${close}`).toBe(words.code.split(close!).length);
  });
});

test('no two engines are told in the same words', () => {
  for (const member of ['sentence', 'picture', 'code'] as const) {
    const texts = [...ENGINE_WORDS.values()].map((words) => words[member]);
    const twice = texts.filter((text, i) => texts.indexOf(text) !== i);
    expect(twice, member).toEqual([]);
  }
});

test('the counts of recordings are those of test/conformance/traces', () => {
  const found: Record<string, number> = {};
  const files = readdirSync(RECORDINGS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  for (const file of files.sort()) {
    const { engine } = JSON.parse(readFileSync(new URL(file, RECORDINGS), 'utf8')) as { engine: string };
    found[engine] = (found[engine] ?? 0) + 1;
  }
  const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (process.env.UPDATE_RECORDING_COUNTS) writeFileSync(COUNTS, `${JSON.stringify(sorted, null, 2)}\n`);
  else
    expect(counts, 'renew with UPDATE_RECORDING_COUNTS=1 npx vitest run test/unit/engine-words.test.ts').toEqual(
      sorted,
    );
});
