/** What a generator on the page asks for: each request is answered at once, or its process waits. */
import { Cancelled, type Request, type TaskNumber } from '../../../engines/vocabulary.ts';
import { PagePermits } from './page-permits.ts';
import { asHandle, asProcess, type PageProcess } from './page-process.ts';
import { NOTHING_YET, type PageQueue } from './page-queue.ts';
import type { PageRun } from './page-run.ts';
import type { PageTasks } from './page-tasks.ts';
import type { WorkerCalls } from './worker-calls.ts';

export class Requests {
  readonly #run: PageRun;
  readonly #tasks: PageTasks;
  readonly #workers: WorkerCalls;
  #lanes = 0;

  constructor(run: PageRun, tasks: PageTasks, workers: WorkerCalls) {
    this.#run = run;
    this.#tasks = tasks;
    this.#workers = workers;
  }

  /** Does what is asked and leaves the answer in `process.value`; false if the process has to wait for it. */
  answer(process: PageProcess, request: Request): boolean {
    switch (request.op) {
      case 'get':
        return this.#get(process, request.queue as PageQueue, 0, request.untilGivingUp);
      case 'getSome':
        return this.#get(process, request.queue as PageQueue, request.max, false);
      case 'perform':
        if (!this.#perform(process, request.task, request.segments)) return false;
        process.value = process.ok;
        return true;
      case 'performAll':
        if (!this.#performAll(process, request.tasks, request.untilFailure)) return false;
        process.value = process.oks;
        return true;
      case 'acquire':
        return this.#acquire(process, request.permits as PagePermits, request.amount);
      case 'spawn':
        return this.#spawn(process, request);
      case 'join':
        return this.#join(process, asProcess(request.process), request.untilGivingUp);
      case 'delay':
        return request.ms <= 0 || this.#delay(process, request.ms);
      case 'compute':
        return request.ms <= 0 || this.#compute(process, request.ms);
      // Nothing travels between the workers of one browser: what would takes its time, and shares it with nobody.
      case 'move':
        return request.ms <= 0 || this.#delay(process, request.ms);
    }
  }

  /** The process was cancelled: a permit that came too late goes to the next. */
  giveUp({ value, givenBy }: PageProcess): void {
    if (value instanceof PagePermits) value.giveBack(givenBy);
  }

  /** A caller would have to wait for a result: true, with the exception on its way, if its patience is over. */
  #givesUp(process: PageProcess, patient: boolean): boolean {
    process.isPatient = patient;
    if (!patient || !this.#run.progress.callerGaveUp) return false;
    process.throwing = new Cancelled('gave up');
    return true;
  }

  #get(process: PageProcess, queue: PageQueue, max: number, patient: boolean): boolean {
    const got = queue.take(max);
    if (got !== NOTHING_YET) {
      process.value = got;
      return true;
    }
    if (this.#givesUp(process, patient)) return true;
    process.at = 'get';
    process.waitsAt = queue;
    queue.wait(process, max);
    return false;
  }

  #acquire(process: PageProcess, permits: PagePermits, amount: number): boolean {
    process.givenBy = -1;
    if (permits.take(amount)) return true;
    process.at = 'acquire';
    process.waitsAt = permits;
    permits.wait(process, amount);
    return false;
  }

  #join(process: PageProcess, other: PageProcess, patient: boolean): boolean {
    process.value = other.ending;
    if (other.ending || this.#givesUp(process, patient)) return true;
    const joiners = (other.joiners ??= []);
    joiners.push(process);
    process.at = 'join';
    process.waitsAt = { forget: (joiner) => joiners.splice(joiners.indexOf(joiner), 1) };
    return false;
  }

  #spawn(spawner: PageProcess, { program, args, place, lane, task = -1, host }: Request & { op: 'spawn' }): boolean {
    const { recorder, placed } = this.#run;
    const process = this.#run.process(program, args, place, lane ?? (place ? this.#lanes++ : -1), task);
    placed.place(process, host);
    if (host > 0 && place && process.lane >= 0) (recorder.trace.hostOfLane ??= [])[process.lane] = host;
    if (!place) this.#run.wake(process, undefined);
    else if (place.cpu === 'loop') this.#run.eventLoop.start(process);
    else if (!this.#workers.start(spawner, process, this.#run.nameOf(program), args)) return false;
    spawner.value = asHandle(process);
    return true;
  }

  #perform(process: PageProcess, task: TaskNumber, segments: number): boolean {
    process.chunk = undefined;
    if (process.onLoop) return this.#tasks.start(process, task);
    this.#workers.ask(process, [task], false, segments);
    return false;
  }

  #performAll(process: PageProcess, tasks: readonly TaskNumber[], untilFailure: boolean): boolean {
    process.oks = [];
    if (tasks.length === 0) return true;
    process.chunk = tasks;
    process.untilFailure = untilFailure;
    if (process.onLoop) return this.#tasks.start(process, tasks[0]!);
    this.#workers.ask(process, tasks, true);
    return false;
  }

  #delay(process: PageProcess, ms: number): false {
    const run = this.#run;
    process.at = 'delay';
    run.progress.underWay++;
    process.timer = run.timers.set(ms, () => {
      run.stamps.passed();
      run.progress.underWay--;
      run.wake(process, undefined);
      run.settle();
    });
    return false;
  }

  #compute(process: PageProcess, ms: number): boolean {
    if (process.worker) {
      this.#workers.compute(process, ms);
      return false;
    }
    this.#tasks.compute(ms);
    return true;
  }
}
