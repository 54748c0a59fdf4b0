/** What somebody breaks in a run under way. What the engine then does is its own. */
import type { Endings } from './endings.ts';
import type { PageRun } from './page-run.ts';

export type Blow =
  /** The worker of this lane goes away, or the whole machine that the lane is on. */
  | { readonly kind: 'kill' | 'kill host'; readonly lane: number }
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
    const process = blow.kind === 'fail' ? undefined : placed.at(blow.lane);
    if (!process) return blow.kind === 'fail' && recorder.failSome(blow.share) > 0;
    switch (blow.kind) {
      case 'kill':
        this.#endings.kill(process);
        return true;
      case 'kill host':
        this.#endings.hostGone(placed.hostOf(process));
        return true;
      case 'slow':
        process.worker?.slow(blow.by);
        return process.worker !== undefined;
      case 'fail':
        return false;
    }
  }
}
