/** Runs of the program, of which only the latest counts, and the Python that they need, loaded with the first of them. */
import type { StoreApi } from 'zustand/vanilla';
import type { Asks, Ended, NumberLiteral, Update } from '../../kernel/python/messages.ts';
import type { ProgramRecord } from '../traces/program-record.ts';
import { isNotLoaded, wordsOf } from '../worker/again.ts';
import { Background } from './background.ts';
import type { OpenDoor, ProgramRun, PythonDoor } from './door.ts';
import { type Program, sameProgram } from './program.ts';
import type { ProgramMistake, ProgramState, Ran } from './program-state.ts';

/** A program whose last run took no longer (real ms) is run anew after each change. */
export const SHORT_MS = 400;
/** A run that goes on for so long (real ms) is shown while it goes on; a shorter one is shown as a whole. */
const SHOWN_AFTER_MS = 300;
const SYNTAX = new Set(['SyntaxError', 'IndentationError', 'TabError']);

/** What runs need of whom they are for. */
export interface RunsHost {
  readonly store: StoreApi<ProgramState>;
  readonly open: OpenDoor;
  /** Shows a run in the timeline; called whenever its trace has grown, too. */
  readonly show: (ran: Ran, before: Ran | null) => void;
  /** A run goes on, which can be cancelled. */
  readonly busy: (running: boolean) => void;
  /** ms on a clock that only goes forward. */
  readonly now: () => number;
  /** Python has come, for the first time. */
  readonly opened: () => void;
  /** The latest run is over; gives whether other runs are to be made in the background because of it. */
  readonly over: (ended: Ended) => boolean;
}

export class ProgramRuns {
  /** Runs that nobody waits for. */
  readonly background = new Background((one) => this.#inBackground(one));
  readonly #host: RunsHost;
  #door: Promise<PythonDoor> | undefined;
  #run: ProgramRun | undefined;
  /** The number of the run that was asked for last. */
  #asked = 0;
  #lastTookMs: number | undefined;

  constructor(host: RunsHost) {
    this.#host = host;
  }

  /** The last run was so short that the next need not be asked for. */
  get isShort(): boolean {
    return this.#lastTookMs === undefined || this.#lastTookMs <= SHORT_MS;
  }

  /** How long the last run took says nothing of the next: it is another program. */
  forgetLast(): void {
    this.#lastTookMs = undefined;
  }

  /** Whether what is shown is the program as it is. */
  isShown({ program, ended }: Ran): boolean {
    return ended !== undefined && sameProgram(program, this.#state.program);
  }

  /** Loads Python, so that it is there when it is wanted. */
  load(): void {
    void this.#opened();
  }

  start(): void {
    this.background.yield();
    void this.#begin();
  }

  cancel(): void {
    this.background.abandon();
    this.#run?.cancel();
  }

  /** What `input()` gives; null: there is no more. */
  answer(text: string | null): void {
    this.#host.store.setState({ asks: null });
    this.#run?.answer(text);
  }

  /** The numbers of a file as CPython's own parser finds them; undefined while it is not there. */
  async numbers(text: string): Promise<readonly NumberLiteral[] | undefined> {
    return this.#state.python.kind === 'ready' ? (await this.#opened())?.numbers(text) : undefined;
  }

  get #state(): ProgramState {
    return this.#host.store.getState();
  }

  /** Opens Python; undefined where this browser cannot run it, which is then said. */
  async #opened(): Promise<PythonDoor | undefined> {
    const { store, open } = this.#host;
    const told = (loading: ProgramState['python'] & { kind: 'loading' }) => {
      if (this.#state.python.kind !== 'ready') store.setState({ python: loading });
    };
    if (!this.#door) {
      told({ kind: 'loading', loading: { stage: 'fetching' } });
      this.#door = open((loading) => told({ kind: 'loading', loading }));
    }
    try {
      const door = await this.#door;
      const ready = await door.ready;
      if (this.#state.python.kind !== 'ready') {
        store.setState({ python: { kind: 'ready', ready } });
        this.#host.opened();
      }
      return door;
    } catch (error) {
      this.#refused(error);
      return undefined;
    }
  }

  /** Python is not to be had; the next run tries again. */
  #refused(error: unknown): void {
    this.#door = undefined;
    this.#run = undefined;
    const passes = isNotLoaded(error) || (error instanceof Error && 'passes' in error && error.passes === true);
    this.#host.store.setState({ python: { kind: 'refused', why: wordsOf(error), passes }, running: false });
    this.#host.busy(false);
  }

  async #begin(): Promise<void> {
    const { store, now, busy } = this.#host;
    const asked = ++this.#asked;
    const { program } = this.#state;
    const door = await this.#opened();
    if (!door || asked !== this.#asked) return;
    const options = door.optionsOf(program.options);
    const record = door.record(program.files, options);
    const from = now();
    let ended: Ended | undefined;
    const seen = () => this.#show({ program, record, ended });
    const told = (update: Update) => {
      if (asked !== this.#asked) return;
      record.add(update);
      if (update.kind === 'asks') this.#ask(update);
      else if (update.kind === 'progress' && now() - from >= SHOWN_AFTER_MS) seen();
    };
    const late = setTimeout(() => {
      if (asked !== this.#asked || ended) return;
      store.setState({ running: true });
      busy(true);
    }, SHOWN_AFTER_MS / 2);
    this.#run = door.run(program.files, options, told);
    try {
      ended = await this.#run.ended;
    } catch (error) {
      if (asked === this.#asked) this.#refused(error);
      return;
    } finally {
      clearTimeout(late);
    }
    if (asked !== this.#asked) return;
    this.#run = undefined;
    this.#over(program, record, ended);
  }

  #ask(asks: Asks): void {
    this.#host.store.setState({ asks, running: true });
    this.#host.busy(true);
  }

  #over(program: Program, record: ProgramRecord, ended: Ended): void {
    const { end, tookMs } = ended;
    this.#lastTookMs = end.exit === 'stopped' ? Number.POSITIVE_INFINITY : tookMs;
    const mistake = mistakeOf(ended);
    this.#host.store.setState({ running: false, asks: null, mistake });
    this.#host.busy(false);
    // A text that does not parse has no picture: the last good one stays.
    if (!mistake) this.#show({ program, record, ended });
    if (!this.#host.over(ended)) this.background.goOn();
  }

  #show(ran: Ran): void {
    this.#host.store.setState({ shown: ran });
    this.#host.show(ran, this.#state.before);
  }

  /** A run that nobody looks at. */
  async #inBackground(program: Program): Promise<{ record: ProgramRecord; ended: Ended } | undefined> {
    const asked = this.#asked;
    const door = await this.#opened();
    if (!door || asked !== this.#asked || this.#run) return undefined;
    const options = door.optionsOf(program.options);
    const record = door.record(program.files, options);
    const ended = await door.run(program.files, options, (update) => record.add(update)).ended;
    return asked === this.#asked ? { record, ended } : undefined;
  }
}

/** The mistake of a program that could not be begun. */
function mistakeOf({ end }: Ended): ProgramMistake | null {
  if (end.exit !== 'raised' || !SYNTAX.has(end.error.type) || end.error.line === undefined) return null;
  const { type, message, line, file = 0, column = 0 } = end.error;
  return { file, line, column, type, message };
}
