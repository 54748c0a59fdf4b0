/** Where the pointer is over the timeline, and what it is on; looked for once a frame. */
import { sameHit } from '../rows/hit.ts';
import type { Hit } from '../rows/row.ts';
import { subscribeTo } from './listeners.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export class Pointed {
  /** In the window of the browser (px); null: not over the timeline. */
  at: Point | null = null;
  hit: Hit | null = null;
  #of: unknown;
  #hasHit = false;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => subscribeTo(this.#listeners, listener);
  readonly get = (): Hit | null => this.hit;
  /** Whether the pointer has ever been on anything. */
  readonly hasHit = (): boolean => this.#hasHit;

  /** Notes what the pointer is on, and the run that it belongs to. Gives whether that is something else than before. */
  set(hit: Hit | null, of?: unknown): boolean {
    if (sameHit(hit, this.hit) && of === this.#of) return false;
    this.hit = hit;
    this.#of = of;
    this.#hasHit = true;
    return true;
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
