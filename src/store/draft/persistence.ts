/** Where the draft is kept: in the URL's hash, and in the tab's storage for a reload. Storage that fails is done without. */

import type { Draft } from '../../scenario/draft.ts';
import { isPacked, READABLE, readableHash, type Unpack } from '../../scenario/hash.ts';
import { InputError } from '../../scenario/input-error.ts';
import { DEFAULT_DRAFT } from '../../scenario/presets.ts';
import { isView } from '../look/views.ts';
import { modeNamed, modeOf } from '../state/modes.ts';
import type { Notice, State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { tellError } from '../worker/again.ts';
import { isVisited, keepMode } from './mode-address.ts';
import { openLink } from './open-link.ts';

/** The URL is written after so long without a change. */
const REST_MS = 300;
const DRAFT = 'overlap.draft';
const THEME = 'overlap.theme';
const SINGLE_KEYS = 'overlap.single-keys';
const WELCOMED = 'overlap.welcomed';

/** What a place to keep texts must do; `localStorage` and `sessionStorage` do. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

interface Kept {
  /** The hash that stood in the URL beside it. */
  readonly hash: string;
  readonly draft: Draft;
}

/**
 * The draft to open with. The hash wins, except over what this tab itself had written beside that very hash: after a reload the
 * text may be newer than the URL, or wrong, or too long for one.
 * @param hash as `location.hash` has it
 * @param unpack for a packed one
 */
export function openingDraft(
  hash: string,
  keeper: Keeper | undefined,
  unpack?: Unpack,
): { draft: Draft; notice: Notice | null } {
  const kept = keptDraft(keeper);
  if (kept && kept.hash === hash) return { draft: kept.draft, notice: null };
  if (hash === '' || hash === '#' || modeNamed(hash)) return { draft: DEFAULT_DRAFT, notice: null };
  try {
    return openLink(hash, unpack);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { draft: DEFAULT_DRAFT, notice: { says: error.message.replace(/^hash: /, ''), opened: false } };
  }
}

/** What the tab has kept of a draft. */
export function keptDraft(keeper: Keeper | undefined): Kept | undefined {
  const text = read(keeper, DRAFT);
  if (!text) return undefined;
  try {
    const { hash, link, text: notation } = JSON.parse(text) as Record<string, unknown>;
    if (typeof hash !== 'string' || typeof link !== 'string' || typeof notation !== 'string') return undefined;
    return { hash, draft: { ...openLink(link).draft, text: notation } };
  } catch {
    return undefined;
  }
}

