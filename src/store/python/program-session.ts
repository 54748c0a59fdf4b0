/**
 * One works on a program: text and options with undo, runs of which only the latest counts, the last good picture. Everything
 * that may take long happens in the worker; here it is only asked for, and given up when something newer is wanted.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Asks, Clock, Ended, NumberLiteral, Update } from '../../kernel/python/messages.ts';
import { History } from '../draft/history.ts';
import type { ProgramRecord } from '../traces/program-record.ts';
import { isNotLoaded, wordsOf } from '../worker/again.ts';
import { Background } from './background.ts';
import type { OpenDoor, ProgramRun, PythonDoor } from './door.ts';
import { canBeDragged, type Literal, stopsOf } from './literal.ts';
import { outcomesWith } from './outcomes.ts';
import { MOST_SEED, type Program, type ProgramOptions, sameProgram } from './program.ts';
import type { CodeLine, ProgramMistake, ProgramState, Ran } from './program-state.ts';

/** A program whose last run took no longer (real ms) is run anew after each change. */
export const SHORT_MS = 400;
/** So long after the last key (ms). */
const TYPED_MS = 250;
/** A run that goes on for so long (real ms) is shown while it goes on; a shorter one is shown as a whole. */
const SHOWN_AFTER_MS = 300;
const SYNTAX = new Set(['SyntaxError', 'IndentationError', 'TabError']);

/** What is said of a program that waits for Run. */
export const FROM_A_LINK = 'This program came in a link. Read it, then press Run.';

export interface SessionParts {
  readonly open: OpenDoor;
  /** Shows a run in the timeline; called whenever its trace has grown, too. */
  readonly show: (ran: Ran, before: Ran | null) => void;
  /** A run goes on, which can be cancelled. */
  readonly busy: (running: boolean) => void;
  /** ms on a clock that only goes forward. */
  readonly now?: () => number;
}

export interface SessionOpening {
  readonly program: Program;
  readonly notice: string | null;
  readonly foreign: boolean;
  /** It is not run at once: the last time it took long, or did not end. Left out: it is. */
  readonly waits?: boolean;
  /** The hash of the Python with which the link was made. */
  readonly image?: string | undefined;
}

export class ProgramSession {
  readonly store: StoreApi<ProgramState>;
  readonly #parts: SessionParts;
  readonly #now: () => number;
  readonly #background: Background;
  #history: History<Program>;
  readonly #first: Program;
  #door: Promise<PythonDoor> | undefined;
  #run: ProgramRun | undefined;
  /** The number of the run that was asked for last. */
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastTookMs: number | undefined;

  #image: string | undefined;
  readonly #waits: boolean;

