/** Engines' names where room is short. */
import type { EngineFacts } from '../../engines/facts.ts';

/** What one recognises an engine by: `async pool`, `ThreadPool`, `Pool.map`. */
export function shortName({ title }: EngineFacts): string {
  return title
    .replace(/ scheduler$/, '')
    .replace(/^Main-thread /, '')
    .replace(/-limited$/, '')
    .replace('PoolExecutor', 'Pool')
    .replace(/^(multiprocessing|threading|asyncio)\./, '')
    .replace('return_exceptions', 'return_e…')
    .replace('imap_unordered', 'imap_uno…')
    .replace(/^Event loop.*$/, 'event loop');
}

/** `Web Workers, async pool`; `Web Workers +2` where there is no room for all of them in so many characters. */
export function namesOf(engines: readonly EngineFacts[], room: number): string {
  const names = engines.map(shortName);
  for (let shown = names.length; shown > 0; shown--) {
    const text = names.slice(0, shown).join(', ') + more(names.length - shown);
    if (text.length <= room) return text;
  }
  const suffix = more(names.length - 1);
  return `${names[0]!.slice(0, room - suffix.length - 1)}…${suffix}`;
}

const more = (count: number): string => (count > 0 ? ` +${count}` : '');
