/**
 * What React has rendered of the timeline, as one snapshot. While nothing but the window of time moves, the ruler moves the
 * axis, and React is told only when the window has come to rest.
 */
import { flushSync } from 'react-dom';
import { NOTHING, type Snapshot } from '../model/snapshot.ts';
import { subscribeTo } from './listeners.ts';

export class Rendered {
  /** What this frame is drawn from. */
  snapshot = NOTHING;
  /** What React has: an older window, while that moves. */
  #published = NOTHING;
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => subscribeTo(this.#listeners, listener);
  readonly get = (): Snapshot => this.#published;

  /** Whether the window moves, so that React's axis is not the one on the page. */
  get moving(): boolean {
    return this.#rest !== undefined;
  }

  /** Whether the snapshot differs from what React has by its window only. */
  get onlyMoved(): boolean {
    const { layout, viewport, empty } = this.snapshot;
    return (
      layout === this.#published.layout && viewport === this.#published.viewport && empty === this.#published.empty
    );
  }

  /** Has React render the snapshot, now. */
  publish(): void {
    this.stop();
    this.#published = this.snapshot;
    flushSync(() => {
      for (const listener of this.#listeners) listener();
    });
  }

  /** Has React render it when the window has not moved for so long; `rested` is called then. */
  publishAtRest(restMs: number, rested: () => void): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.publish();
      rested();
    }, restMs);
  }

  stop(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
  }
}
