/**
 * Which part of the lanes the canvas covers. It scrolls with the page by itself, so it never lags behind the headers;
 * where the lanes are taller than a few screens, it covers the screen and half of one above and below, and moves along.
 */
import type { Layout } from '../model/layout.ts';

/** Up to this height (px) one canvas holds all of it. */
const WHOLE = 2400;

export class CanvasWindow {
  #top = 0;
  #height = 0;
  #width = 0;
  #ratio = 0;

  constructor(readonly canvas: HTMLCanvasElement) {}

  /** `seenAt`: y of the layout at the upper edge of what is seen. `renewed` in the result: the canvas has a new size, and has lost its state. */
  place(
    layout: Layout,
    seenAt: number,
    viewport: number,
  ): { top: number; height: number; ratio: number; renewed: boolean } {
    const seenFrom = Math.max(0, seenAt);
    let [top, height] = [0, layout.height];
    if (layout.height > WHOLE) {
      height = Math.min(layout.height, viewport * 2);
      const covered = this.#height === height && seenFrom >= this.#top && seenFrom + viewport <= this.#top + height;
      top = covered ? this.#top : Math.max(0, Math.min(layout.height - height, Math.floor(seenFrom - viewport / 2)));
    }
    const ratio = window.devicePixelRatio || 1;
    const resized = height !== this.#height || layout.width !== this.#width || ratio !== this.#ratio;
    if (resized) {
      this.canvas.width = Math.round(layout.width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.style.width = `${layout.width}px`;
      this.canvas.style.height = `${height}px`;
    }
    if (top !== this.#top || resized) this.canvas.style.top = `${top}px`;
    this.#top = top;
    this.#height = height;
    this.#width = layout.width;
    this.#ratio = ratio;
    return { top, height, ratio, renewed: resized };
  }
}
