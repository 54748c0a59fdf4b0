/** What lies over all sections at once, in HTML: the measured range, the replay's moment, flags of notes at the axis. */
import './layer.css';
import { formatMs } from '../../../scenario/duration.ts';
import type { State } from '../../../store/state/state.ts';
import { type TimeScale, xOf } from '../model/time-scale.ts';
import type { DrawnWords } from '../paint/drawn-words.ts';
import { UprightLine } from './upright-line.ts';

/** A flag covers labels whose middle is so near to its own (px): half of both. */
const UNDER = 60;

/** A new element, hidden until it has something to show. */
function make(parent: Element, className: string): HTMLElement {
  const element = parent.ownerDocument.createElement('div');
  element.className = className;
  element.hidden = true;
  parent.append(element);
  return element;
}

export class Layer {
  readonly #range: HTMLElement;
  readonly #length: HTMLElement;
  readonly #line: UprightLine;
  readonly #moment: HTMLElement;
  readonly #band: HTMLElement;
  readonly #flags = new Map<number, HTMLButtonElement>();

  constructor(
    content: HTMLElement,
    band: HTMLElement,
    /** Called when the flag of a note is pressed. */
    readonly openNotes: () => void,
  ) {
    this.#range = make(content, 'tl-range');
    this.#line = new UprightLine(make(content, 'tl-moment'), true);
    this.#length = make(band, 'tl-range-length');
    this.#moment = make(band, 'tl-flag');
    this.#band = band;
  }

  /** Puts everything in its place for this frame. `height`: of the timeline (px). */
  place(state: State, scale: TimeScale, height: number): void {
    const { range, cursorMs, ownAxes } = state;
    const [left, right] = [scale.left, scale.left + scale.width];
    const clamp = (x: number) => Math.min(right, Math.max(left, Math.round(x)));
    const x0 = range ? clamp(xOf(scale, range.fromMs)) : 0;
    const x1 = range ? clamp(xOf(scale, range.toMs)) : 0;
    const isSeen = range !== null && !ownAxes && range.toMs >= scale.fromMs && range.fromMs <= scale.toMs;
    show(this.#range, isSeen);
    show(this.#length, isSeen);
    if (range && isSeen) {
      this.#range.style.transform = `translateX(${x0}px)`;
      this.#range.style.width = `${Math.max(1, x1 - x0)}px`;
      write(this.#length, `${formatMs(range.toMs - range.fromMs, 3)} long`);
      this.#length.style.transform = `translateX(calc(${(x0 + x1) / 2}px - 50%))`;
    }
    const covered = isSeen ? [(x0 + x1) / 2] : [];
    const x = cursorMs === null ? Number.NaN : Math.round(xOf(scale, cursorMs));
    const isMoment = x >= left && x <= right && !ownAxes;
    this.#line.place(isMoment ? x : Number.NaN, 0, height);
    show(this.#moment, isMoment);
    if (isMoment) {
      write(this.#moment, formatMs(cursorMs!, 3));
      this.#moment.style.transform = `translateX(calc(${x}px - 50%))`;
      covered.push(x);
    }
    this.#hideUnder(covered);
    this.#placeNotes(state, scale);
  }

  /** To be called once the words of the frame are drawn. */
  breakOff(words: DrawnWords): void {
    this.#line.breakOff(words);
  }

  /** Hides the labels of the axis that a flag at one of these places would cover. */
  #hideUnder(places: readonly number[]): void {
    if (places.length === 0 && !this.#band.querySelector('[data-under]')) return;
    for (const label of this.#band.querySelectorAll<HTMLElement>('[data-x]')) {
      const under = places.some((x) => Math.abs(Number(label.dataset.x) - x) < UNDER);
      if ('under' in label.dataset === under) continue;
      if (under) label.dataset.under = '';
      else delete label.dataset.under;
    }
  }

  /** Each note has a flag at its begin. A press on it opens the notes. */
  #placeNotes({ notes, ownAxes }: State, scale: TimeScale): void {
    for (const [id, flag] of this.#flags) {
      if (notes.some((note) => note.id === id)) continue;
      flag.remove();
      this.#flags.delete(id);
    }
    for (const note of notes) {
      let flag = this.#flags.get(note.id);
      if (!flag) {
        flag = this.#band.ownerDocument.createElement('button');
        flag.type = 'button';
        flag.className = 'tl-note';
        flag.setAttribute('aria-label', 'Note');
        flag.addEventListener('click', this.openNotes);
        this.#band.append(flag);
        this.#flags.set(note.id, flag);
      }
      if (flag.title !== note.text) {
        flag.title = note.text;
        flag.setAttribute('aria-label', `Note: ${note.text}`);
      }
      const x = Math.round(xOf(scale, note.fromMs));
      show(flag, !ownAxes && x >= scale.left && x <= scale.left + scale.width);
      flag.style.transform = `translateX(${x}px)`;
    }
  }
}

function show(element: HTMLElement, isShown: boolean): void {
  if (element.hidden === isShown) element.hidden = !isShown;
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
