import { expect, test } from 'vitest';
import { encodeHash } from '../../src/scenario/hash.ts';
import { DEFAULT_DRAFT } from '../../src/scenario/presets.ts';
import { type Keeper, openingDraft, openingSingleKeys, openingTheme } from '../../src/store/draft/persistence.ts';

function keeping(all: Record<string, string>): Keeper {
  return {
    getItem: (key) => all[key] ?? null,
    setItem: (key, value) => {
      all[key] = value;
    },
    removeItem: (key) => {
      delete all[key];
    },
  };
}

const kept = (hash: string, text: string) =>
  keeping({ 'overlap.draft': JSON.stringify({ hash, link: encodeHash({ ...DEFAULT_DRAFT, text: '' }), text }) });

const forbidden: Keeper = {
  getItem: () => {
    throw new Error('forbidden');
  },
  setItem: () => {},
  removeItem: () => {},
};

test('without a hash and without anything kept: the article’s case', () => {
  expect(openingDraft('', undefined)).toEqual({ draft: DEFAULT_DRAFT, notice: null });
  expect(openingDraft('#', forbidden)).toEqual({ draft: DEFAULT_DRAFT, notice: null });
});

test('the hash says what to open', () => {
  const draft = { text: '2 x sleep 1', knobs: { workers: 2 }, engines: ['sequential'] };
  expect(openingDraft(encodeHash(draft), undefined)).toEqual({ draft, notice: null });
});

test('a hash from elsewhere wins over what the tab has kept', () => {
  const link = encodeHash({ ...DEFAULT_DRAFT, text: 'sleep 7' });
  expect(openingDraft(link, kept('', 'sleep 9')).draft.text).toBe('sleep 7');
});

test('beside the very hash that it was kept with, the tab’s text wins: it may be newer, or wrong', () => {
  const link = encodeHash({ ...DEFAULT_DRAFT, text: 'sleep 7' });
  expect(openingDraft(link, kept(link, 'sleep 7 o')).draft).toEqual({ ...DEFAULT_DRAFT, text: 'sleep 7 o' });
});

test('a broken or newer hash opens the article’s case and says what is wrong', () => {
  for (const hash of ['#v1=%E0%A4%A', '#v9=x', '#nonsense', '#v1=.AAAA', '#v1=sleep+1&machine=cores:zero']) {
    const { draft, notice } = openingDraft(hash, undefined);
    expect(draft).toBe(DEFAULT_DRAFT);
    expect(notice).toMatch(/\w/);
  }
});

test('what is kept and damaged is as if nothing were kept', () => {
  for (const text of ['', '{', 'null', '{"hash":"","link":5,"text":""}', '{"hash":"","link":"#v1=%","text":"x"}']) {
    const found = openingDraft('', keeping({ 'overlap.draft': text }));
    expect(found).toEqual({ draft: DEFAULT_DRAFT, notice: null });
  }
});

test('theme and single keys have defaults, whatever is kept', () => {
  expect(openingTheme(undefined)).toBe('system');
  expect(openingTheme(keeping({ 'overlap.theme': 'dark' }))).toBe('dark');
  expect(openingTheme(keeping({ 'overlap.theme': 'pink' }))).toBe('system');
  expect(openingSingleKeys(forbidden)).toBe(true);
  expect(openingSingleKeys(keeping({ 'overlap.single-keys': 'off' }))).toBe(false);
});
