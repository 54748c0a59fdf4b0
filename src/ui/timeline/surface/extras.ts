/** What is loaded only when there is something of it: lines over all sections, and searching. */
import type { State } from '../../../store/state/state.ts';
import { Later } from '../model/later.ts';
import type { Picture } from '../model/picture.ts';
import type { Layer } from './layer.ts';

/** A run that goes on is searched once in this time (ms). */
const SEARCH_MS = 250;

export class Extras {
  readonly #layers = new Later(() => import('./layer.ts'));
  readonly #search = new Later(() => import('../model/search.ts'));
  #layer: Layer | undefined;
  #searchedMs = Number.NEGATIVE_INFINITY;

  /** `changed` is called when something has been loaded that can be drawn now. */
  constructor(readonly changed: () => void) {}

  /** The lines over all sections; loaded when there first is one. */
  layer(
    dom: { readonly content: HTMLElement; readonly band: HTMLElement },
    openNotes: () => void,
    state: State,
  ): Layer | undefined {
    if (!this.#layer && (state.range || state.cursorMs !== null || state.notes.length > 0)) {
      const layers = this.#layers.get(this.changed);
      if (layers) this.#layer = new layers.Layer(dom.content, dom.band, openNotes);
    }
    return this.#layer;
  }

  /** Brings what a search finds in a picture up to date. */
  find(picture: Picture, query: string, clockMs: number): void {
    if (query === '') {
      picture.found = undefined;
      return;
    }
    if (picture.live && picture.found && clockMs < this.#searchedMs + SEARCH_MS) return;
    if (this.#search.get(this.changed)?.search(picture, query)) this.#searchedMs = clockMs;
  }
}
