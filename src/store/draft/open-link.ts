/** What a link opens. Only the engines that are here can be shown; the others are named, and the rest of the link opens. */
import { ENGINES, enginesNamed } from '../../engines/list.ts';
import { DEFAULT_ENGINES, type Draft } from '../../scenario/draft.ts';
import { shorten } from '../../scenario/expected.ts';
import { readHash, type Unpack } from '../../scenario/hash.ts';
import type { Notice } from '../state/state.ts';

export interface OpenedLink {
  readonly draft: Draft;
  readonly notice: Notice | null;
}

/**
 * Reads a link.
 * @param hash as `location.hash` has it
 * @param unpack for a packed one
 * @throws {InputError} where nothing of it can be opened
 */
export function openLink(hash: string, unpack?: Unpack): OpenedLink {
  // How one looks at it is read later (`share/look-link.ts`).
  const draft = readHash(hash.split('&look=')[0]!, unpack);
  const here = enginesNamed(draft.engines).map(({ id }) => id);
  const missing = [...new Set(draft.engines)].filter((id) => !ENGINES.some((engine) => engine.id === id));
  if (missing.length === 0) return { draft: { ...draft, engines: here }, notice: null };
  const opened = { ...draft, engines: here.length > 0 ? here : DEFAULT_ENGINES };
  return { draft: opened, notice: { says: missingWords(missing), opened: true } };
}

/** Names that are said; a link may hold any number of any length. */
const MOST_NAMES = 3;

function missingWords(ids: readonly string[]): string {
  const names = ids.slice(0, MOST_NAMES).map(shorten);
  const more = ids.length - names.length;
  const said = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  return ids.length === 1
    ? `this link names an engine that is not here: ${said}`
    : `this link names ${ids.length} engines that are not here: ${said}`;
}
