/**
 * One works on a program: text and options with undo, runs of which only the latest counts, the last good picture. Everything
 * that may take long happens in the worker; here it is only asked for, and given up when something newer is wanted.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock, NumberLiteral } from '../../kernel/python/messages.ts';
import { History } from '../draft/history.ts';
import type { OpenDoor } from './door.ts';
import { Interleavings } from './interleaving-actions.ts';
import type { Literal } from './literal.ts';
import { MOST_SEED, type Program, type ProgramOptions, sameProgram, withText } from './program.ts';
import { ProgramRuns } from './program-run-actions.ts';
import type { CodeLine, ProgramState, Ran } from './program-state.ts';
import { Scrubbing } from './scrub-actions.ts';

/** So long after the last key (ms). */
const TYPED_MS = 250;
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
  readonly #runs: ProgramRuns;
  readonly #scrubbing: Scrubbing;
  readonly #interleavings: Interleavings;
  readonly #history: History<Program>;
  readonly #first: Program;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #image: string | undefined;
  readonly #waits: boolean;

  constructor(parts: SessionParts, { program, notice, foreign, waits = false, image }: SessionOpening) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => performance.now());
    this.#history = new History(program);
    this.#first = program;
    this.#image = image;
    this.#waits = waits;
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
    const { store } = this;
    const now = this.#now;
    const runs = new ProgramRuns({
      ...parts,
      store,
      now,
      opened: () => this.#compareImages(),
      over: (ended) => this.#scrubbing.ran(ended),
    });
    this.#runs = runs;
    this.#scrubbing = new Scrubbing({ store, runs, change: (next, goesOn) => this.#change(next, 'scrub', 0, goesOn) });
    this.#interleavings = new Interleavings({ store, background: runs.background, now });
  }

  /** Loads Python, so that it is there when it is wanted; a program of the user's own is run at once. */
  begin(): void {
    if (this.store.getState().foreign || this.#waits) this.#runs.load();
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
    this.#runs.forgetLast();
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
    return this.#runs.isShort;
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
    this.#runs.cancel();
  }

  /** What `input()` gives; null: there is no more. */
  answer(text: string | null): void {
    this.#runs.answer(text);
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
  numbers(text: string): Promise<readonly NumberLiteral[] | undefined> {
    return this.#runs.numbers(text);
  }

  /** A number is about to be dragged. */
  beginScrub(file: number, literal: Literal): void {
    this.#scrubbing.begin(file, literal);
  }

  /** The number is now written so. */
  scrubTo(text: string): void {
    this.#scrubbing.to(text);
  }

  /** The drag is over; `keep` false puts the number back. */
  endScrub(keep = true): void {
    this.#scrubbing.end(keep);
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
    if (others > 0) this.#interleavings.try(this.#program, others, true);
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
    const program = this.#program;
    this.#interleavings.tryOnce({ ...program, options: { ...program.options, clock } }, total);
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
    if (this.store.getState().foreign || !this.#runs.isShort) return;
    if (restMs === 0) this.#start();
    else this.#timer = setTimeout(() => this.#start(), restMs);
  }

  /** Says where a link was made with another Python: it may not be the same run. */
  #compareImages(): void {
    const { python } = this.store.getState();
    if (this.#image === undefined || python.kind !== 'ready' || python.ready.hash === this.#image) return;
    this.notify(
      'This link was made with another version of the page’s Python. Its run may differ from the one that was sent.',
    );
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#runs.start();
  }
}
