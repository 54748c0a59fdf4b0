/**
 * The timeline as a thing with a lifetime: it listens to the store and the page, and draws a frame when something has
 * changed. Its parts do the work: `FrameLoop` (when), `Sections` (what of the traces), `Rendered` (what React has),
 * `Page` (the elements), `Pointed` (the pointer), `View` (the window of time).
 */
import type { StoreApi } from 'zustand';
import type { EngineFacts } from '../../../engines/facts.ts';
import type { Actions, State } from '../../../store/state/state.ts';
import type { Registry } from '../../../store/traces/registry.ts';
import type { Layout } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import { allOf, layoutOf, type Snapshot, snapshotOf } from '../model/snapshot.ts';
import type { TimeScale } from '../model/time-scale.ts';
import { watchPalette } from '../paint/palette.ts';
import { hitAt } from '../rows/hit.ts';
import { lanesRow } from '../rows/lanes.ts';
import { ROWS } from '../rows/list.ts';
import type { Hit, Lights } from '../rows/row.ts';
import { Extras } from './extras.ts';
import { FrameLoop } from './frame-loop.ts';
import type { HeaderParts } from './header-line.ts';
import { listen } from './listeners.ts';
import { momentOf } from './overlays.ts';
import { type Dom, Page } from './page.ts';
import { isHigherThanSeen, movePointer, paintFrame } from './paint-frame.ts';
import { type Point, Pointed } from './pointed.ts';
import { Rendered } from './rendered.ts';
import { Sections } from './sections.ts';
import { arranges, draws } from './store-changes.ts';
import { View } from './view.ts';

/** What else is drawn in each frame: the strip of the whole run. */
export interface FrameListener {
  frame(surface: Surface, state: State): void;
}

const NOWHERE = { x: Number.NaN, y: Number.NaN };
const NARROW = '(max-width: 719.98px)';
/** The window is at rest when it has not moved for this long (ms). */
const REST_MS = 150;
/** The same while a run is under way: a run that outgrows its prediction moves the window all the time. */
const REST_LIVE_MS = 500;
/** Where so much (ms) of a frame is gone before the first picture is drawn, the next frame draws it: two short tasks instead of a long one. */
const LONG_MS = 8;

const isLive = ({ run }: State): boolean => run.kind === 'running' || run.kind === 'hung';

