/** What the window has room for. */
import { useSyncExternalStore } from 'react';

export type Layout = 'wide' | 'middle' | 'narrow';

const WIDE = matchMedia('(min-width: 1280px)');
const NARROW = matchMedia('(max-width: 719.98px)');
/** Lower windows have no room for lanes and dock at once. */
const LOW = matchMedia('(max-height: 759.98px)');

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, () => (WIDE.matches ? 'wide' : NARROW.matches ? 'narrow' : 'middle'));
}

export const isNarrow = (): boolean => NARROW.matches;

export const isLow = (): boolean => LOW.matches;

export function useLow(): boolean {
  return useSyncExternalStore(subscribe, isLow);
}

function subscribe(changed: () => void): () => void {
  for (const query of [WIDE, NARROW, LOW]) query.addEventListener('change', changed);
  return () => {
    for (const query of [WIDE, NARROW, LOW]) query.removeEventListener('change', changed);
  };
}
