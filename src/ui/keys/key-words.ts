/** What buttons say of their keys. */
import { ariaKey, shownKey } from './combination.ts';
import type { KeyRow } from './list.ts';

/** Whether this computer's keyboard has a Command key. */
export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** `Note (N)`: a button's tooltip with the keys of its row; `which`: only that key. */
export function withKey(words: string, row: KeyRow, which?: number): string {
  const keys = which === undefined ? row.keys : [row.keys[which]!];
  return `${words} (${keys.map((key) => shownKey(key, isMac())).join(', ')})`;
}

/** The value of a button's `aria-keyshortcuts`, for the keys of these rows. */
export const ariaKeys = (...rows: readonly KeyRow[]): string => rows.flatMap(({ keys }) => keys.map(ariaKey)).join(' ');
