/** Labels and grid lines of the time axis. They are moved without React, in every frame in which the window moves, and their elements are used again. */
import type { Tick } from '../model/ticks.ts';
import { type TimeScale, xOf } from '../model/time-scale.ts';

/** A character of a label is about so wide (px): measuring each would cost a layout a frame. */
const CHARACTER = 6.5;
/** At least so much room is right of the plot (px). */
const BESIDE = 12;

export class Ruler {
  readonly #labels: HTMLElement[] = [];
  readonly #lines: HTMLElement[] = [];
  #ticks: readonly Tick[] | undefined;
  #scale: TimeScale | undefined;
  #height = 0;

  /** `band` holds the labels, `grid` the lines. */
  constructor(
    readonly band: HTMLElement,
    readonly grid: HTMLElement,
  ) {}

  place(ticks: readonly Tick[], scale: TimeScale, height: number): void {
    if (ticks === this.#ticks && scale === this.#scale && height === this.#height) return;
    [this.#ticks, this.#scale, this.#height] = [ticks, scale, height];
    for (let i = 0; i < Math.max(ticks.length, this.#labels.length); i++) {
      const label = (this.#labels[i] ??= make(this.band, 'tl-tick'));
      const line = (this.#lines[i] ??= make(this.grid, 'tl-grid'));
      const tick = ticks[i];
      label.hidden = line.hidden = !tick;
      if (!tick) continue;
      const x = Math.round(xOf(scale, tick.ms));
      // Its line stands without its words where these would be cut at the edge.
      label.hidden = x + (tick.label.length * CHARACTER) / 2 > scale.left + scale.width + BESIDE;
      if (label.textContent !== tick.label) label.textContent = tick.label;
      label.dataset.x = String(x);
      label.style.left = `${x}px`;
      line.style.transform = `translateX(${x}px)`;
      line.style.height = `${height}px`;
    }
  }

  remove(): void {
    for (const element of [...this.#labels, ...this.#lines]) element.remove();
    this.#labels.length = this.#lines.length = 0;
    this.#ticks = undefined;
  }
}

function make(parent: HTMLElement, className: string): HTMLElement {
  const element = parent.ownerDocument.createElement('span');
  element.className = className;
  parent.append(element);
  return element;
}
