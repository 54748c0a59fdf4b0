/** The words for every engine, family by family, in the order in which the picker lists them. */
import { ASYNCIO } from './asyncio.ts';
import { BROWSER } from './browser.ts';
import type { EngineWords } from './engine-words.ts';
import { MANY_MACHINES } from './many-machines.ts';
import { PYTHON_PROCESSES } from './python-processes.ts';
import { PYTHON_THREADS } from './python-threads.ts';
import recordings from './recordings.json' with { type: 'json' };

/** By engine id, in order. */
export const ENGINE_WORDS: ReadonlyMap<string, EngineWords> = new Map(
  [BROWSER, PYTHON_THREADS, PYTHON_PROCESSES, ASYNCIO, MANY_MACHINES].flatMap((family) => Object.entries(family)),
);

/** How many recordings of real runs its model is held against. */
export const recordingsOf = (id: string): number => (recordings as Readonly<Record<string, number>>)[id] ?? 0;
