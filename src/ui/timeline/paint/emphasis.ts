/** What of a picture stands out: the selected task and the one that gave it its place, what a search has found. */
import type { Selection } from '../../../store/state/state.ts';
import type { Found } from '../model/found.ts';
import type { Picture } from '../model/picture.ts';

/** How much of what is drawn stands out: all of it, or only some while the rest is faded. */
export type Lit = 'all' | 'some';

/** Whether a span is faded, since another one is selected or found. */
export type Fades = (row: number, predicted: boolean) => boolean;

/** One for each painter, set anew for every section that is painted. */
export class Emphasis {
  #picture: Picture | undefined;
  #found: Found | undefined;
  #only = false;
  #selecting = false;
  #row = -1;
  #giver = -1;

  /** `only`: what is not found is not drawn at all. */
  set(picture: Picture, selected: Selection | null, only: boolean): void {
    this.#picture = picture;
    this.#found = picture.found;
    this.#only = only && this.#found !== undefined;
    // With a search, what is found counts; the selection still has its box.
    this.#selecting = selected !== null && this.#found === undefined;
    this.#row = selected && picture.main ? picture.rowOf(selected.task, selected.attempt) : -1;
    this.#giver = this.#selecting ? picture.giverOf(this.#row) : -1;
  }

  /** Whether all bars stand out, so that `fades` need not be asked for each. */
  get lit(): Lit {
    return this.#selecting || this.#found ? 'some' : 'all';
  }

  /** What is found, where a search is on. */
  get found(): Found | undefined {
    return this.#found;
  }

  /** Whether all but what is found is left out. */
  get onlyFound(): boolean {
    return this.#only;
  }

  /** Rows of the drawn trace that stand out though all others fade; -1 for none. */
  get row(): number {
    return this.#selecting ? this.#row : -1;
  }
  get giver(): number {
    return this.#giver;
  }

  /** Whether a span is faded. Row -1 stands for something that is no span. */
  readonly fades = (row: number, isPredicted: boolean): boolean => {
    if (this.#found) return this.#drawn(row, isPredicted) < 0 || this.#found.mask[this.#drawn(row, isPredicted)] !== 1;
    if (!this.#selecting) return false;
    if (row < 0) return true;
    const own = this.#drawn(row, isPredicted);
    return own < 0 || (own !== this.#row && own !== this.#giver);
  };

  /** Whether a span is not drawn at all. */
  readonly hides = (row: number, isPredicted: boolean): boolean => this.#only && this.fades(row, isPredicted);

  /** The row of the drawn trace that a span or an outline belongs to. */
  #drawn(row: number, isPredicted: boolean): number {
    const picture = this.#picture!;
    if (row < 0 || !isPredicted || picture.measured === undefined) return row;
    const { task, attempt } = picture.predicted!.trace.spans.at;
    return picture.rowOf(task[row]!, attempt[row]!);
  }
}
