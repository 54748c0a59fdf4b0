/**
 * Chords where the back end counts nothing, as SQLite's (`backends/base.py` `fallback_chord_unlock`, `app/builtins.py` `unlock_chord`). Before the members
 * a task `celery.chord_unlock` is published, due a second later. It looks whether all members have ended; if so it publishes the callback,
 * if not it is published once more, due a second later. Left out: the child that it takes for some milliseconds, and its wait for one; and that a
 * callback's `ChordError` comes as late.
 */
import type { Io } from '../io.ts';
import type { TaskNumber } from '../vocabulary.ts';
import type { Costs } from './costs.ts';

/** `countdown` of the first one, `result_chord_retry_interval` of those after it (ms). */
const LOOK_MS = 1000;

export class ChordUnlock {
  /** By callback: when the first member of its chord was published (ms). */
  readonly #sinceMs = new Map<TaskNumber, number>();

  constructor(
    readonly io: Io,
    readonly costs: Costs,
  ) {}

  /** A member of the callback's chord is published now. */
  published(callback: TaskNumber): void {
    if (!this.#sinceMs.has(callback)) this.#sinceMs.set(callback, this.io.now);
  }

  /** How long it takes from now until one looks (ms). */
  untilLookMs(callback: TaskNumber): number {
    const { etaLate, begin } = this.costs;
    const since = this.io.now - (this.#sinceMs.get(callback) ?? this.io.now);
    const every = LOOK_MS + etaLate + begin;
    return Math.max(1, Math.ceil(since / every)) * every - since;
  }
}
