import type { Draft } from '../../scenario/draft.ts';
import { InputError } from '../../scenario/input-error.ts';
import { encodeHash } from '../../scenario/packed-hash.ts';

/** The same as `linkOf`, at once: for parts of the page that load later, what packs links among them. */
export function linkNow(draft: Draft): string {
  const bare = location.href.replace(/#.*$/, '');
  try {
    return bare + encodeHash(draft);
  } catch (error) {
    if (error instanceof InputError) return bare + location.hash;
    throw error;
  }
}
