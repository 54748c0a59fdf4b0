/** What is drawn only when there is something of it: loaded then, and until it is there, left out. */
import type { State } from '../../../store/state/state.ts';
import { Later } from '../model/later.ts';
import type { Layout } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import type { Large } from '../paint/large/paint-large.ts';
import type { Hit } from '../rows/hit.ts';
import type { Extras } from '../rows/painter.ts';
import type { Layer } from './layer.ts';

/** Up to so many spans are always drawn one by one. */
const SOME = 8;
/** A live run is searched so often (ms). */
const SEARCH_MS = 250;

export class PaintExtras {
  readonly #large = new Later(() => import('../paint/large/paint-large.ts').then(({ Large }) => new Large()));
  readonly #strips = new Later(() => import('../paint/large/paint-strip.ts'));
  readonly #marked = new Later(() => import('../rows/paint-marked.ts'));
  readonly #rows = new Later(() => import('../rows/paint-rows.ts'));
  readonly #over = new Later(() => import('../paint/over/paint-over.ts'));
  readonly #layers = new Later(() => import('./layer.ts'));
  readonly #search = new Later(() => import('../model/search.ts'));
  #layer: Layer | undefined;
  #searchedMs = Number.NEGATIVE_INFINITY;

  /** `changed`: something has been loaded that may be drawn now. */
  constructor(readonly changed: () => void) {}

  /** What this frame needs. */
  for(pictures: readonly Picture[], layout: Layout, state: State, hover: Hit | null): Extras {
    const { changed } = this;
    // With many tasks it is loaded while they are predicted or run.
    const hasMany =
      state.scenario.tasks.length > SOME || pictures.some(({ main }) => (main?.trace.spans.length ?? 0) > SOME);
    const hasStrips =
      layout.sections.some(({ collapsed }) => collapsed) || pictures.some(({ slots }) => slots.groups.length > 0);
    const hasOver =
      state.ownAxes || state.showsPath || state.selected !== null || state.idle !== null || state.notes.length > 0;
    const hasRows = pictures.some(({ hasResults, engine }) => hasResults || engine.tellsQueues);
    const strips = hasStrips ? this.#strips.get(changed) : undefined;
    strips?.countAt(state.cursorMs ?? Number.NaN, changed);
    return {
      large: hasMany ? this.#large.get(changed) : undefined,
      strip: strips?.paintStrips,
      marked: state.selected || hover ? this.#marked.get(changed) : undefined,
      rows: hasRows ? this.#rows.get(changed) : undefined,
      over: hasOver ? this.#over.get(changed)?.overOf(state, state.showsPath) : undefined,
    };
  }

  /** What pictures of many spans need before they are drawn. */
  get prepare(): Large['prepare'] | undefined {
    return this.#large.now?.prepare;
  }

  /** Lines over all sections, once there has been one. */
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

  /** Looks for what is searched for in a picture's trace. */
  find(picture: Picture, query: string, clockMs: number): void {
    if (query === '') {
      picture.found = undefined;
      return;
    }
    if (picture.live && picture.found && clockMs < this.#searchedMs + SEARCH_MS) return;
    if (this.#search.get(this.changed)?.search(picture, query)) this.#searchedMs = clockMs;
  }
}
