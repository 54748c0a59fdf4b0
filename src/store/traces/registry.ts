/**
 * The traces that the page shows, by engine id or by an opened run's (`run:1`), outside the store: per-event data never
 * passes through React.
 */
import type { EngineFacts } from '../../engines/facts.ts';
import type { LiveRun } from '../../kernel/live/live-run.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ProgramShown } from './program-record.ts';

/** What is shown for one section: an engine's, or an opened run's. */
export interface Shown {
  /** The prediction of the scenario on the page. */
  predicted?: Trace;
  /** The run that is drawn as bars: the page's last one, finished or under way, as long as it is of the scenario on the page. */
  measured?: Trace;
  /** The page's last run, where that was of another scenario than the one on the page. Never there beside `measured`. */
  last?: Trace;
  /** While the page's own run is under way: the run itself, in which something can be broken. */
  live?: LiveRun;
  /** When t = 0 of either was, ms since 1970. */
  startedAt?: number;
  /** Of an opened run: the section that it is, shaped like the engine that made it. */
  section?: EngineFacts;
  /** Of an opened run: the predicted makespan (ms) of a For loop over its own scenario, on its own machine. */
  sequentialMs?: number;
  /** So much later (ms) than its own clock the section is drawn: how runs are laid against each other. */
  shiftMs?: number;
  /** Of a run of the user's own program: what it told beside its trace. */
  program?: ProgramShown;
}

/** Whether a section is an opened run. */
export const isRun = (id: string): boolean => id.startsWith('run:');

export class Registry {
  readonly #shown = new Map<string, Shown>();

  /** What is shown for an engine; an empty entry if nothing is. The object stays the same: write into it. */
  of(engine: string): Shown {
    let shown = this.#shown.get(engine);
    if (!shown) this.#shown.set(engine, (shown = {}));
    return shown;
  }

  /** The traces measured by the page's own Run, by engine id, whatever scenario they are of. */
  measured(): Record<string, Trace> {
    const all: Record<string, Trace> = {};
    for (const [id, { measured, last }] of this.#shown) {
      const trace = measured ?? last;
      if (trace && !isRun(id)) all[id] = trace;
    }
    return all;
  }

  /** Forgets a section: an opened run was closed. */
  forget(id: string): void {
    this.#shown.delete(id);
  }

  /** Forgets the measured traces of the page's own Run. */
  forgetMeasured(): void {
    for (const [id, shown] of this.#shown) {
      if (isRun(id)) continue;
      delete shown.measured;
      delete shown.last;
      delete shown.startedAt;
    }
  }
}
