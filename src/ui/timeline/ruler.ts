/**
 * The axis while the window moves: labels and grid lines at the ticks of this very frame, on the scale that recharts has
 * given. Elements are used again; at rest the chart takes over, at the same places.
 */
import type { Tick } from './ticks.ts';
import { type TimeScale, xOf } from './time-scale.ts';

export class Ruler {
  readonly #labels: HTMLElement[] = [];
  readonly #lines: HTMLElement[] = [];

  /** `root` is told that it moves, so that its own axis stands back. */
  constructor(
    readonly band: HTMLElement,
    readonly chart: HTMLElement,
    readonly root: HTMLElement,
  ) {}

  place(ticks: readonly Tick[], scale: TimeScale, height: number): void {
    this.root.dataset.moving = '';
    for (let i = 0; i < ticks.length; i++) {
      const label = (this.#labels[i] ??= this.#make(this.band, 'tl-tick tl-ruler'));
      const line = (this.#lines[i] ??= this.#make(this.chart, 'tl-ruler tl-ruler-line'));
      const { ms, label: words } = ticks[i]!;
      const x = Math.round(xOf(scale, ms));
      if (label.textContent !== words) label.textContent = words;
      label.dataset.x = String(x);
      label.style.left = `${x}px`;
      label.hidden = false;
      line.style.transform = `translateX(${x}px)`;
      line.style.height = `${height}px`;
      line.hidden = false;
    }
    for (let i = ticks.length; i < this.#labels.length; i++) this.#hideAt(i);
  }

  hide(): void {
    delete this.root.dataset.moving;
    for (let i = 0; i < this.#labels.length; i++) this.#hideAt(i);
  }

  remove(): void {
    for (const element of [...this.#labels, ...this.#lines]) element.remove();
    this.#labels.length = this.#lines.length = 0;
    delete this.root.dataset.moving;
  }

  #hideAt(i: number): void {
    this.#labels[i]!.hidden = true;
    this.#lines[i]!.hidden = true;
  }

  #make(parent: HTMLElement, className: string): HTMLElement {
    const element = parent.ownerDocument.createElement('span');
    element.className = className;
    parent.append(element);
    return element;
  }
}
