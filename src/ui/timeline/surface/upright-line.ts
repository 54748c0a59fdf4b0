/** An upright line over the lanes: the moment, now, the pointer. Words stay readable under it, since it breaks off for them. */
import type { DrawnWords } from '../paint/drawn-words.ts';

export class UprightLine {
  #x = Number.NaN;
  #top = 0;
  #bottom = 0;

  /** @param isWhole it is as high as the timeline by its style: a height of its own would keep that from becoming lower */
  constructor(
    readonly element: HTMLElement,
    readonly isWhole = false,
  ) {}

  /** Moves it to `x`, where it reaches from `top` to `bottom` (px in the timeline); not a number: it is not to be seen. */
  place(x: number, top: number, bottom: number): void {
    const { element } = this;
    const isSeen = !Number.isNaN(x);
    if (element.hidden === isSeen) element.hidden = !isSeen;
    [this.#x, this.#top, this.#bottom] = [x, top, bottom];
    if (!isSeen) return;
    element.style.transform = `translate(${x}px, ${top}px)`;
    if (!this.isWhole) element.style.height = `${bottom - top}px`;
  }

  /** To be called once the words of a frame are drawn. */
  breakOff(words: DrawnWords): void {
    if (Number.isNaN(this.#x)) return;
    const stops = words
      .between(this.#x, this.#top, this.#bottom)
      .map((piece) => piece.map((y) => `${Math.round(y - this.#top)}px`))
      .map(([from, to]) => `#0000 ${from}, #000 ${from} ${to}, #0000 ${to}`);
    this.element.style.maskImage = stops.length > 0 ? `linear-gradient(${stops.join(', ')})` : '';
  }
}
