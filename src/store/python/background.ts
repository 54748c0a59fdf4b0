/** Runs that nobody waits for, one after another; a run that somebody waits for goes first, and what it interrupted is run again. */
import type { Ended } from '../../kernel/python/messages.ts';
import type { ProgramRecord } from '../traces/program-record.ts';
import type { Program } from './program.ts';

/** Takes what came of the program at this place; false: nobody wants the rest any more. */
type Take = (place: number, record: ProgramRecord, ended: Ended) => boolean;

interface Work {
  readonly programs: readonly Program[];
  readonly take: Take;
  next: number;
}

export class Background {
  #work: Work | undefined;
  /** Which begin of going through the work is the one that counts. */
  #turn = 0;

  /** `run` gives undefined where it was interrupted. */
  constructor(readonly run: (program: Program) => Promise<{ record: ProgramRecord; ended: Ended } | undefined>) {}

  /** Runs these instead of what was to be run. */
  each(programs: readonly Program[], take: Take): void {
    this.#work = { programs, take, next: 0 };
    this.goOn();
  }

  /** Somebody waits for another run: this rests until `goOn`. */
  yield(): void {
    this.#turn++;
  }

  goOn(): void {
    if (this.#work) void this.#go(this.#work, ++this.#turn);
  }

  abandon(): void {
    this.#work = undefined;
    this.#turn++;
  }

  async #go(work: Work, turn: number): Promise<void> {
    while (work.next < work.programs.length) {
      const place = work.next;
      const found = await this.run(work.programs[place]!);
      if (turn !== this.#turn || !found) return;
      work.next = place + 1;
      if (!work.take(place, found.record, found.ended)) break;
    }
    if (this.#work === work) this.#work = undefined;
  }
}