  constructor(parts: SessionParts, { program, notice, foreign, waits = false, image }: SessionOpening) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => performance.now());
    this.#history = new History(program);
    this.#first = program;
    this.#image = image;
    this.#waits = waits;
    this.#background = new Background((one) => this.#inBackground(one));
    this.store = createStore<ProgramState>()(() => ({
      program,
      file: 0,
      notice,
      foreign,
      python: { kind: 'asleep' },
      running: false,
      shown: null,
      before: null,
      mistake: null,
      asks: null,
      scrub: null,
      tries: null,
      canUndo: false,
      canRedo: false,
      momentMs: null,
      pointed: null,
      inLanes: false,
      pinned: null,
    }));
  }

  /** Loads Python, so that it is there when it is wanted; a program of the user's own is run at once. */
  begin(): void {
    if (this.store.getState().foreign || this.#waits) void this.#opened();
    else this.#start();
  }

  /** The text of a file as it was typed. Keys that follow each other fast are one step of undo. */
  type(file: number, text: string): void {
    this.#change(withText(this.#program, file, text), `type ${file}`, TYPED_MS);
  }

  setOptions(change: Partial<ProgramOptions>): void {
    const { program } = this.store.getState();
    const kind = `options ${Object.keys(change).join()}`;
    this.#change({ ...program, options: { ...program.options, ...change } }, kind, 0);
  }

  /** Another number, the same program: the next interleaving. */
  another(): void {
    const { seed } = this.#program.options;
    this.setOptions({ seed: seed >= MOST_SEED ? 0 : seed + 1 });
    this.run();
  }

  /** Puts another program in the place of this one. Undo brings this one back. */
  replace(program: Program): void {
    if (sameProgram(program, this.#program)) return;
    this.store.setState({ file: 0, notice: null, foreign: false, pinned: null });
    this.#lastTookMs = undefined;
    this.#change(program, '', 0);
  }

  /** Puts in a program that somebody else has made, from a link: it waits for Run. */
  receive({ program, notice, foreign, image }: SessionOpening): void {
    this.#image = image;
    this.store.setState({ file: 0, notice, foreign, pinned: null });
    this.#change(program, '', 0);
    this.#compareImages();
  }

  /** The last run was short: the next need not be asked for. */
  get isShort(): boolean {
    return this.#isShort();
  }

  addFile(name: string, text: string): void {
    const { files } = this.#program;
    this.#change({ ...this.#program, files: [...files, { name, text }] }, '', TYPED_MS);
    this.store.setState({ file: files.length });
  }

  renameFile(file: number, name: string): void {
    const { files } = this.#program;
    this.#change({ ...this.#program, files: files.with(file, { ...files[file]!, name }) }, '', TYPED_MS);
  }

  removeFile(file: number): void {
    const files = this.#program.files.toSpliced(file, 1);
    if (files.length === 0) return;
    this.store.setState({ file: Math.min(this.store.getState().file, files.length - 1) });
    this.#change({ ...this.#program, files }, '', TYPED_MS);
  }

  showFile(file: number): void {
    if (file < this.#program.files.length) this.store.setState({ file });
  }

  undo(): void {
    this.#go(this.#history.undo());
  }

  redo(): void {
    this.#go(this.#history.redo());
  }

  /** Back to what the page opened with; undo brings the program back. */
  reset(): void {
    this.replace(this.#first);
  }

  notify(notice: string | null): void {
    this.store.setState({ notice });
  }

  /** Runs it as it is, whoever wrote it. */
  run(): void {
    const { notice } = this.store.getState();
    this.store.setState({ foreign: false, notice: notice === FROM_A_LINK ? null : notice });
    this.#start();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#background.abandon();
    this.#run?.cancel();
  }

  /** What `input()` gives; null: there is no more. */
  answer(text: string | null): void {
    this.store.setState({ asks: null });
    this.#run?.answer(text);
  }

  /** `inLanes`: by a stretch of it. */
  point(pointed: CodeLine | null, inLanes = false): void {
    const old = this.store.getState().pointed;
    if (old?.line !== pointed?.line || old?.file !== pointed?.file) this.store.setState({ pointed, inLanes });
  }

  pin(pinned: CodeLine | null): void {
    this.store.setState({ pinned });
  }

  moment(momentMs: number | null): void {
    if (this.store.getState().momentMs !== momentMs) this.store.setState({ momentMs });
  }

  /** The numbers of a file as CPython's own parser finds them; undefined while it is not there. */
  async numbers(text: string): Promise<readonly NumberLiteral[] | undefined> {
    const { python } = this.store.getState();
    return python.kind === 'ready' ? (await this.#opened())?.numbers(text) : undefined;
  }

  /** A number is about to be dragged: how long the program takes at each of its stops is found out when there is time. */
  beginScrub(file: number, literal: Literal): void {
    if (!canBeDragged(literal.text)) return;
    const { texts, at } = stopsOf(literal.text);
    const { shown, foreign } = this.store.getState();
    const takesMs = texts.map((_, i) => (i === at && shown && this.#isShown(shown) ? takes(shown.ended) : Number.NaN));
    this.store.setState({
      scrub: { file, literal, was: literal.text, now: literal.text, base: shown, moved: false, texts, takesMs },
    });
    if (!foreign && this.#isShort()) this.#foresee();
  }

  /** The number is now written so. Each step is a run; all of a drag is one step of undo. */
  scrubTo(text: string): void {
    const { scrub } = this.store.getState();
    if (!scrub || scrub.now === text) return;
    const { literal, file, was, base, moved } = scrub;
    const old = this.#program.files[file]!.text;
    const next = withText(this.#program, file, old.slice(0, literal.from) + text + old.slice(literal.to));
    const now = { ...literal, text, to: literal.from + text.length };
    this.store.setState({
      scrub: { ...scrub, literal: now, now: text, moved: true },
      before: text === was ? null : base,
    });
    this.#change(next, 'scrub', 0, moved);
  }

  /** The drag is over; `keep` false puts the number back. */
  endScrub(keep = true): void {
    const { scrub } = this.store.getState();
    if (!scrub) return;
    if (!keep) this.scrubTo(scrub.was);
    this.store.setState({ scrub: null });
    this.#background.abandon();
  }

  /** Leaves the comparison with the picture before the drag. */
  forgetBefore(): void {
    const { shown } = this.store.getState();
    this.store.setState({ before: null });
    if (shown) this.#parts.show(shown, null);
  }

  /** Takes a change that was proposed, and runs the program with it; in so many other interleavings too, to see whether it holds. */
  accept(program: Program, others = 0): void {
    this.#change(program, '', 0);
    this.run();
    if (others > 0) this.#try(this.#program, others, true);
  }

  /** Shows another interleaving of those tried; what was found of all of them stays. */
  showOther(seed: number): void {
    const { tries } = this.store.getState();
    this.setOptions({ seed, ...(tries && { clock: tries.of.options.clock }) });
    this.store.setState({ tries });
    this.run();
  }

  /** Tries other interleavings of the program, in the background. In `steps` threads may change places after each line. */
  tryOthers(total: number, clock: Clock = this.#program.options.clock): void {
    const { program, tries } = this.store.getState();
    const options = { ...program.options, clock };
    const isTried = tries && tries.of.options.clock === clock && tries.total >= total;
    if (isTried && sameProgram({ ...tries.of, options }, { ...program, options })) return;
    this.#try({ ...program, options }, total, false);
  }

  #try(program: Program, total: number, mended: boolean): void {
    const from = this.#now();
    this.store.setState({ tries: { of: program, mended, done: 0, total, tookMs: 0, outcomes: [] } });
    const seeds = Array.from({ length: total }, (_, i) => i + 1);
    this.#background.each(
      seeds.map((seed) => ({ ...program, options: { ...program.options, seed } })),
      (i, record, ended) => {
        const state = this.store.getState().tries;
        if (state?.of !== program || state.total !== total) return false;
        const outcomes = outcomesWith(state.outcomes, seeds[i]!, record.output, ended);
        this.store.setState({ tries: { ...state, done: i + 1, tookMs: this.#now() - from, outcomes } });
        return true;
      },
    );
  }

  get #program(): Program {
    return this.store.getState().program;
  }

  #change(program: Program, kind: string, restMs: number, goesOn = false): void {
    if (goesOn) this.#history.amend(program);
    else this.#history.push(program, kind === 'scrub' ? '' : kind, this.#now());
    this.#changed(program, restMs);
    if (kind !== 'scrub') this.store.setState({ scrub: null, before: null });
  }

  #go(program: Program | undefined): void {
    if (!program) return;
    const file = Math.min(this.store.getState().file, program.files.length - 1);
    this.store.setState({ file, scrub: null, before: null, pinned: null });
    this.#changed(program, 0);
  }

  #changed(program: Program, restMs: number): void {
    this.store.setState({ program, canUndo: this.#history.canUndo, canRedo: this.#history.canRedo, tries: null });
    clearTimeout(this.#timer);
    if (this.store.getState().foreign || !this.#isShort()) return;
    if (restMs === 0) this.#start();
    else this.#timer = setTimeout(() => this.#start(), restMs);
  }

  /** The last run was so short that the next need not be asked for. */
  #isShort(): boolean {
    return this.#lastTookMs === undefined || this.#lastTookMs <= SHORT_MS;
  }

  #isShown({ program, ended }: Ran): boolean {
    return ended !== undefined && sameProgram(program, this.#program);
  }

  /** Opens Python; undefined where this browser cannot run it, which is then said. */
  async #opened(): Promise<PythonDoor | undefined> {
    const told = (loading: ProgramState['python'] & { kind: 'loading' }) => {
      if (this.store.getState().python.kind !== 'ready') this.store.setState({ python: loading });
    };
    if (!this.#door) {
      told({ kind: 'loading', loading: { stage: 'fetching' } });
      this.#door = this.#parts.open((loading) => told({ kind: 'loading', loading }));
    }
    try {
      const door = await this.#door;
      const ready = await door.ready;
      if (this.store.getState().python.kind !== 'ready') {
        this.store.setState({ python: { kind: 'ready', ready } });
        this.#compareImages();
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
    this.store.setState({ python: { kind: 'refused', why: wordsOf(error), passes }, running: false });
    this.#parts.busy(false);
  }

  /** Says where a link was made with another Python: it may not be the same run. */
  #compareImages(): void {
    const { python } = this.store.getState();
    if (this.#image === undefined || python.kind !== 'ready' || python.ready.hash === this.#image) return;
    this.notify(
      'This link was made with another version of the page’s Python. Its run may differ from the one that was sent.',
    );
  }

  async #begin(): Promise<void> {
    const asked = ++this.#asked;
    const { program } = this.store.getState();
    const door = await this.#opened();
    if (!door || asked !== this.#asked) return;
    const options = door.optionsOf(program.options);
    const record = door.record(program.files, options);
    const from = this.#now();
    let ended: Ended | undefined;
    const seen = () => this.#show({ program, record, ended });
    const told = (update: Update) => {
      if (asked !== this.#asked) return;
      record.add(update);
      if (update.kind === 'asks') this.#ask(update);
      else if (update.kind === 'progress' && this.#now() - from >= SHOWN_AFTER_MS) seen();
    };
    const late = setTimeout(() => {
      if (asked !== this.#asked || ended) return;
      this.store.setState({ running: true });
      this.#parts.busy(true);
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

  #start(): void {
    clearTimeout(this.#timer);
    this.#background.yield();
    void this.#begin();
  }

  #ask(asks: Asks): void {
    this.store.setState({ asks, running: true });
    this.#parts.busy(true);
  }

  #over(program: Program, record: ProgramRecord, ended: Ended): void {
    const { end, tookMs } = ended;
    this.#lastTookMs = end.exit === 'stopped' ? Number.POSITIVE_INFINITY : tookMs;
    const mistake = mistakeOf(ended);
    this.store.setState({ running: false, asks: null, mistake });
    this.#parts.busy(false);
    // A text that does not parse has no picture: the last good one stays.
    if (!mistake) this.#show({ program, record, ended });
    this.#noteScrub(ended);
    if (this.store.getState().scrub && this.#isShort()) this.#foresee();
    else this.#background.goOn();
  }

  #show(ran: Ran): void {
    this.store.setState({ shown: ran });
    this.#parts.show(ran, this.store.getState().before);
  }

  /** The run that is over tells how long the program takes at the stop where the drag is. */
  #noteScrub(ended: Ended): void {
    const { scrub } = this.store.getState();
    const at = scrub ? scrub.texts.indexOf(scrub.now) : -1;
    if (scrub && at >= 0) this.store.setState({ scrub: { ...scrub, takesMs: scrub.takesMs.with(at, takes(ended)) } });
  }

  /** Finds out, stop by stop, what the drag would lead to. */
  #foresee(): void {
    const { scrub, program } = this.store.getState();
    if (!scrub) return;
    const { literal, file, texts, takesMs } = scrub;
    const left = texts.flatMap((text, i) => (Number.isNaN(takesMs[i]!) ? [{ i, text }] : []));
    const { text } = program.files[file]!;
    const programs = left.map((stop) =>
      withText(program, file, text.slice(0, literal.from) + stop.text + text.slice(literal.to)),
    );
    this.#background.each(programs, (i, _, ended) => {
      const now = this.store.getState().scrub;
      if (!now || now.literal.from !== literal.from || now.was !== scrub.was) return false;
      this.store.setState({ scrub: { ...now, takesMs: now.takesMs.with(left[i]!.i, takes(ended)) } });
      return true;
    });
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

const withText = (program: Program, file: number, text: string): Program => ({
  ...program,
  files: program.files.with(file, { ...program.files[file]!, text }),
});

/** How long a program takes (its own ms): infinite where it never ends, NaN where it was stopped. */
function takes(ended: Ended | undefined): number {
  if (!ended || ended.end.exit === 'stopped') return Number.NaN;
  return ended.end.exit === 'deadlock' ? Number.POSITIVE_INFINITY : ended.totalMs;
}

/** The mistake of a program that could not be begun. */
function mistakeOf({ end }: Ended): ProgramMistake | null {
  if (end.exit !== 'raised' || !SYNTAX.has(end.error.type) || end.error.line === undefined) return null;
  const { type, message, line, file = 0, column = 0 } = end.error;
  return { file, line, column, type, message };
}
