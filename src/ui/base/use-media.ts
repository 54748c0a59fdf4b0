/** Which of the three layouts the window has room for. */
import { useSyncExternalStore } from 'react';

export type Layout = 'wide' | 'middle' | 'narrow';

const WIDE = matchMedia('(min-width: 1280px)');
const NARROW = matchMedia('(max-width: 719.98px)');

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, () => (WIDE.matches ? 'wide' : NARROW.matches ? 'narrow' : 'middle'));
}

function subscribe(changed: () => void): () => void {
  WIDE.addEventListener('change', changed);
  NARROW.addEventListener('change', changed);
  return () => {
    WIDE.removeEventListener('change', changed);
    NARROW.removeEventListener('change', changed);
  };
}
