/** Programs whose runs are held against each other: the same trace, the same output. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { HELD } from './against-cpython.ts';
import { programWithNotes } from './program-with-notes.ts';
import { randomScenario } from './random-scenario.ts';

const EXAMPLES = new URL('../../src/store/python/examples/', import.meta.url);

export interface Replayed {
  readonly name: string;
  readonly code: string;
  readonly seed: number;
  readonly clock: 'virtual' | 'steps';
}

/** So many programs: random scenarios of all engines and the page's own examples in turns, one in five by lines. */
export function programs(count: number, seed: number): Replayed[] {
  const files = readdirSync(EXAMPLES).filter((file) => file.endsWith('.py'));
  return Array.from({ length: count }, (_, n): Replayed => {
    const asked = { seed: seed + n, clock: n % 5 === 4 ? 'steps' : 'virtual' } as const;
    const file = files[(n >> 1) % files.length]!;
    if (n % 2 === 0) return { name: file, code: readFileSync(new URL(file, EXAMPLES), 'utf8'), ...asked };
    const engine = HELD[(n >> 1) % HELD.length]!;
    return {
      name: `${engine.id} ${seed + n}`,
      code: programWithNotes(engine.id, randomScenario(engine, seed + n)),
      ...asked,
    };
  });
}

/** What each program leaves behind on a page, as text: equal texts are equal runs. Addresses in it are left out. */
export async function runs(page: Page, asked: readonly Replayed[]): Promise<string[]> {
  await page.goto('');
  await page.waitForFunction(() => 'overlap' in window);
  const all: string[] = [];
  for (const { code, seed, clock } of asked) {
    const ran = await page.evaluate(
      async (query) => {
        const { trace, output, exit } = await window.overlap.python(query);
        const bytes = new TextEncoder().encode(JSON.stringify(trace).replaceAll(/0x[0-9a-f]+/g, '0x'));
        const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join('.');
        return { exit, hash, printed: output.map(({ atMs, stream, text }) => `${atMs} ${stream} ${text}`).join('') };
      },
      { code, seed, clock },
    );
    all.push(`${ran.exit} ${ran.hash} ${ran.printed.replaceAll(/0x[0-9a-f]+/g, '0x')}`);
  }
  return all;
}
