/**
 * The one thing here with a lifetime: it listens to the store, keeps pictures and layout up to date, and draws at most
 * once a frame. React is told only of what it renders (layout, window of the axis), as one snapshot.
 */
import { flushSync } from 'react-dom';
import type { StoreApi } from 'zustand';
import type { Engine } from '../../engines/engine.ts';
import type { Registry } from '../../store/registry.ts';
import type { Actions, State } from '../../store/state.ts';
import { CanvasWindow } from './canvas-window.ts';
import { type HeaderParts, writeHeader } from './header-line.ts';
import { type Hit, hitAt, sameHit } from './hit.ts';
import { listen, subscribeTo } from './listeners.ts';
import { momentOf, type Overlays, placeOverlays } from './overlays.ts';
import { paint } from './painter.ts';
import { readPalette, watchPalette } from './palette.ts';
import { Pen } from './pen.ts';
import { Picture } from './picture.ts';
import { allOf, layoutOf, NOTHING, type Snapshot, snapshotOf } from './snapshot.ts';
import type { TimeScale } from './time-scale.ts';
import { View } from './view.ts';
import { selectionOf } from './walk.ts';

export interface Dom extends Overlays {
  /** Scrolls, where the page itself does not. */
  readonly root: HTMLElement;
  readonly content: HTMLElement;
  readonly canvas: HTMLCanvasElement;
}

const NARROW = '(max-width: 719.98px)';

export class Surface {
  snapshot = NOTHING;
  pictures: readonly Picture[] = [];
  hover: Hit | null = null;
  /** Where the pointer is, in the window; null: not here. */
  pointer: { readonly x: number; readonly y: number } | null = null;
  scale: TimeScale | undefined;
  readonly #pictures = new Map<string, Picture>();
  readonly #listeners = new Set<() => void>();
  readonly #hoverListeners = new Set<() => void>();
  readonly #headers = new Map<string, HeaderParts>();
  readonly #expanded = new Set<string>();
  readonly #narrow = matchMedia(NARROW);
  #figures: ((engine: string) => string) | undefined;
  #engines: readonly Engine[] = [];
  #dom: Dom | undefined;
  #pen: Pen | undefined;
  #canvas: CanvasWindow | undefined;
  #request = 0;
  #inFrame = false;
  #revision = -1;
  #dirty = true;
  /** The layout may be another one: lanes, queue rows or the room have changed. */
  #resized = true;
  /** Where the content is in the window, read once a frame before anything is written. */
  #box: DOMRect | undefined;
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
        return state.run.kind === 'running' ? (momentOf(this, state)?.ms ?? Number.NaN) : Number.NaN;
      },
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => subscribeTo(this.#listeners, listener);
  readonly subscribeHover = (listener: () => void): (() => void) => subscribeTo(this.#hoverListeners, listener);
  readonly getSnapshot = (): Snapshot => this.snapshot;
  readonly getHover = (): Hit | null => this.hover;

  setEngines(engines: readonly Engine[], figures: ((engine: string) => string) | undefined): void {
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

  toggle(engine: string): void {
    if (!this.#expanded.delete(engine)) this.#expanded.add(engine);
    this.#dirty = true;
    this.draw();
  }

  isExpanded(engine: string): boolean {
    return this.#expanded.has(engine);
  }

  attach(dom: Dom): () => void {
    const ctx = dom.canvas.getContext('2d');
    if (!ctx) return () => {};
    this.#dom = dom;
    this.#pen = new Pen(ctx);
    this.#canvas = new CanvasWindow(dom.canvas);
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
      this.#request = 0;
      this.#dom = undefined;
      this.#pen = undefined;
    };
  }

  /** Asks for a frame. */
  readonly draw = (): void => {
    if (this.#request === 0 && this.#dom) this.#request = requestAnimationFrame(this.#frame);
  };

  /** What recharts made of the window: the axis is on the page, so the lanes follow in this very frame. */
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

  /** The point of the window in the timeline's own coordinates. */
  local(clientX: number, clientY: number): { x: number; y: number } {
    const box = (this.#inFrame && this.#box) || this.#dom!.content.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  point(pointer: { readonly x: number; readonly y: number } | null): void {
    this.pointer = pointer;
    this.draw();
  }

  hitAt(clientX: number, clientY: number): Hit | null {
    if (!this.scale) return null;
    const { x, y } = this.local(clientX, clientY);
    return hitAt(this.snapshot.layout, this.pictures, this.scale, x, y);
  }

  pictureOf(engine: string): Picture | undefined {
    return this.#pictures.get(engine);
  }

  #heard(now: State, before: State): void {
    if (
      now.revision !== before.revision ||
      now.view !== before.view ||
      now.run !== before.run ||
      now.selected !== before.selected ||
      now.scenario !== before.scenario
    ) {
      this.draw();
    }
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
    this.#inFrame = true;
    this.#box = this.#dom.content.getBoundingClientRect();
    this.view.step(clockMs);
    const state = this.store.getState();
    const running = state.run.kind === 'running' || state.run.kind === 'hung';
    if (running || this.#dirty || state.revision !== this.#revision) this.#refresh(state, clockMs);
    this.#renew(state);
    this.#paint();
    this.#inFrame = false;
    if (running || this.view.moving) this.draw();
  };

  #refresh(state: State, clockMs: number): void {
    this.#revision = state.revision;
    this.#dirty = false;
    this.#resized = true;
    this.pictures = this.#engines.map((engine) => {
      let picture = this.#pictures.get(engine.id);
      if (picture?.engine !== engine) this.#pictures.set(engine.id, (picture = new Picture(engine)));
      picture.refresh(this.registry.of(engine.id), clockMs);
      const header = this.#headers.get(engine.id);
      if (header) writeHeader(header, picture, this.#figures?.(engine.id) ?? '');
      return picture;
    });
  }

  /** Tells React if what it renders has changed, and has it rendered within this frame. */
  #renew(state: State): void {
    const old = this.snapshot;
    let { layout, viewport } = old;
    if (this.#resized) {
      const { root } = this.#dom!;
      const narrow = this.#narrow.matches;
      viewport = narrow ? window.innerHeight : root.clientHeight;
      layout = layoutOf(old.layout, this.pictures, this.#expanded, {
        width: root.clientWidth,
        height: viewport,
        narrow,
      });
      this.#resized = false;
    }
    const empty = this.pictures.length === 0 || state.scenario.tasks.length === 0;
    this.snapshot = snapshotOf(old, layout, viewport, empty, state.view, allOf(this.pictures, layout));
    if (this.snapshot === old) return;
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
    const seenFrom = layout.narrow ? -dom.content.getBoundingClientRect().top : dom.root.scrollTop;
    const { top, height, ratio, renewed } = this.#canvas!.place(layout, seenFrom, this.snapshot.viewport);
    if (renewed) pen.forgetState();
    const { selected } = state;
    paint(pen, { layout, pictures: this.pictures, scale, selected, hover: this.hover, top, height }, ratio);
    placeOverlays(dom, this, state);
  }

  /** Finds what the pointer is on, once a frame, and tells whoever says it. */
  #point(): void {
    const hit = this.pointer ? this.hitAt(this.pointer.x, this.pointer.y) : null;
    if (sameHit(hit, this.hover)) return;
    this.hover = hit;
    const picture = hit && this.#pictures.get(hit.engine);
    if (hit?.kind === 'span' && picture) this.store.getState().hover(selectionOf(picture, hit.row));
    else if (this.store.getState().hovered) this.store.getState().hover(null);
    for (const listener of this.#hoverListeners) listener();
  }
}
