/** The page's colours: each is a token, written once, and can be told from what it stands on. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const UI = fileURLToPath(new URL('../../src/ui', import.meta.url));
const css = readFileSync(`${UI}/base/tokens.css`, 'utf8');
const [usual, forced] = css.split('@media (forced-colors: active)') as [string, string];
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const pairs = new Map(
  Array.from(usual.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g), ([, name, light, dark]) => [
    name!,
    { light: light!, dark: dark! },
  ]),
);
const colour = (name: string, theme: Theme): string => pairs.get(name)![theme];

/** Relative luminance and contrast by WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** What is read, with all that it stands on. */
const TEXT: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['ink', ['bg', 'side', 'sunk']],
  ['ink-2', ['bg', 'side', 'sunk']],
  ['ink-3', ['bg', 'side']],
  ['bg', ['ink']],
  ['cpu', ['bg']],
  ['cpu-text', ['cpu']],
  ['sleep-text', ['sleep-fill']],
  ['wplace-text', ['bg']],
  ['wproc-text', ['bg']],
  ['fail-text', ['bg', 'side']],
  ['fail-on', ['fail']],
];
/** What is only seen: marks, outlines, borders of fields. */
const MARKS = ['frame', 'field', 'cpu', 'sleep-edge', 'wplace', 'wproc', 'wothers', 'fail', 'cancel', 'ink'];

describe.each(THEMES)('%s', (theme) => {
  const found = (a: string, b: string) => contrast(colour(a, theme), colour(b, theme));
  test.each(TEXT)('%s can be read on %j', (text, grounds) => {
    for (const ground of grounds) expect(found(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });
  test.each(MARKS)('%s can be seen', (mark) => {
    expect(found(mark, 'bg')).toBeGreaterThanOrEqual(3);
  });
});

test('the arithmetic is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('with forced colours every token that something is told by is one of the user’s own', () => {
  const kept = [...new Set([...TEXT.flatMap(([text, grounds]) => [text, ...grounds]), ...MARKS])];
  const missing = kept.filter((name) => !new RegExp(`--${name}: (Canvas|CanvasText);`).test(forced));
  expect(missing).toEqual([]);
});

test('no colour stands outside the tokens', () => {
  const files = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
  // A dialog's backdrop dims whatever is behind it, in light and dark.
  const found = files
    .filter((name) => name !== 'base/tokens.css')
    .flatMap((name) =>
      readFileSync(`${UI}/${name}`, 'utf8')
        .replaceAll(/::backdrop \{[^}]*\}/g, '')
        .split('\n')
        .filter(
          (line) =>
            /(?<![\w&])#(?:[\da-f]{3}){1,2}\b(?!-)|\brgba?\(|\bhsla?\(/i.test(line) && !/^\s*(\*|\/)/.test(line),
        )
        .map((line) => `${name}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});

/** Lines of all stylesheets but the tokens' own, each with its file. */
function linesBut(...left: readonly string[]): readonly (readonly [file: string, line: string])[] {
  const files = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
  return files
    .filter((name) => name !== 'base/tokens.css' && !left.includes(name))
    .flatMap((name) =>
      readFileSync(`${UI}/${name}`, 'utf8')
        .split('\n')
        .map((line) => [name, line.trim()] as const),
    );
}

test('every size of type is a token, but on the wall of a classroom', () => {
  const found = linesBut('learn/teach/teach.css').filter(
    ([, line]) => /^font-size: [\d.]+px/.test(line) || /^font: (?:\d+ )?[\d.]+px/.test(line),
  );
  expect(found).toEqual([]);
  const sizes = [...usual.matchAll(/--text-([\w]+): ([\d.]+)px/g)].map(([, name, px]) => [name!, Number(px)] as const);
  expect(sizes.length).toBeGreaterThan(5);
  for (const [name, px] of sizes) expect(px, name).toBeGreaterThanOrEqual(name === 'mark' ? 10.5 : 11);
});

test('distances of 4, 8, 12, 16 and 24 px are tokens', () => {
  const found = linesBut().filter(([, line]) =>
    /^(?:(?:row-|column-)?gap|padding[\w-]*|margin[\w-]*): [^;]*(?<![\w.-])(?:4|8|12|16|24)px/.test(line),
  );
  expect(found).toEqual([]);
});
