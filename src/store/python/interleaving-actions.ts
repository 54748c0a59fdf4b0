/** Other interleavings of the program, run in the background, and what came out of all of them. */
import type { StoreApi } from 'zustand/vanilla';
import type { Background } from './background.ts';
import { outcomesWith } from './outcomes.ts';
import { type Program, sameProgram } from './program.ts';
import type { ProgramState } from './program-state.ts';

/** What they need of whom they are for. */
export interface InterleavingsHost {
  readonly store: StoreApi<ProgramState>;
  readonly background: Background;
  /** ms on a clock that only goes forward. */
  readonly now: () => number;
}

export class Interleavings {
  readonly #host: InterleavingsHost;

  constructor(host: InterleavingsHost) {
    this.#host = host;
  }

  /** Tries so many of this program, unless that has been done. */
  tryOnce(program: Program, total: number): void {
    const { tries } = this.#host.store.getState();
    const isTried = tries && tries.of.options.clock === program.options.clock && tries.total >= total;
    if (!isTried || !sameProgram({ ...tries.of, options: program.options }, program)) this.try(program, total, false);
  }

  /** `mended`: to see whether a change that was proposed holds. */
  try(program: Program, total: number, mended: boolean): void {
    const { store, now, background } = this.#host;
    const from = now();
    store.setState({ tries: { of: program, mended, done: 0, total, tookMs: 0, outcomes: [] } });
    const seeds = Array.from({ length: total }, (_, i) => i + 1);
    background.each(
      seeds.map((seed) => ({ ...program, options: { ...program.options, seed } })),
      (i, record, ended) => {
        const state = store.getState().tries;
        if (state?.of !== program || state.total !== total) return false;
        const outcomes = outcomesWith(state.outcomes, seeds[i]!, record.output, ended);
        store.setState({ tries: { ...state, done: i + 1, tookMs: now() - from, outcomes } });
        return true;
      },
    );
  }
}