export class Surface {
  /** What React has rendered, for `useSyncExternalStore`. */
  readonly rendered = new Rendered();
  readonly pointed = new Pointed();
  /** The axis as it is on the page; undefined before React has rendered it. */
  scale: TimeScale | undefined;
  /** What moves the window of time. */
  readonly view: View;
  readonly #sections: Sections;
  readonly #loop = new FrameLoop({
    draw: (clockMs, moved) => this.#drawFrame(clockMs, moved),
    takeIn: () => {
      if (this.#sections.takeIn()) this.draw();
      else this.#loop.goOn();
    },
  });
  readonly #extras = new Extras(() => this.#change());
  readonly #frames = new Set<FrameListener>();
  readonly #narrow = matchMedia(NARROW);
  #page: Page | undefined;
  #lights: Lights | null = null;
  #revision = -1;
  /** Other lanes may have to be drawn than before. */
  #dirty = true;
  /** The layout may be another one: lanes, rows or the room have changed. */
  #resized = true;
  /** Something was taken in. What is seen is drawn first, the rest later. */
  #refreshed = false;
  /** The lanes have to be drawn: more may have changed than where the pointer is. */
  #stale = true;
  /** Something is on the canvas, or will be with the next frame. */
  #drawn = false;

  constructor(
    readonly store: StoreApi<State & Actions>,
    readonly registry: Registry,
  ) {
    const find = (picture: Picture, query: string, clockMs: number) => this.#extras.find(picture, query, clockMs);
    this.#sections = new Sections(registry, find, () => this.#change());
    this.view = new View(
      store,
      () => allOf(this.pictures, this.snapshot.layout),
      () => this.scale?.width ?? 0,
      this.draw,
      () => {
        const state = this.store.getState();
        return state.run.kind === 'running' ? (momentOf(this.pictureOf, state)?.ms ?? Number.NaN) : Number.NaN;
      },
    );
  }

  /** What is drawn now; React may have an older one. */
  get snapshot(): Snapshot {
    return this.rendered.snapshot;
  }

  /** In the order of the layout's sections. */
  get pictures(): readonly Picture[] {
    return this.#sections.pictures;
  }

  readonly pictureOf = (engine: string): Picture | undefined => this.#sections.of(engine);

  /** The element that scrolls where the page itself does not; undefined: not on the page. */
  get root(): HTMLElement | undefined {
    return this.#page?.dom.root;
  }

  setEngines(engines: readonly EngineFacts[], figures: ((engine: string) => string) | undefined): void {
    this.#sections.show(engines, figures);
    this.#change();
  }

  /** Notes the elements of an engine's header; undefined where they have left the page. */
  setHeader(engine: string, parts: HeaderParts | undefined): void {
    this.#sections.setHeader(engine, parts);
    this.#change();
  }

  /** Opens or collapses a section or a group of tasks. */
  toggle(id: string, open: boolean): void {
    const { look, groups } = this.store.getState();
    look({ groups: { ...groups, [id]: open } });
  }

  /** Calls `listener.frame` in each frame from now on. Gives a function that ends it. */
  eachFrame(listener: FrameListener): () => void {
    this.#frames.add(listener);
    this.draw();
    return () => this.#frames.delete(listener);
  }

  /** Begins work on these elements, which are on the page. Gives a function to be called before they leave it. */
  attach(dom: Dom): () => void {
    const ctx = dom.canvas.getContext('2d');
    if (!ctx) return () => {};
    const page = new Page(dom, ctx);
    this.#page = page;
    this.#stale = true;
    this.#drawn = false;
    this.#loop.start();
    const sizes = new ResizeObserver(() => this.#change());
    sizes.observe(dom.root);
    const change = () => this.#change();
    const recolour = () => {
      page.recolour();
      this.draw();
    };
    const stops = [
      this.store.subscribe((now, before) => this.#heard(now, before)),
      watchPalette(recolour),
      listen(window, 'scroll', this.draw, true),
      listen(window, 'resize', change),
      listen(this.#narrow, 'change', change),
      listen(document.fonts, 'loadingdone', recolour),
      () => sizes.disconnect(),
    ];
    this.#change();
    return () => {
      for (const stop of stops) stop();
      this.#loop.stop();
      this.rendered.stop();
      page.ruler.remove();
      this.#page = undefined;
    };
  }

  /** Asks for a frame. */
  readonly draw = (): void => {
    this.#stale = true;
    this.#loop.draw();
  };

  /** Where React has put the axis: it is on the page, so the lanes follow in this very frame. */
  setScale(scale: TimeScale): void {
    const { fromMs, toMs, left, width } = this.scale ?? {};
    if (fromMs === scale.fromMs && toMs === scale.toMs && left === scale.left && width === scale.width) return;
    this.scale = scale;
    this.#stale = true;
    if (!this.#loop.inFrame) this.#paint();
  }

  /** The point of the window in the timeline's own coordinates; not a number where the timeline is not on the page. */
  local(clientX: number, clientY: number): Point {
    const box = this.#loop.inFrame ? this.#page?.box : this.#page?.dom.content.getBoundingClientRect();
    return box ? { x: clientX - box.left, y: clientY - box.top } : NOWHERE;
  }

  /** The pointer is at this point of the window of the browser; null: not over the timeline. The lanes stay as they are, unless it is on something else now. */
  point(at: Point | null): void {
    this.pointed.at = at;
    this.#loop.draw();
  }

  /** Pieces that stand out while a line of code is pointed at; null: none. */
  light(lights: Lights | null): void {
    this.#lights = lights;
    this.draw();
  }

  /** What is under a point of the window of the browser. */
  hitAt(clientX: number, clientY: number): Hit | null {
    if (!this.scale) return null;
    const { x, y } = this.local(clientX, clientY);
    return hitAt({ layout: this.snapshot.layout, pictures: this.pictures, scale: this.scale }, x, y);
  }

  #heard(now: State, before: State): void {
    if (arranges(now, before)) this.#dirty = true;
    if (this.#dirty || draws(now, before)) this.draw();
    else if (now.revision !== before.revision) this.#loop.redraw();
  }

  #change(): void {
    this.#dirty = true;
    this.draw();
  }

  #drawFrame(clockMs: number, moved: boolean): void {
    // While nothing but a trace changes, the page is as it was.
    if (moved) this.#page?.read();
    this.view.step(clockMs);
    const state = this.store.getState();
    const changed = this.#dirty || this.#sections.pending || state.revision !== this.#revision;
    if (isLive(state) || changed) this.#refresh(state, clockMs);
    this.#renew(state);
    if (!this.#drawn && performance.now() - clockMs > LONG_MS) {
      this.#drawn = true;
      this.draw();
      return;
    }
    this.#paint();
    if (this.view.moving) this.draw();
    else if (this.#sections.pending) this.#loop.goOn();
  }

  #refresh(state: State, clockMs: number): void {
    this.#revision = state.revision;
    this.#dirty = false;
    this.#resized = true;
    this.#refreshed = true;
    this.#stale = true;
    this.#sections.refresh(state, clockMs);
  }

  /** Has React render what has changed, within this frame. */
  #renew(state: State): void {
    const { rendered, pictures } = this;
    const old = rendered.snapshot;
    const { layout, viewport } = this.#resized ? this.#layOut(state) : old;
    this.#resized = false;
    const empty = pictures.length === 0 || state.scenario.tasks.length === 0;
    rendered.snapshot = snapshotOf(
      old,
      { layout, viewport, empty, axis: pictures[0]?.program?.axis },
      state.view,
      allOf(pictures, layout),
    );
    if (rendered.snapshot === old) return;
    this.#stale = true;
    if (!this.scale || !rendered.onlyMoved) {
      rendered.publish();
      return;
    }
    this.scale = { ...rendered.snapshot.window, left: this.scale.left, width: this.scale.width };
    rendered.publishAtRest(isLive(state) ? REST_LIVE_MS : REST_MS, this.draw);
  }

  #layOut({ groups, ownAxes }: State): { layout: Layout; viewport: number } {
    const narrow = this.#narrow.matches;
    const { width = 0, height = 0 } = this.#page ?? {};
    const viewport = narrow ? window.innerHeight : height;
    const named = this.pictures.some(({ program }) => program !== undefined);
    const room = { width, height: viewport, narrow, ownAxes, named };
    return { layout: layoutOf(this.snapshot.layout, this.pictures, ROWS, groups, room), viewport };
  }

  #paint(): void {
    const { scale, snapshot, pictures, pointed } = this;
    const page = this.#page;
    if (!page || !scale || snapshot.layout.width === 0) return;
    const state = this.store.getState();
    const stale = this.#findPointed() || this.#stale;
    this.#stale = false;
    this.#drawn = true;
    if (!this.#loop.inFrame) page.read();
    const isPart = this.rendered.moving || this.#refreshed;
    // What is out of sight is drawn when the window has come to rest.
    if (this.#refreshed && !isLive(state) && isHigherThanSeen(snapshot)) setTimeout(this.draw, REST_MS);
    this.#refreshed = false;
    const moment = momentOf(this.pictureOf, state);
    const layer = this.#extras.layer(page.dom, this.#openNotes, state);
    const beside = () => {
      layer?.place(state, scale, page.box.height);
      for (const listener of this.#frames) listener.frame(this, state);
    };
    const lights = this.#lights;
    const frame = { state, snapshot, scale, pictures, pointed, lights, moment, isPart, beside, again: this.#again };
    if (stale) paintFrame(page, frame);
    else movePointer(page, frame);
    layer?.breakOff(page.pen.words);
  }

  readonly #again = (): void => this.#change();
  readonly #openNotes = (): void => this.store.getState().showPanel('notes');

  /** Finds what the pointer is on, and tells those who show it. Gives whether that is something else than before. */
  #findPointed(): boolean {
    const { at } = this.pointed;
    const hit = at && this.hitAt(at.x, at.y);
    const picture = hit && this.pictureOf(hit.engine);
    if (!this.pointed.set(hit, picture?.program ?? picture?.measured)) return false;
    const { hover, hovered } = this.store.getState();
    if (hit?.row === lanesRow.id && hit.selects) hover(hit.selects);
    else if (hovered) hover(null);
    this.pointed.tell();
    return true;
  }
}
