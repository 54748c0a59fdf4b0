/** The door to Python: makes the worker, asks it, and hands on what it tells. */
import '../live/own-scripts.ts';
import { RefusedError } from '../live/refused-error.ts';
import type { Answer, Ended, Files, Loading, NumberLiteral, Options, Ready, Request, Update } from './messages.ts';

export { defaultOptions } from './default-options.ts';

export interface ProgramRun {
  /** Never rejects for what the program does; rejects with RefusedError where Python cannot run at all. */
  readonly ended: Promise<Ended>;
  /** Ends the run, also inside C code that hears nothing: then the worker is ended, and the next run needs a new one. */
  cancel(): void;
  /** Gives `input()` its line; null is the end of the input. */
  answer(text: string | null): void;
}

export interface Python {
  readonly ready: Promise<Ready>;
  run(files: Files, options: Options, onUpdate?: (update: Update) => void): ProgramRun;
  /** The numbers in a program, as CPython's own parser finds them; none where it does not parse. */
  numbers(text: string): Promise<readonly NumberLiteral[]>;
  /** Ends the worker. */
  end(): void;
}

/** A run that does not hear that it is cancelled within this time (ms) is inside C. */
const HEARS_WITHIN_MS = 1000;

/** Beyond its limit of real time a run that says nothing for so long (ms) is inside C. */
const SILENT_MS = 3000;

interface Pending {
  readonly options: Options;
  readonly onUpdate: ((update: Update) => void) | undefined;
  readonly resolve: (ended: Ended) => void;
  readonly reject: (error: Error) => void;
  readonly startedAt: number;
  heardAt: number;
  lastMs: number;
  isAsking: boolean;
}

export function startPython({ onLoading }: { onLoading?: (loading: Loading) => void } = {}): Python {
  return new PythonClient(onLoading);
}

