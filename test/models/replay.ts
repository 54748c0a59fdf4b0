/** Programs whose runs are held against each other: the same trace, the same output. */
import { readdirSync, readFileSync } from 'node:fs';
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
    if (n % 2 === 0) return { name: file, code: exampleCode(file, asked.clock), ...asked };
    const engine = HELD[(n >> 1) % HELD.length]!;
    return {
      name: `${engine.id} ${seed + n}`,
      code: programWithNotes(engine.id, randomScenario(engine, seed + n)),
      ...asked,
    };
  });
}

/** By lines the six million rounds of `gil.py` meet the limit of real time, wherever they are then: a thousandth of them comes to its end. */
function exampleCode(file: string, clock: Replayed['clock']): string {
  const code = readFileSync(new URL(file, EXAMPLES), 'utf8');
  return clock === 'steps' ? code.replace('1_500_000', '1_500') : code;
}

/** What a program leaves behind, as text: equal texts are equal runs. Addresses in it are left out. This runs in the page. */
async function inPage({ code, seed, clock }: Omit<Replayed, 'name'>): Promise<string> {
  const { trace, output, exit } = await window.overlap.python({ code, seed, clock });
  const without = (text: string) => text.replaceAll(/0x[0-9a-f]+/g, '0x');
  const bytes = new TextEncoder().encode(without(JSON.stringify(trace)));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join('.');
  return without(`${exit} ${hash} ${output.map(({ atMs, stream, text }) => `${atMs} ${stream} ${text}`).join('')}`);
}

/** A page of any browser's, as far as a replay needs it. */
export interface ReplayPage {
  evaluate(inPage: (query: Omit<Replayed, 'name'>) => Promise<string>, query: Omit<Replayed, 'name'>): Promise<string>;
}

/** What each program leaves behind on a page. */
export async function runs(page: ReplayPage, asked: readonly Replayed[]): Promise<string[]> {
  const all: string[] = [];
  for (const { code, seed, clock } of asked) all.push(await page.evaluate(inPage, { code, seed, clock }));
  return all;
}

/** What the last run in Chromium left behind, by program: another browser is held against it. */
export const KEPT = new URL('../../.cache/replay.json', import.meta.url);
export const nameOf = ({ name, seed, clock }: Replayed): string => `${name}, seed ${seed}, ${clock}`;
