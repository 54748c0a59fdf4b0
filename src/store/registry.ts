/** The traces that the page shows, by engine id, outside the store: per-event data never passes through React. */
import type { Trace } from '../trace/trace.ts';

/** What is shown for one engine. */
export interface Shown {
  /** The prediction of the scenario on the page. */
  predicted?: Trace;
  /** The last live run of the page's Run, finished or under way. */
  measured?: Trace;
  /** The scenario or its knobs have changed since that run. */
  stale?: boolean;
  /** When the measured run's t = 0 was, ms since 1970. */
  startedAt?: number;
}

export class Registry {
  readonly #shown = new Map<string, Shown>();

  /** What is shown for an engine; an empty entry if nothing is. The object stays the same: write into it. */
  of(engine: string): Shown {
    let shown = this.#shown.get(engine);
    if (!shown) this.#shown.set(engine, (shown = {}));
    return shown;
  }

  /** The measured traces by engine id. */
  measured(): Record<string, Trace> {
    const all: Record<string, Trace> = {};
    for (const [engine, { measured }] of this.#shown) if (measured) all[engine] = measured;
    return all;
  }

  /** Forgets the measured traces. */
  forgetMeasured(): void {
    for (const shown of this.#shown.values()) {
      delete shown.measured;
      delete shown.stale;
      delete shown.startedAt;
    }
  }
}
