import { expect, test } from 'vitest';
import { DEFAULT_ENGINES } from '../../src/scenario/draft.ts';
import { encodeHash } from '../../src/scenario/packed-hash.ts';
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
    expect(notice).toMatchObject({ opened: false, says: expect.stringMatching(/\w/) });
  }
});

test('an engine that is not here is named, and the rest of the link opens, in its order', () => {
  const { draft, notice } = openingDraft(
    '#v1=2+x+sleep+1&workers=2&engines=sequential,warp-drive,semaphore',
    undefined,
  );
  expect(draft).toEqual({ text: '2 x sleep 1', knobs: { workers: 2 }, engines: ['sequential', 'semaphore'] });
  expect(notice).toEqual({ says: 'this link names an engine that is not here: warp-drive', opened: true });
});

test('many engines that are not here, with long names, are said shortly; the default ones stand in for them', () => {
  const ids = ['a', 'b', 'x'.repeat(500), 'd', 'd', 'e'];
  const { draft, notice } = openingDraft(`#v1=sleep+1&engines=${ids.join(',')}`, undefined);
  expect(draft.engines).toEqual(DEFAULT_ENGINES);
  expect(notice?.says).toBe(`this link names 5 engines that are not here: a, b, ${'x'.repeat(39)}… and 2 more`);
});

test('no engines at all are no mistake, and an engine named twice is there once', () => {
  expect(openingDraft('#v1=sleep+1&engines=', undefined)).toMatchObject({ draft: { engines: [] }, notice: null });
  const twice = openingDraft('#v1=sleep+1&engines=semaphore,sequential,semaphore', undefined);
  expect(twice).toMatchObject({ draft: { engines: ['semaphore', 'sequential'] }, notice: null });
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
