/**
 * The one thing here with a lifetime: it listens to the store, keeps pictures and layout up to date, and draws at most
 * once a frame. React is told only of what it renders (layout, window of the axis), as one snapshot; while only the
 * window moves, the ruler moves the axis, and React follows at rest.
 */
import { flushSync } from 'react-dom';
import type { StoreApi } from 'zustand';
import type { EngineFacts } from '../../../engines/facts.ts';
import type { Actions, State } from '../../../store/state/state.ts';
import type { Registry } from '../../../store/traces/registry.ts';
import { AXIS_HEIGHT } from '../model/layout.ts';
import type { Picture } from '../model/picture.ts';
import { allOf, layoutOf, NOTHING, type Snapshot, snapshotOf } from '../model/snapshot.ts';
import type { Tick } from '../model/ticks.ts';
import type { TimeScale } from '../model/time-scale.ts';
import { CanvasWindow } from '../paint/canvas-window.ts';
import { readPalette, watchPalette } from '../paint/palette.ts';
import { Pen } from '../paint/pen.ts';
import { hitAt, sameHit } from '../rows/hit.ts';
import { lanesRow, manySpans } from '../rows/lanes.ts';
import { pictureOf, ROWS } from '../rows/list.ts';
import { paint } from '../rows/painter.ts';
import type { Hit } from '../rows/row.ts';
import { Extras } from './extras.ts';
import { type HeaderParts, writeHeader } from './header-line.ts';
import { listen, subscribeTo } from './listeners.ts';
import { momentOf, type Overlays, placeOverlays } from './overlays.ts';
import { Ruler } from './ruler.ts';
import { View } from './view.ts';

export interface Dom extends Overlays {
  /** Scrolls, where the page itself does not. */
  readonly root: HTMLElement;
  readonly content: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Holds the axis' chart. */
  readonly chart: HTMLElement;
}

/** What else is drawn in each frame: the strip of the whole run. */
export interface FrameListener {
  frame(surface: Surface, state: State): void;
}

const NOWHERE = { x: Number.NaN, y: Number.NaN };
const NO_TICKS: readonly Tick[] = [];
const NARROW = '(max-width: 719.98px)';
/** The window has come to rest if it has not moved for so long. */
const REST_MS = 150;
/** The same while a run is under way that has outgrown its prediction: its pictures may be further apart. */
const REST_LIVE_MS = 500;
/** So long a frame takes in large new traces (ms), one that draws nothing and one that does: the page is never held for longer. */
const TAKE_MS = 12;
const TAKE_AND_DRAW_MS = 4;
/** While it moves, so much above and below what is seen is drawn too (px). */
const BEYOND = 160;

const ARRANGES = ['groups', 'laneOrder', 'laneChoice', 'ownAxes', 'query'] as const satisfies (keyof State)[];
const DRAWS = [
  'view',
  'run',
  'selected',
  'scenario',
  'idle',
  'range',
  'cursorMs',
  'notes',
  'onlyState',
  'onlyMatches',
  'showsPath',
] as const satisfies (keyof State)[];

const isLive = ({ run }: State): boolean => run.kind === 'running' || run.kind === 'hung';