class PythonClient implements Python {
  ready!: Promise<Ready>;
  #hash = '';
  #worker: Worker | undefined;
  #isReady!: (ready: Ready) => void;
  #refuse!: (error: Error) => void;
  readonly #onLoading: ((loading: Loading) => void) | undefined;
  readonly #runs = new Map<number, Pending>();
  readonly #numbers = new Map<number, (numbers: readonly NumberLiteral[]) => void>();
  /** Why there is no worker, where there is none. */
  #refusal = new RefusedError(`Python cannot run here: ${NO_PROMISE_INTEGRATION}.`);
  #ids = 0;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(onLoading: ((loading: Loading) => void) | undefined) {
    this.#onLoading = onLoading;
    this.#start();
  }

  run(files: Files, options: Options, onUpdate?: (update: Update) => void): ProgramRun {
    const run = ++this.#ids;
    const ended = new Promise<Ended>((resolve, reject) => {
      const now = performance.now();
      this.#runs.set(run, {
        options,
        onUpdate,
        resolve,
        reject,
        startedAt: now,
        heardAt: now,
        lastMs: 0,
        isAsking: false,
      });
      this.#ask({ ask: 'run', run, files, options });
    });
    this.#watch ??= setInterval(() => this.#look(), 500);
    return {
      ended,
      cancel: () => {
        if (!this.#runs.has(run)) return;
        this.#ask({ ask: 'cancel', run });
        setTimeout(() => this.#breakOff(run, 'cancelled'), HEARS_WITHIN_MS);
      },
      answer: (text) => {
        const pending = this.#runs.get(run);
        if (pending) pending.isAsking = false;
        this.#ask({ ask: 'input', run, text });
      },
    };
  }

  numbers(text: string): Promise<readonly NumberLiteral[]> {
    const id = ++this.#ids;
    return new Promise((resolve) => {
      this.#numbers.set(id, resolve);
      this.#ask({ ask: 'numbers', id, text });
    });
  }

  end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    clearInterval(this.#watch);
  }

  #start(): void {
    this.ready = new Promise((resolve, reject) => {
      this.#isReady = resolve;
      this.#refuse = reject;
    });
    // Who only runs programs hears of it there.
    this.ready.catch(() => {});
    if (typeof WebAssembly === 'undefined' || !('Suspending' in WebAssembly)) {
      this.#refuse(this.#refusal);
      return;
    }
    const worker = new Worker(new URL('./worker/python-worker.ts', import.meta.url), {
      type: 'module',
      name: 'python',
    });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#hear(data);
    worker.onerror = (event) => this.#broke(event.message);
    this.#worker = worker;
    this.#ask({ ask: 'prepare' });
  }

  #ask(request: Request): void {
    if (this.#worker) this.#worker.postMessage(request);
    else this.#rejectAll(this.#refusal);
  }

  #hear(answer: Answer): void {
    switch (answer.tell) {
      case 'loading':
        for (const run of this.#runs.values()) run.heardAt = performance.now();
        this.#onLoading?.(answer.loading);
        break;
      case 'ready':
        this.#hash = answer.ready.hash;
        for (const run of this.#runs.values()) run.heardAt = performance.now();
        this.#isReady(answer.ready);
        break;
      case 'refused':
        this.#refused(answer.why);
        break;
      case 'numbers':
        this.#numbers.get(answer.id)?.(answer.numbers);
        this.#numbers.delete(answer.id);
        break;
      case 'update':
        this.#updated(answer.run, answer.update);
    }
  }

  #updated(run: number, update: Update): void {
    const pending = this.#runs.get(run);
    if (!pending) return;
    pending.heardAt = performance.now();
    if (update.kind === 'progress') pending.lastMs = update.nowMs;
    if (update.kind === 'asks') pending.isAsking = true;
    if (update.kind === 'ended') this.#runs.delete(run);
    pending.onUpdate?.(update);
    if (update.kind === 'ended') pending.resolve(update);
    if (this.#runs.size === 0) {
      clearInterval(this.#watch);
      this.#watch = undefined;
    }
  }

  #refused(why: string): void {
    // What could not be loaded is loaded by a new worker.
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#refusal = new RefusedError(`Python could not be loaded: ${why}.`, true);
    this.#rejectAll(this.#refusal);
  }

  #rejectAll(error: RefusedError): void {
    this.#refuse(error);
    for (const { reject } of this.#runs.values()) reject(error);
    this.#runs.clear();
    for (const answer of this.#numbers.values()) answer([]);
    this.#numbers.clear();
  }

  /** Runs that have said nothing for long, beyond their limit, are inside C. */
  #look(): void {
    const now = performance.now();
    for (const [run, { options, startedAt, heardAt, isAsking }] of this.#runs)
      if (this.#hash && !isAsking && now - startedAt > options.limits.realMs + SILENT_MS && now - heardAt > SILENT_MS)
        this.#breakOff(run, 'limit');
  }

  /** The worker's script did not come, or something in it went wrong that no program can do: then it is ended, and a new one takes its place. */
  #broke(message: string): void {
    if (!this.#hash) this.#refused(message || NO_SCRIPT);
    for (const run of [...this.#runs.keys()]) this.#breakOff(run, 'crashed', message);
  }

  /** The worker hears nothing: it is ended, and a new one takes its place. */
  #breakOff(run: number, why: 'cancelled' | 'limit' | 'crashed', said = ''): void {
    const pending = this.#runs.get(run);
    if (!pending) return;
    const message = WHY[why] + said;
    const ended: Ended = {
      kind: 'ended',
      end: { exit: 'stopped', why, message },
      replay: { seed: pending.options.seed, hash: this.#hash },
      tookMs: performance.now() - pending.startedAt,
      totalMs: pending.lastMs,
      dropped: { stretches: 0, output: 0 },
    };
    this.#worker?.terminate();
    const others = [...this.#runs].filter(([other]) => other !== run);
    this.#runs.clear();
    pending.onUpdate?.(ended);
    pending.resolve(ended);
    for (const [, other] of others) {
      const stopped = { ...ended, end: { ...ended.end } } as Ended;
      other.onUpdate?.(stopped);
      other.resolve(stopped);
    }
    this.#start();
  }
}

const WHY = {
  cancelled:
    'The run was inside C code and could not hear that it was cancelled: its Python was ended and is started anew.',
  limit: 'The program was inside C code for longer than its limit: its Python was ended and is started anew.',
  crashed: 'The page’s Python broke down and is started anew: ',
};

/** Browsers do not say why. */
const NO_SCRIPT =
  'its worker could not be loaded, since there is no network or a newer version of the page is on the server';

const NO_PROMISE_INTEGRATION =
  'this browser has no WebAssembly promise integration, with which Python waits (Chrome and Edge have it since 137, Firefox since 153)';
