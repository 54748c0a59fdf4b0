/** The pictures of the engines that are shown, kept up to date with their traces. */
import type { EngineFacts } from '../../../engines/facts.ts';
import type { State } from '../../../store/state/state.ts';
import type { Registry, Shown } from '../../../store/traces/registry.ts';
import { Later } from '../model/later.ts';
import type { Picture } from '../model/picture.ts';
import { manySpans } from '../rows/lanes.ts';
import { pictureOf } from '../rows/list.ts';
import { type HeaderParts, writeHeader } from './header-line.ts';

/** How long a frame may take in large new traces (ms): a frame that draws nothing, and one that also draws. The page is never held up for longer. */
const TAKE_MS = 12;
const TAKE_AND_DRAW_MS = 4;

/** What a replay draws. */
const replayed = new Later(() => import('./replayed.ts'));

/** Narrow: the figures of an engine in one line. */
type Figures = (engine: string) => string;

export class Sections {
  /** In the order that they are shown in. */
  pictures: readonly Picture[] = [];
  /** Some picture has not taken in all there is. */
  pending = false;
  readonly #byEngine = new Map<string, Picture>();
  readonly #headers = new Map<string, HeaderParts>();
  #engines: readonly EngineFacts[] = [];
  #figures: Figures | undefined;

  /** `find`: looks in a picture for what the user searches. `again`: asks for another frame. */
  constructor(
    readonly registry: Registry,
    readonly find: (picture: Picture, query: string, clockMs: number) => void,
    /** Asks for another frame, since more can be drawn by then. */
    readonly again: () => void,
  ) {}

  readonly of = (engine: string): Picture | undefined => this.#byEngine.get(engine);

  show(engines: readonly EngineFacts[], figures: Figures | undefined): void {
    this.#engines = engines;
    this.#figures = figures;
  }

  /** Notes the elements of an engine's header; undefined where they have left the page. */
  setHeader(engine: string, parts: HeaderParts | undefined): void {
    if (parts) this.#headers.set(engine, parts);
    else this.#headers.delete(engine);
  }

  /** Takes in what has changed, in a frame that also draws. */
  refresh(state: State, clockMs: number): void {
    const untilMs = performance.now() + TAKE_AND_DRAW_MS;
    let above: Picture | undefined;
    this.pictures = this.#engines.map((engine) => {
      let picture = this.#byEngine.get(engine.id);
      if (picture?.engine !== engine) this.#byEngine.set(engine.id, (picture = pictureOf(engine)));
      picture.above = above;
      above = picture;
      picture.again = this.again;
      picture.prepare = manySpans.now?.prepare;
      picture.refresh(this.#drawn(engine.id, state), clockMs, state, untilMs);
      this.find(picture, state.query, clockMs);
      const header = this.#headers.get(engine.id);
      if (header) writeHeader(header, picture, this.#figures?.(engine.id) ?? '', this.again);
      return picture;
    });
    this.pending = this.pictures.some(({ pending }) => pending);
  }

  /** What is drawn of a section: the last run only where it is shown; in a replay the run as it stood then. */
  #drawn(id: string, state: State): Shown {
    const { last, ...shown } = this.registry.of(id);
    if (state.cursorMs !== null) return replayed.get(this.again)?.replayed(id, shown, state) ?? shown;
    return state.lastRun?.shown && last ? { ...shown, last } : shown;
  }

  /** Goes on with taking in, in a frame that draws nothing. Gives whether there is something new to draw. */
  takeIn(): boolean {
    const untilMs = performance.now() + TAKE_MS;
    let ready = false;
    for (const picture of this.pictures) ready = picture.advance(untilMs) || ready;
    return ready;
  }
}