export class Surface {
  snapshot = NOTHING;
  /** The snapshot that React has: an older window, while that moves. */
  #published = NOTHING;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #ruler: Ruler | undefined;
  pictures: readonly Picture[] = [];
  hover: Hit | null = null;
  #hovered = false;
  /** Where the pointer is, in the window; null: not here. */
  pointer: { readonly x: number; readonly y: number } | null = null;
  scale: TimeScale | undefined;
  readonly #pictures = new Map<string, Picture>();
  readonly #listeners = new Set<() => void>();
  readonly #hoverListeners = new Set<() => void>();
  readonly #headers = new Map<string, HeaderParts>();
  readonly #extras = new Extras(() => this.#change());
  readonly #again = () => this.#change();
  readonly #frames = new Set<FrameListener>();
  readonly #narrow = matchMedia(NARROW);
  #figures: ((engine: string) => string) | undefined;
  #engines: readonly EngineFacts[] = [];
  #dom: Dom | undefined;
  #pen: Pen | undefined;
  #canvas: CanvasWindow | undefined;
  #request = 0;
  /** The frame that is due is to draw: not only to take in. */
  #asked = false;
  #inFrame = false;
  #revision = -1;
  #dirty = true;
  /** Some picture has not taken in all there is. */
  #pending = false;
  /** The layout may be another one: lanes, queue rows or the room have changed. */
  #resized = true;
  /** Where the content is in the window, read in a frame before anything is written. */
  #box: DOMRect | undefined;
  /** What is read of the page may be another by now. */
  #moved = true;
  /** Something was taken in: first what is seen is drawn, then the rest. */
  #refreshed = false;
  #scrollTop = 0;
  #width = 0;
  #height = 0;
  /** What moves the window of time. */
  readonly view: View;

