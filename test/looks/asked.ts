/** Where pictures are kept, and which of a list are asked for. */
export const PLACE = `${import.meta.dirname}/../../.cache/looks`;

/** Those whose names begin with one of the words; all where nothing is asked for. */
export function asked<T extends readonly [name: string, ...unknown[]]>(all: readonly T[], words = ''): T[] {
  const begins = words.split(',').filter(Boolean);
  return all.filter(([name]) => begins.length === 0 || begins.some((begin) => name.startsWith(begin)));
}
