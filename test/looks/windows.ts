/** In which windows pictures are taken, and where they are kept. */
export const PLACE = `${import.meta.dirname}/../../.cache/looks`;

export const WINDOWS = [
  ['wide', { width: 1440, height: 900 }, 'light'],
  ['wide dark', { width: 1440, height: 900 }, 'dark'],
  ['low', { width: 1280, height: 720 }, 'light'],
  ['low dark', { width: 1280, height: 720 }, 'dark'],
  ['tablet', { width: 768, height: 1024 }, 'light'],
  ['tablet dark', { width: 768, height: 1024 }, 'dark'],
  ['200 %', { width: 720, height: 450 }, 'light'],
  ['phone', { width: 375, height: 812 }, 'light'],
  ['phone dark', { width: 375, height: 812 }, 'dark'],
] as const;

/** Those whose names begin with one of the words; all where nothing is asked for. */
export function asked<T extends readonly [name: string, ...unknown[]]>(all: readonly T[], words = ''): T[] {
  const begins = words.split(',').filter(Boolean);
  return all.filter(([name]) => begins.length === 0 || begins.some((begin) => name.startsWith(begin)));
}
