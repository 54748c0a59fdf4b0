/**
 * Turns on the page's event loop, as engines of the browser have them. Who awaited something goes on as a microtask of the turn that
 * brought it; a new task, the next stretch of computing and the end of a sleep are turns of their own.
 */
import type { EventLoop } from './event-loop.ts';
import type { MainLoop } from './main-loop.ts';
import type { Next, PageProcess } from './page-process.ts';
import type { PageRun } from './page-run.ts';

export class PageTurns implements EventLoop {
  readonly #run: PageRun;
  readonly #loop: MainLoop;
  /** The main loop's, when stamps were last read anew. */
  #epoch = -1;

  constructor(run: PageRun) {
    this.#run = run;
    this.#loop = run.mainLoop;
  }

  get over(): boolean {
    return this.#run.over;
  }

  get base(): number {
    return this.#run.base;
  }

  start(process: PageProcess): void {
    process.readyAt = this.#run.stamps.now();
    this.#want(process, 'step');
  }

  wake(process: PageProcess): void {
    process.readyAt = this.#run.stamps.now();
    this.#run.pushReady(process);
  }

  begin(process: PageProcess): void {
    this.#want(process, 'begin');
  }

  goOn(process: PageProcess): void {
    this.#want(process, 'segment');
  }

  sleep(process: PageProcess): void {
    const run = this.#run;
    run.progress.underWay++;
    process.timer = run.timers.set(process.due - process.sleptFrom, () => this.wakeUp(process));
    this.#loop.sleeps(process);
  }

  callAt(atMs: number, call: () => void): void {
    const { timers, stamps } = this.#run;
    timers.set(Math.max(0, atMs - stamps.now()), call);
  }

  stopSleep(process: PageProcess): boolean {
    const run = this.#run;
    run.timers.clear(process.timer);
    this.#loop.wakes(process);
    run.progress.underWay--;
    return true;
  }

  /** The sleep of its task is over. */
  wakeUp(process: PageProcess): void {
    this.#run.stamps.passed();
    this.stopSleep(process);
    this.#want(process, 'wake');
  }

  turnOf(process: PageProcess): void {
    const run = this.#run;
    // Turns that neither computed nor slept share a reading too.
    if (this.#epoch !== this.#loop.epoch) {
      this.#epoch = this.#loop.epoch;
      run.stamps.passed();
    }
    run.progress.underWay--;
    run.carryOn(process);
  }

  #want(process: PageProcess, next: Next): void {
    process.at = 'turn';
    process.next = next;
    this.#run.progress.underWay++;
    if (next === 'segment') this.#loop.pushFront(process);
    else if (next === 'wake') this.#loop.arrive(process, process.dueAt);
    else this.#loop.push(process);
  }
}
