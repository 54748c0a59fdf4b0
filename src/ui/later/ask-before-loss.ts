/** Where neither the address nor the tab can keep what was written, the browser asks before the page goes. */
import { InputError } from '../../scenario/input-error.ts';
import { encodeHash } from '../../scenario/packed-hash.ts';
import { keeper, keptDraft } from '../../store/draft/persistence.ts';
import type { Overlap } from '../../store/overlap.ts';
import { withoutLook } from '../../store/share/look-link.ts';

/** @param write writes the address, and what the tab keeps, at once */
export function askBeforeLoss({ store }: Overlap, write: () => void): void {
  addEventListener('beforeunload', (event) => {
    write();
    const { draft, mistake, mode } = store.getState();
    const hash = withoutLook(location.hash);
    const addressed = mode !== 'tasks' || hash === '' || (!mistake && hash === hashOf(draft));
    if (!addressed && keptDraft(keeper('sessionStorage'))?.draft.text !== draft.text) event.preventDefault();
  });
}

/** Undefined where it is too long for any address. */
function hashOf(draft: Parameters<typeof encodeHash>[0]): string | undefined {
  try {
    return encodeHash(draft);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
