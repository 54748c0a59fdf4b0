/** How the page is embedded: `?embed&origin=https://blog.example&theme=dark`. */

export interface Embedding {
  /** Pages of these origins may speak to this one. None named: nobody may. */
  readonly origins: readonly string[];
  readonly theme: 'system' | 'light' | 'dark';
}

/** More origins than this are no list that a person wrote. */
const MOST_ORIGINS = 20;

/** @param search as `location.search` has it. Undefined where the page is not embedded. */
export function embeddingOf(search: string): Embedding | undefined {
  const asked = new URLSearchParams(search);
  if (!asked.has('embed')) return undefined;
  const origins = asked.getAll('origin').slice(0, MOST_ORIGINS).flatMap(originOf);
  return { origins, theme: themeOf(asked.get('theme')) };
}

export function themeOf(asked: unknown): Embedding['theme'] {
  return asked === 'light' || asked === 'dark' ? asked : 'system';
}

/** As messages name it: scheme, host and port. Of a page without an origin (a file) there is no name that would be its own. */
function originOf(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const { origin, protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? [origin] : [];
}
