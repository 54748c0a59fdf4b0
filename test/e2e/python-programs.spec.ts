/**
 * Programs of the kinds that people ask about, on the page's Python, against what CPython on a computer did: the same lines, at the same times, the same end.
 * `programs/record.py` made the recording.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

interface Recorded {
  readonly exit: number;
  readonly lines: readonly (readonly [atMs: number, text: string])[];
}

const FOLDER = new URL('programs/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const { programs } = JSON.parse(text('recorded.json')) as { programs: Record<string, Recorded> };

/** What a time here may be off the recorded one: so much of it, and so many ms for the starts of a real computer. */
const OFF = { share: 0.15, ms: 15 };
/** Lines that came within so many ms of each other may change places. */
const TIE_MS = 25;

interface Line {
  readonly atMs: number;
  readonly text: string;
}

/** What differs, in words. Each recorded line takes the next one here that is like it, past none that came clearly earlier. */
function differences(here: readonly Line[], { lines }: Recorded): string[] {
  const left = [...here];
  const found: string[] = [];
  for (const [atMs, wanted] of lines) {
    const place = left.findIndex(
      (line, n) => line.text === wanted && left.slice(0, n).every((earlier) => line.atMs - earlier.atMs <= TIE_MS),
    );
    const [line] = place < 0 ? [] : left.splice(place, 1);
    if (!line) return [...found, `no "${wanted}" next, there is "${left[0]?.text}" at ${left[0]?.atMs.toFixed(0)} ms`];
    if (Math.abs(line.atMs - atMs) > Math.max(OFF.ms, OFF.share * atMs))
      found.push(`"${wanted}" at ${line.atMs.toFixed(0)} ms, recorded at ${atMs}`);
  }
  return left.length > 0 ? [...found, `also "${left[0]!.text}"`] : found;
}

test('programs print what they print on a computer, at the same times, and end in the same way', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  const off: Record<string, string[]> = {};
  for (const [name, recorded] of Object.entries(programs)) {
    // The recording is of 3.11, where processes are forks.
    const ran = await page.evaluate(
      (code) => window.overlap.python({ code, pythonLike: '3.11', machine: { cores: 2 } }),
      text(name),
    );
    const here = ran.output
      .filter(({ stream }) => stream === 'out')
      .flatMap(({ atMs, text: printed }) =>
        printed
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => ({ atMs, text: line })),
      );
    const found = differences(here, recorded);
    if (('code' in ran ? ran.code : ran.exit) !== recorded.exit)
      found.push(`ends "${ran.exit}", recorded with ${recorded.exit}`);
    if (found.length > 0) off[name] = found;
  }
  expect(off).toEqual({});
  expect(Object.keys(programs).length).toBeGreaterThanOrEqual(20);
});
