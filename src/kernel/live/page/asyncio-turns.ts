/**
 * Turns on an event loop like asyncio's, for the models of Python's engines: the rules are the virtual kernel's own (`AsyncioLoop`, after
 * `Lib/asyncio/base_events.py`, `_run_once`), the clock and the timer that wakes an idle loop are the page's. What a step adds runs in
 * the next pass, and timers that are due in one pass fire together.
 * The page's main loop hands out a turn for each callback, so that input events and other runs get in between.
 */
import { AsyncioLoop } from '../../virtual/asyncio-loop.ts';
import type { EventLoop } from './event-loop.ts';
import { FOREVER_AGO, type MainLoop, type Turn } from './main-loop.ts';
import type { Next, PageProcess } from './page-process.ts';
import type { PageRun } from './page-run.ts';

export class AsyncioTurns implements EventLoop, Turn {
  wantsSince = FOREVER_AGO;
  readonly #run: PageRun;
  readonly #main: MainLoop;
  readonly #loop: AsyncioLoop<PageProcess>;
  /** It computes on in the next turn: nobody else has one before. */
  #holder: PageProcess | undefined;
  /** Those in the midst of whose turns others began, the last to go on first. */
  readonly #lenders: PageProcess[] = [];
  /** A turn of the main loop is on its way. */
  #wanted = false;
  /** Wakes the idle loop; 0 for none. */
  #timer = 0;
  #epoch = -1;

  /** `processes`: by their ids; `expected`: how many there will be, about. */
  constructor(run: PageRun, processes: readonly PageProcess[], expected: number) {
    this.#run = run;
    this.#main = run.mainLoop;
    this.#loop = new AsyncioLoop<PageProcess>((id) => processes[id]!, 0, expected);
  }

  get gone(): boolean {
    return this.#run.over;
  }

  start(process: PageProcess): void {
    this.#post(process, 'step');
  }

  startInside(process: PageProcess, spawner: PageProcess): void {
    spawner.at = 'turn';
    this.#run.progress.underWay++;
    this.#lenders.push(spawner);
    this.#hold(process, 'step');
    this.#want();
  }

  wake(process: PageProcess): void {
    this.#post(process, 'step');
  }

  begin(process: PageProcess): void {
    this.#post(process, 'begin');
  }

  goOn(process: PageProcess): void {
    this.#hold(process, 'segment');
  }

  sleep(process: PageProcess): void {
    process.next = 'wake';
    process.stamp++;
    this.#run.progress.underWay++;
    this.#loop.sleep(process);
  }

  callAt(atMs: number, call: () => void): void {
    this.#loop.callAt(atMs, call);
  }

  stopSleep(process: PageProcess): boolean {
    if (this.#loop.isWoken(process)) return false;
    this.#loop.forget(process);
    process.stamp++;
    this.#run.progress.underWay--;
    return true;
  }

  /** One callback. */
  turn(): void {
    const run = this.#run;
    this.#wanted = false;
    if (this.#epoch !== this.#main.epoch) {
      this.#epoch = this.#main.epoch;
      run.stamps.passed();
    }
    run.timers.clear(this.#timer);
    const holder = this.#holder;
    this.#holder = undefined;
    const process = holder ?? this.#loop.next(run.stamps.now());
    if (!process) {
      this.#sleepUntilTimer();
      return;
    }
    // One that was cancelled while its timer was about to fire may come a second time.
    if (process === holder || process.pending) {
      process.pending = false;
      run.progress.underWay--;
      run.carryOn(process);
    }
    if (process === holder && !this.#holder) {
      const lender = this.#lenders.pop();
      if (lender) {
        run.progress.underWay--;
        this.#hold(lender, 'step');
      }
    }
    if (!run.over) this.#want();
  }

  /** The next turn is the process's, whoever else is ready. */
  #hold(process: PageProcess, next: Next): void {
    process.at = 'turn';
    process.next = next;
    process.readyAt = this.#run.stamps.now();
    this.#holder = process;
    this.#run.progress.underWay++;
  }

  #post(process: PageProcess, next: Next): void {
    const run = this.#run;
    process.at = 'turn';
    process.next = next;
    process.pending = true;
    process.readyAt = run.stamps.now();
    run.progress.underWay++;
    this.#loop.post(process);
    this.#want();
  }

  #want(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#main.push(this);
  }

  /** Nothing is left to do: the loop's `select`. */
  #sleepUntilTimer(): void {
    const run = this.#run;
    const now = run.stamps.now();
    const at = this.#loop.wakeAt(now);
    if (at === Number.POSITIVE_INFINITY) return;
    this.#timer = run.timers.set(at - now, () => {
      run.stamps.passed();
      if (this.#wanted) return;
      this.#wanted = true;
      this.#main.arrive(this, at - run.base);
    });
  }
}
