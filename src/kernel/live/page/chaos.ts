/** What somebody breaks in a run under way. What the engine then does is its own. */
import type { Endings } from './endings.ts';
import type { PageRun } from './page-run.ts';

export type Blow =
  /** The worker of this lane goes away, or the whole machine that the lane is on. */
  | { readonly kind: 'kill' | 'kill host'; readonly lane: number }
  /** One of those that have a task in hand, drawn by chance. */
  | { readonly kind: 'kill any' }
  /** From its next stretch on, this lane takes so many times as long. */
  | { readonly kind: 'slow'; readonly lane: number; readonly by: number }
  /** This share of the attempts that have not begun will fail, drawn by chance. */
  | { readonly kind: 'fail'; readonly share: number };

export class Chaos {
  readonly #run: PageRun;
  readonly #endings: Endings;

  constructor(run: PageRun, endings: Endings) {
    this.#run = run;
    this.#endings = endings;
  }

  /** Strikes now; false where there is nothing to hit. */
  strike(blow: Blow): boolean {
    const run = this.#run;
    if (run.over) return false;
    run.stamps.passed();
    run.merge.read();
    if (!this.#hit(blow)) return false;
    const { facts } = run.recorder.trace;
    facts.blows = [...((facts.blows as readonly object[] | undefined) ?? []), { ...blow, atMs: run.stamps.now() }];
    run.settle();
    return true;
  }

  #hit(blow: Blow): boolean {
    const { placed, recorder } = this.#run;
    const endings = this.#endings;
    switch (blow.kind) {
      case 'fail':
        return recorder.failSome(blow.share) > 0;
      case 'kill any':
        return on(placed.anyAtWork(), (process) => endings.kill(process));
      case 'kill':
        return on(placed.at(blow.lane), (process) => endings.kill(process));
      case 'kill host':
        return on(placed.at(blow.lane), (process) => endings.hostGone(placed.hostOf(process)));
      case 'slow':
        return on(placed.at(blow.lane)?.worker, (worker) => worker.slow(blow.by));
    }
  }
}

/** Does it to what is hit; false where nothing is. */
function on<T>(hit: T | undefined, act: (hit: T) => void): boolean {
  if (hit) act(hit);
  return hit !== undefined;
}
