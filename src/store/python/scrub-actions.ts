/** A number in the code is dragged: each step of the drag is a run, and how long the program takes at the other stops is found out beside it. */
import type { StoreApi } from 'zustand/vanilla';
import type { Ended } from '../../kernel/python/messages.ts';
import { canBeDragged, type Literal, stopsOf } from './literal.ts';
import { type Program, withText } from './program.ts';
import type { ProgramRuns } from './program-run-actions.ts';
import type { ProgramState } from './program-state.ts';

/** What a drag needs of whom it is for. */
export interface ScrubbingHost {
  readonly store: StoreApi<ProgramState>;
  readonly runs: ProgramRuns;
  /** The program has come to this in the drag. `goesOn`: undo is to take back this step together with the one before. */
  readonly change: (program: Program, goesOn: boolean) => void;
}

export class Scrubbing {
  readonly #host: ScrubbingHost;

  constructor(host: ScrubbingHost) {
    this.#host = host;
  }

  /** A number is about to be dragged: how long the program takes at each of its stops is found out when there is time. */
  begin(file: number, literal: Literal): void {
    if (!canBeDragged(literal.text)) return;
    const { store, runs } = this.#host;
    const { texts, at } = stopsOf(literal.text);
    const { shown, foreign } = store.getState();
    const takesMs = texts.map((_, i) => (i === at && shown && runs.isShown(shown) ? takes(shown.ended) : Number.NaN));
    store.setState({
      scrub: { file, literal, was: literal.text, now: literal.text, base: shown, moved: false, texts, takesMs },
    });
    if (!foreign && runs.isShort) this.#foresee();
  }

  /** The number is now written so. Each step is a run; all of a drag is one step of undo. */
  to(text: string): void {
    const { store } = this.#host;
    const { scrub, program } = store.getState();
    if (!scrub || scrub.now === text) return;
    const { literal, file, was, base, moved } = scrub;
    const old = program.files[file]!.text;
    const next = withText(program, file, old.slice(0, literal.from) + text + old.slice(literal.to));
    const now = { ...literal, text, to: literal.from + text.length };
    store.setState({
      scrub: { ...scrub, literal: now, now: text, moved: true },
      before: text === was ? null : base,
    });
    this.#host.change(next, moved);
  }

  /** The drag is over; `keep` false puts the number back. */
  end(keep: boolean): void {
    const { scrub } = this.#host.store.getState();
    if (!scrub) return;
    if (!keep) this.to(scrub.was);
    this.#host.store.setState({ scrub: null });
    this.#host.runs.background.abandon();
  }

  /** A run is over: it tells how long the program takes at the stop where the drag is. Gives whether the other stops are tried now. */
  ran(ended: Ended): boolean {
    const { store, runs } = this.#host;
    const { scrub } = store.getState();
    if (!scrub) return false;
    const at = scrub.texts.indexOf(scrub.now);
    if (at >= 0) store.setState({ scrub: { ...scrub, takesMs: scrub.takesMs.with(at, takes(ended)) } });
    if (runs.isShort) this.#foresee();
    return runs.isShort;
  }

  /** Finds out, stop by stop, what the drag would lead to. */
  #foresee(): void {
    const { store, runs } = this.#host;
    const { scrub, program } = store.getState();
    if (!scrub) return;
    const { literal, file, texts, takesMs } = scrub;
    const left = texts.flatMap((text, i) => (Number.isNaN(takesMs[i]!) ? [{ i, text }] : []));
    const { text } = program.files[file]!;
    const programs = left.map((stop) =>
      withText(program, file, text.slice(0, literal.from) + stop.text + text.slice(literal.to)),
    );
    runs.background.each(programs, (i, _, ended) => {
      const now = store.getState().scrub;
      if (!now || now.literal.from !== literal.from || now.was !== scrub.was) return false;
      store.setState({ scrub: { ...now, takesMs: now.takesMs.with(left[i]!.i, takes(ended)) } });
      return true;
    });
  }
}

/** How long a program takes (its own ms): infinite where it never ends, NaN where it was stopped. */
function takes(ended: Ended | undefined): number {
  if (!ended || ended.end.exit === 'stopped') return Number.NaN;
  return ended.end.exit === 'deadlock' ? Number.POSITIVE_INFINITY : ended.totalMs;
}
