/** Ends before the end: processes that are cancelled, workers that are killed or go away, a caller that gives up. */
import { Cancelled, type Process } from '../../../engines/vocabulary.ts';
import { victimOf } from '../../../scenario/scenario.ts';
import { outcomeNumber } from '../../../trace/trace.ts';
import type { PoolWorker } from '../pool/worker-pool.ts';
import { leaveLines } from '../sync/named-locks.ts';
import { BLOCKED, DELAYED, DOOMED, IN_TASK } from '../sync/worker-state.ts';
import { asProcess, type PageProcess } from './page-process.ts';
import type { PageRun } from './page-run.ts';
import { isStuck } from './stuck.ts';
import type { WorkerCalls } from './worker-calls.ts';
import { lose } from './worker-loss.ts';

const CANCELLED = outcomeNumber('cancelled');
const KILLED = outcomeNumber('killed');

export class Endings {
  /** What a caller that waits as it gives up cancels in that moment. */
  cancelWithCaller: readonly Process[] = [];
  readonly #run: PageRun;
  readonly #workers: WorkerCalls;

  constructor(run: PageRun, workers: WorkerCalls) {
    this.#run = run;
    this.#workers = workers;
  }

  /** Sets the timers of the scenario's kills, and of the caller's patience. */
  begin(): void {
    const run = this.#run;
    const { kills = [], giveUpMs, tasks } = run.env.scenario;
    const now = run.stamps.now();
    for (const kill of kills) {
      const [whole, victim] = victimOf(kill);
      const task = tasks.findIndex(({ id }) => id === victim);
      if (task < 0) continue;
      this.#workers.watch(task);
      run.progress.killsToCome++;
      run.timers.set(Math.max(0, kill.atMs - now), () => {
        run.stamps.passed();
        run.progress.killsToCome--;
        run.merge.read();
        const began = this.#workers.beganBy(task);
        if (whole === 'hostOf' && began) this.hostGone(began.host);
        else if (began?.process.place?.mortal) this.kill(began.process);
        run.settle();
      });
    }
    if (giveUpMs === undefined) return;
    run.progress.giveUpToCome = true;
    run.eventLoop.callAt(giveUpMs, () => this.#giveUp());
  }

  /** `Cancelled` is thrown at the process's yield; what it has begun ends with that. */
  cancel(process: PageProcess): void {
    if (process.throwing) return;
    const run = this.#run;
    process.throwing = new Cancelled('cancelled');
    switch (process.at) {
      case 'ended':
        return;
      // It has its turn anyhow.
      case 'ready':
      case 'turn':
        return;
      case 'sleep':
        if (!run.eventLoop.stopSleep(process)) return;
        break;
      case 'delay':
        this.#stopDelay(process);
        break;
      case 'call':
        this.#leaveWorker(process);
        break;
      case 'inside':
        this.#leaveWorker(process);
        run.ended(process, process.throwing);
        return;
      case 'starting':
        break;
      case 'get':
      case 'acquire':
      case 'join':
        process.waitsAt!.forget(process);
    }
    run.wake(process, undefined);
  }

  /** An exception is raised in the task that the process does. */
  interrupt(process: PageProcess): void {
    if (process.at === 'call' && process.asked) process.worker!.interrupt();
  }

  /** The machine goes away, and with it all that have a worker of their own there. */
  hostGone(host: number): void {
    for (const process of this.#run.placed.on(host)) this.kill(process, true);
  }

  /** Its worker goes away, as soon as that loses nothing but what the worker has in hand. `ofHost`: with the whole machine. */
  kill(process: PageProcess, ofHost = false): void {
    const run = this.#run;
    const { worker } = process;
    if (process.at === 'ended' || worker?.lost) return;
    if (!worker) {
      this.#unhook(process);
      run.end(process, { died: true, ofHost, task: undefined, error: undefined, chunk: undefined, oks: undefined });
      return;
    }
    if (process.at === 'inside' && !doom(worker)) {
      run.timers.set(0, () => this.kill(process, ofHost));
      return;
    }
    this.#dying(process, `killed at ${Math.round(run.stamps.now())} ms`, ofHost);
    worker.doom();
    worker.handle.kill('killed');
    this.#wakeSleepers();
  }

  /** A worker is gone: by itself, or killed a moment ago. */
  workerGone(process: PageProcess, worker: PoolWorker, reason: string): void {
    const run = this.#run;
    if (run.over) return;
    run.stamps.passed();
    if (!worker.lost) this.#dying(process, reason);
    // Whoever it was to wake may still be asleep.
    this.#wakeSleepers();
    run.lock?.forget(worker.number);
    if (run.locks) leaveLines(run.locks, worker.number);
    run.progress.underWay--;
    if (process.at !== 'ended') run.end(process, process.dead!);
    run.settle();
  }

  /** The caller's patience is over: it hears of that where it waits for a result, now or later. */
  #giveUp(): void {
    const run = this.#run;
    run.stamps.passed();
    run.progress.giveUpToCome = false;
    if (run.over || run.main.at === 'ended') return;
    if (isStuck(run)) run.recorder.trace.facts.hung = true;
    run.progress.callerGaveUp = true;
    if (run.main.isPatient) {
      for (const process of this.cancelWithCaller) this.cancel(asProcess(process));
      this.cancel(run.main);
    }
    run.settle();
  }

  /** A worker cannot be asked to stop: it goes. */
  #leaveWorker(process: PageProcess): void {
    const run = this.#run;
    const worker = process.worker!;
    this.#workers.answered();
    run.progress.insiders.delete(process);
    lose(process, CANCELLED, run);
    worker.doom();
    worker.handle.end();
    run.lock?.forget(worker.number);
    if (run.locks) leaveLines(run.locks, worker.number);
    process.worker = undefined;
  }

  /** From now on the worker counts as lost, and the process ends as soon as it is gone. */
  #dying(process: PageProcess, reason: string, ofHost = false): void {
    const run = this.#run;
    if (process.at === 'call' || process.at === 'inside') {
      run.progress.insiders.delete(process);
      this.#workers.answered();
    } else this.#unhook(process);
    run.progress.underWay++;
    const { ending, atMs } = lose(process, KILLED, run);
    process.dead = ofHost ? { ...ending, ofHost } : ending;
    this.#workers.lose(process.lane);
    const task = ending.task === undefined ? undefined : run.env.scenario.tasks[ending.task]!.id;
    run.deaths.push({ task, lane: process.lane, atMs, reason });
  }

  /** All who sleep at something shared look anew. */
  #wakeSleepers(): void {
    for (const { shared } of this.#run.shared) shared?.wake(Number.POSITIVE_INFINITY);
  }

  #stopDelay(process: PageProcess): void {
    this.#run.timers.clear(process.timer);
    this.#run.progress.underWay--;
  }

  /** It waits for nothing any more. */
  #unhook(process: PageProcess): void {
    process.waitsAt?.forget(process);
    process.waitsAt = undefined;
    if (process.at === 'delay') this.#stopDelay(process);
    else if (process.at === 'sleep') this.#run.eventLoop.stopSleep(process);
  }
}

/** Tells a worker that drives itself to go; false where it stands at a place at which an item could be lost. */
function doom(worker: PoolWorker): boolean {
  const standsAt = (state: number) => Atomics.compareExchange(worker.state, 0, state, DOOMED) === state;
  worker.doomedInTask = standsAt(IN_TASK);
  return worker.doomedInTask || standsAt(BLOCKED) || standsAt(DELAYED);
}