  constructor(
    readonly store: StoreApi<State & Actions>,
    readonly registry: Registry,
  ) {
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

  readonly subscribe = (listener: () => void): (() => void) => subscribeTo(this.#listeners, listener);
  readonly subscribeHover = (listener: () => void): (() => void) => subscribeTo(this.#hoverListeners, listener);
  readonly getSnapshot = (): Snapshot => this.#published;
  /** Whether the pointer has ever been on anything. */
  readonly hasHovered = (): boolean => this.#hovered;
  readonly getHover = (): Hit | null => this.hover;

  setEngines(engines: readonly EngineFacts[], figures: ((engine: string) => string) | undefined): void {
    this.#engines = engines;
    this.#figures = figures;
    this.#dirty = true;
    this.draw();
  }

  /** The elements of an engine's header, or that they are gone. */
  setHeader(engine: string, parts: HeaderParts | undefined): void {
    if (parts) this.#headers.set(engine, parts);
    else this.#headers.delete(engine);
    this.#dirty = true;
    this.draw();
  }

  readonly #openNotes = (): void => this.store.getState().showPanel('notes');

  /** Opens or collapses a section or a group of tasks. */
  toggle(id: string, open: boolean): void {
    const { look, groups } = this.store.getState();
    look({ groups: { ...groups, [id]: open } });
  }

  /** Calls `frame` in each frame from now on; gives what ends it. */
  eachFrame(listener: FrameListener): () => void {
    this.#frames.add(listener);
    this.draw();
    return () => this.#frames.delete(listener);
  }

  /** Whether the window moves, so that React's axis is not the one on the page. */
  get moving(): boolean {
    return this.#rest !== undefined;
  }

  attach(dom: Dom): () => void {
    const ctx = dom.canvas.getContext('2d');
    if (!ctx) return () => {};
    this.#dom = dom;
    this.#pen = new Pen(ctx);
    this.#canvas = new CanvasWindow(dom.canvas);
    this.#ruler = new Ruler(dom.band, dom.chart);
    this.#recolour();
    const sizes = new ResizeObserver(() => this.#change());
    sizes.observe(dom.root);
    const change = () => this.#change();
    const recolour = () => this.#recolour();
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
      cancelAnimationFrame(this.#request);
      clearTimeout(this.#rest);
      this.#rest = undefined;
      this.#ruler?.remove();
      this.#request = 0;
      this.#dom = undefined;
      this.#pen = undefined;
    };
  }

  /** The element that scrolls where the page itself does not; undefined: not on the page. */
  get root(): HTMLElement | undefined {
    return this.#dom?.root;
  }

  /** Asks for a frame. */
  readonly draw = (): void => {
    this.#moved = true;
    this.#ask();
  };

  /** Asks for one that draws what has changed, where the page itself is as it was. */
  #ask(): void {
    this.#asked = true;
    this.#await();
  }

  #await(): void {
    if (this.#request === 0 && this.#dom) this.#request = requestAnimationFrame(this.#frame);
  }

  /** Takes the axis's scale, and draws the lanes on it in the same frame. */
  setScale(scale: TimeScale): void {
    const old = this.scale;
    if (
      old &&
      old.fromMs === scale.fromMs &&
      old.toMs === scale.toMs &&
      old.left === scale.left &&
      old.width === scale.width
    )
      return;
    this.scale = scale;
    if (!this.#inFrame) this.#paint();
  }

  /** The point of the window in the timeline's own coordinates; not a number where the timeline is not on the page. */
  local(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.#inFrame ? this.#box : this.#dom?.content.getBoundingClientRect();
    return box ? { x: clientX - box.left, y: clientY - box.top } : NOWHERE;
  }

  point(pointer: { readonly x: number; readonly y: number } | null): void {
    this.pointer = pointer;
    this.draw();
  }

  hitAt(clientX: number, clientY: number): Hit | null {
    if (!this.scale) return null;
    const { x, y } = this.local(clientX, clientY);
    return hitAt({ layout: this.snapshot.layout, pictures: this.pictures, scale: this.scale }, x, y);
  }

  readonly pictureOf = (engine: string): Picture | undefined => this.#pictures.get(engine);

  #heard(now: State, before: State): void {
    // What lanes there are, in what order, and what is found among them.
    if (ARRANGES.some((name) => now[name] !== before[name])) this.#dirty = true;
    if (this.#dirty || DRAWS.some((name) => now[name] !== before[name])) this.draw();
    else if (now.revision !== before.revision) this.#ask();
  }

  #change(): void {
    this.#dirty = true;
    this.draw();
  }

  #recolour(): void {
    if (!this.#pen || !this.#dom) return;
    this.#pen.palette = readPalette(this.#dom.root);
    this.#pen.family = getComputedStyle(this.#dom.root).fontFamily;
    this.#pen.reset();
    this.draw();
  }

  readonly #frame = (clockMs: number): void => {
    this.#request = 0;
    if (!this.#dom) return;
    if (!this.#asked) {
      this.#takeIn();
      return;
    }
    this.#asked = false;
    this.#inFrame = true;
    // All is read before anything is written, and not while nothing but a trace changes: the page would be laid out twice a frame.
    if (this.#moved) this.#read(this.#dom);
    this.#moved = false;
    this.view.step(clockMs);
    const state = this.store.getState();
    const changed = this.#dirty || this.#pending || state.revision !== this.#revision;
    if (isLive(state) || changed) this.#refresh(state, clockMs);
    this.#renew(state);
    this.#paint();
    this.#inFrame = false;
    if (this.view.moving) this.draw();
    else if (this.#pending) this.#await();
  };

  /** A frame that draws nothing: what is being taken in goes on. What is ready is drawn by the next. */
  #takeIn(): void {
    const untilMs = performance.now() + TAKE_MS;
    let ready = false;
    for (const picture of this.pictures) ready = picture.advance(untilMs) || ready;
    if (ready) this.draw();
    else this.#await();
  }

  #read({ root, content }: Dom): void {
    this.#box = content.getBoundingClientRect();
    this.#scrollTop = root.scrollTop;
    this.#width = root.clientWidth;
    this.#height = root.clientHeight;
  }

  #refresh(state: State, clockMs: number): void {
    this.#revision = state.revision;
    this.#dirty = false;
    this.#resized = true;
    this.#refreshed = true;
    const untilMs = performance.now() + TAKE_AND_DRAW_MS;
    this.pictures = this.#engines.map((engine) => {
      let picture = this.#pictures.get(engine.id);
      if (picture?.engine !== engine) this.#pictures.set(engine.id, (picture = pictureOf(engine)));
      picture.prepare = manySpans.now?.prepare;
      picture.refresh(this.registry.of(engine.id), clockMs, state, untilMs);
      this.#extras.find(picture, state.query, clockMs);
      const header = this.#headers.get(engine.id);
      if (header) writeHeader(header, picture, this.#figures?.(engine.id) ?? '');
      return picture;
    });
    this.#pending = this.pictures.some(({ pending }) => pending);
  }

  /** Tells React if what it renders has changed, and has it rendered within this frame. */
  #renew(state: State): void {
    const old = this.snapshot;
    let { layout, viewport } = old;
    if (this.#resized) {
      const narrow = this.#narrow.matches;
      viewport = narrow ? window.innerHeight : this.#height;
      layout = layoutOf(old.layout, this.pictures, ROWS, state.groups, {
        width: this.#width,
        height: viewport,
        narrow,
        ownAxes: state.ownAxes,
      });
      this.#resized = false;
    }
    const empty = this.pictures.length === 0 || state.scenario.tasks.length === 0;
    this.snapshot = snapshotOf(old, layout, viewport, empty, state.view, allOf(this.pictures, layout));
    if (this.snapshot === old) return;
    const moved = this.snapshot.window;
    const onlyMoved = layout === this.#published.layout && viewport === this.#published.viewport && this.scale;
    if (!onlyMoved || empty !== this.#published.empty) {
      this.#publish();
      return;
    }
    this.scale = { ...moved, left: this.scale!.left, width: this.scale!.width };
    clearTimeout(this.#rest);
    this.#rest = setTimeout(
      () => {
        this.#publish();
        this.draw();
      },
      isLive(state) ? REST_LIVE_MS : REST_MS,
    );
  }

  /** Has React render the snapshot, now. */
  #publish(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#published = this.snapshot;
    flushSync(() => {
      for (const listener of this.#listeners) listener();
    });
  }

  #paint(): void {
    const [dom, pen, scale] = [this.#dom, this.#pen, this.scale];
    if (!dom || !pen || !scale || this.snapshot.layout.width === 0) return;
    const state = this.store.getState();
    const { layout } = this.snapshot;
    this.#point();
    if (!this.#inFrame) this.#read(dom);
    const seenFrom = layout.narrow ? -this.#box!.top : this.#scrollTop;
    const { top, height, ratio, renewed } = this.#canvas!.place(layout, seenFrom, this.snapshot.viewport);
    if (renewed) pen.forgetState();
    const axisTicks = layout.ownAxes ? NO_TICKS : this.snapshot.ticks;
    this.#ruler!.place(axisTicks, scale, Math.min(this.snapshot.viewport, layout.height) - AXIS_HEIGHT);
    pen.only = state.onlyState;
    // What is out of sight is drawn when the window has come to rest.
    const isPart = this.moving || this.#refreshed;
    if (this.#refreshed && !isLive(state) && layout.height > this.snapshot.viewport + BEYOND)
      setTimeout(this.draw, REST_MS);
    this.#refreshed = false;
    const from = isPart ? Math.max(top, seenFrom - BEYOND) : top;
    const to = isPart ? Math.min(top + height, seenFrom + this.snapshot.viewport + BEYOND) : top + height;
    placeOverlays(dom, {
      layout,
      scale,
      pointer: this.pointer,
      left: this.#box!.left,
      hasTip: this.hover !== null,
      moment: momentOf(this.pictureOf, state),
    });
    this.#extras.layer(dom, this.#openNotes, state)?.place(state, scale);
    for (const listener of this.#frames) listener.frame(this, state);
    // After all that is written: a canvas needs the page's styles as soon as it is given a font.
    paint(pen, {
      layout,
      pictures: this.pictures,
      scale,
      look: state,
      onlyFound: state.onlyMatches,
      hover: this.hover,
      tasks: state.scenario.tasks.length,
      top,
      height,
      from,
      to,
      ratio,
      again: this.#again,
    });
  }

  /** Finds what the pointer is on, once a frame, and tells whoever says it. */
  #point(): void {
    const hit = this.pointer ? this.hitAt(this.pointer.x, this.pointer.y) : null;
    if (sameHit(hit, this.hover)) return;
    this.hover = hit;
    this.#hovered = true;
    if (hit?.row === lanesRow.id && hit.selects) this.store.getState().hover(hit.selects);
    else if (this.store.getState().hovered) this.store.getState().hover(null);
    for (const listener of this.#hoverListeners) listener();
  }
}