export function openingTheme(keeper: Keeper | undefined): State['theme'] {
  const theme = read(keeper, THEME);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function openingSingleKeys(keeper: Keeper | undefined): boolean {
  return read(keeper, SINGLE_KEYS) !== 'off';
}

/** Whether this browser sees the page for the first time, and not by a link, which says itself what to look at. */
export function openingWelcome(hash: string, keeper: Keeper | undefined): boolean {
  return hash === '' && keeper !== undefined && read(keeper, WELCOMED) === null;
}

/** What ends the welcome: somebody has done something. */
const didSomething = (now: State, before: State): boolean =>
  now.draft !== before.draft || now.run !== before.run || now.selected !== before.selected || now.mode !== before.mode;

/** As one reads it; undefined where it is too long for any URL. */
function readable(draft: Draft): string | undefined {
  try {
    return readableHash(draft);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/**
 * Gives `then` the hash of a draft once: at once while it is short, later where it is to be packed, since what packs is loaded for
 * that; undefined where it is too long for any URL. `failed`: what packs did not come.
 */
function withHash(draft: Draft, then: (hash: string | undefined) => void, failed: (error: unknown) => void): void {
  const hash = readable(draft);
  if (hash === undefined || hash.length <= READABLE) then(hash);
  else import('../../scenario/packed-hash.ts').then(({ encodeHash }) => then(encodeHash(draft)), failed);
}

/** The address that opens a draft. One too long for any URL opens what the address bar has. @throws where what packs it cannot be loaded */
export function linkOf(draft: Draft): Promise<string> {
  return new Promise((resolve, reject) => {
    withHash(draft, (hash) => resolve(location.href.replace(/#.*$/, '') + (hash ?? location.hash)), reject);
  });
}

/** Loads the draft that the address bar has, or says what is wrong with it; of a packed link, once what unpacks it is loaded. */
export function openAddress({ store }: { readonly store: Store }): void {
  const { hash } = location;
  const open = (unpack?: Unpack) => {
    // Meanwhile there may be another.
    if (hash !== location.hash) return;
    const { draft, notice } = openingDraft(hash, undefined, unpack);
    if (notice === null || notice.opened) store.getState().loadDraft(draft);
    if (notice) store.getState().notify(notice);
  };
  if (!isPacked(hash)) open();
  else
    void import('../../scenario/unpack-link.ts').then(
      ({ unpackLink }) => open(unpackLink),
      () => open(),
    );
}

/** Keeps what changes from now on, and follows the address bar. Gives what writes the URL at once. */
export function keep(
  { store, good }: { readonly store: Store; good(): Draft },
  tab?: Keeper,
  browser?: Keeper,
): () => void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let written = store.getState().draft;
  const keepInTab = () => {
    const { draft } = store.getState();
    const link = readable({ ...draft, text: '' });
    write(tab, DRAFT, JSON.stringify({ hash: location.hash, link, text: draft.text }));
  };
  const flush = () => {
    clearTimeout(resting);
    const { draft } = store.getState();
    if (draft === written) return;
    written = draft;
    // A text that is wrong would make a link that is wrong: the URL keeps the last good one, the tab the text.
    writeAddress(keepInTab);
  };
  const writeAddress = (then?: () => void) => {
    const draft = good();
    withHash(
      draft,
      (hash) => {
        if (draft === good() && hash !== undefined) replaceHash(hash);
        then?.();
      },
      (error) => {
        then?.();
        tellError(error);
      },
    );
  };
  store.subscribe((state, before) => {
    if (state.welcome && didSomething(state, before)) state.endWelcome();
    if (before.welcome && !state.welcome) write(browser, WELCOMED, 'yes');
    if (state.theme !== before.theme) write(browser, THEME, state.theme);
    if (state.singleKeys !== before.singleKeys) write(browser, SINGLE_KEYS, state.singleKeys ? 'on' : 'off');
    if (state.draft === before.draft) return;
    clearTimeout(resting);
    resting = setTimeout(flush, REST_MS);
  });
  // Too late for the address: a reload already knows where it goes.
  addEventListener('pagehide', () => {
    if (store.getState().draft !== written) keepInTab();
  });
  addEventListener('hashchange', () => {
    const mode = modeOf(location.hash);
    store.getState().setMode(mode);
    if (mode !== 'tasks') return;
    // Back to a view of this scenario: the scenario stays as it is, and so does its link.
    if (isView(history.state) || isVisited(history.state)) writeAddress();
    else openAddress({ store });
  });
  keepMode(store, writeAddress);
  return flush;
}

function replaceHash(hash: string): void {
  // Another mode's address is its own.
  if (hash === location.hash || modeOf(location.hash) !== 'tasks') return;
  try {
    history.replaceState(history.state, '', hash);
  } catch {
    // Browsers refuse very long URLs and too many writes; the tab still has the draft.
  }
}

/** Whether the page is within another one: then it keeps nothing. */
export const isEmbedded = (): boolean => /[?&]embed\b/.test(globalThis.location?.search);

/** A storage of the browser; undefined where even looking at it is forbidden. */
export function keeper(which: 'localStorage' | 'sessionStorage'): Keeper | undefined {
  try {
    return isEmbedded() ? undefined : globalThis[which];
  } catch {
    return undefined;
  }
}

function read(keeper: Keeper | undefined, key: string): string | null {
  try {
    return keeper?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function write(keeper: Keeper | undefined, key: string, value: string): void {
  try {
    keeper?.setItem(key, value);
  } catch {
    try {
      // Full: an older draft would be worse than none.
      keeper?.removeItem(key);
    } catch {}
  }
}
