/** What a generator asks for, in virtual time: each request is answered at once, or its process waits. */
import { Cancelled, type GetRequest, type Program, type Request, type TaskNumber } from '../../engines/vocabulary.ts';
import type { Host, Hosts } from './hosts.ts';
import { asHandle, asProc, MOVED, type Proc, type Waitable } from './process.ts';
import { VirtualPermits, type VirtualQueue } from './queues.ts';
import type { Tasks } from './tasks.ts';

/** What requests need of the kernel. */
export interface RequestHost {
  readonly now: number;
  readonly tasks: Tasks;
  readonly hosts: Hosts<Proc>;
  /** The caller waits for results no more. */
  readonly callerGaveUp: boolean;
  wake(process: Proc): void;
  wakeIn(process: Proc, ms: number): void;
  leave(process: Proc): void;
  /** A new process on the first machine, which does not run yet. */
  start(program: Program, args: readonly unknown[], place: Proc['place'], lane: number, task: TaskNumber): Proc;
  /** Starts a process that nobody names again, if it can be done without an object for it; gives whether it did. */
  startUnnamed(request: Request & { op: 'spawn' }): boolean;
  /** The process is on this machine from its start on. */
  placeOn(process: Proc, host: number): void;
  /** The new process has its spawner's turn until it waits for something or has ended. Gives whether the spawner goes on at once. */
  stepInside(process: Proc, spawner: Proc): boolean;
  /** The process moves data that takes so long (ms) alone. Gives what it waits for. */
  moveOn(process: Proc, link: Host<Proc>, ms: number): Waitable;
}

/** What a process does before it parks. */
interface BeforeParking {
  /** Gives whether the process has something to do first. */
  begin(process: Proc, request: GetRequest): boolean;
}

/** All segments of a task. */
const ALL = Number.POSITIVE_INFINITY;

export class Requests {
  readonly #host: RequestHost;
  #lanes = 0;
  /** What the caller waited for last of the things for which it waits no more once it gives up. */
  #awaited: Waitable | undefined;
  /** Where that is a wait on a condition: for what, and who waits. */
  #onCondition: VirtualQueue | undefined;
  #asker: Proc | undefined;

  /** Undefined where nobody yields before parking. */
  readonly #yields: BeforeParking | undefined;

  constructor(host: RequestHost, yields: BeforeParking | undefined) {
    this.#host = host;
    this.#yields = yields;
  }

  /** Does what is asked and leaves the answer in `process.value`; false if the process has to wait for it. */
  answer(process: Proc, request: Request): boolean {
    const host = this.#host;
    switch (request.op) {
      case 'get': {
        const queue = request.queue as VirtualQueue;
        process.serving = request.take || request.ended ? request : undefined;
        if (queue.length > 0) process.value = queue.shift();
        else if (!queue.closed) {
          const condition = request.yieldsFirst && process.holds !== 'loop' ? queue : undefined;
          if (request.untilGivingUp && this.#givesUp(process, queue, condition)) break;
          if (request.yieldsFirst && this.#yields?.begin(process, request)) return this.#block(process);
          return this.#block(process, queue.wait(process, 0));
        }
        break;
      }
      case 'perform':
        if (!host.tasks.perform(process, request.task, request.segments)) return false;
        process.value = process.ok;
        break;
      case 'acquire': {
        const permits = request.permits as VirtualPermits;
        process.givenBy = -1;
        if (!permits.take(request.amount)) return this.#block(process, permits.wait(process, request.amount));
        break;
      }
      case 'spawn': {
        if (request.unnamed && host.startUnnamed(request)) break;
        const child = this.#spawn(process, request);
        process.value = asHandle(child);
        if (!request.eager) host.wake(child);
        else return host.stepInside(child, process);
        break;
      }
      case 'getSome': {
        const queue = request.queue as VirtualQueue;
        if (queue.length > 0) process.value = queue.take(request.max);
        else if (!queue.closed) return this.#block(process, queue.wait(process, request.max));
        break;
      }
      case 'performAll': {
        const { tasks, untilFailure } = request;
        const oks: boolean[] = [];
        process.chunk = { tasks, oks, untilFailure };
        if (!host.tasks.perform(process, tasks[0]!, ALL)) return false;
        process.value = oks;
        process.chunk = undefined;
        break;
      }
      case 'join': {
        const other = asProc(request.process);
        if (!other.ending) {
          if (request.untilGivingUp && this.#givesUp(process, other)) break;
          return this.#block(process, other.joined(process));
        }
        process.value = other.ending;
        break;
      }
      case 'delay':
        if (request.ms <= 0) break;
        if (request.why === 'start-up') this.#boots(process, request.ms);
        host.wakeIn(process, request.ms);
        return this.#block(process);
      case 'compute':
        if (request.ms <= 0) break;
        if (request.why === 'start-up') this.#boots(process, request.ms);
        host.tasks.burn(process, request.ms / host.hosts.of(process).speed);
        return false;
      case 'move':
        if (request.ms <= 0) break;
        process.phase = MOVED;
        return this.#block(process, host.moveOn(process, request.link as unknown as Host<Proc>, request.ms));
    }
    return true;
  }

  /** Whether this process is a caller that waits for a result, until it gives up. */
  isPatient(process: Proc): boolean {
    return process.waitingOn !== undefined && process.waitingOn === this.#awaited;
  }

  /** The caller would have to wait for a result. If it has given up it is thrown `Cancelled` instead, and this gives true. `condition`: it waits on one, for this. */
  #givesUp(process: Proc, awaited: Waitable, condition?: VirtualQueue): boolean {
    this.#awaited = awaited;
    this.#onCondition = condition;
    this.#asker = process;
    if (!this.#host.callerGaveUp) return false;
    process.throwing = new Cancelled('gave up');
    return true;
  }

  /**
   * The process was cancelled, and has its turn: a permit that came too late goes to the next. A caller whose wait on a condition has ended looks once
   * more, and by then it may have waited for the GIL (`_base.py`, `as_completed` and `Future.result`; `pool.py`, `ApplyResult.get`).
   */
  giveUp(process: Proc): void {
    if (process.value instanceof VirtualPermits) process.value.giveBack(process.givenBy);
    const queue = this.#onCondition;
    if (!queue || process !== this.#asker || !this.#host.callerGaveUp || queue.length === 0) return;
    process.throwing = undefined;
    process.value = queue.shift();
  }

  /** The process waits for `on`, or for its own timer: others may go on. */
  #block(process: Proc, on?: Waitable): false {
    process.waitingOn = on;
    this.#host.leave(process);
    return false;
  }

  #spawn(process: Proc, request: Request & { op: 'spawn' }): Proc {
    const host = this.#host;
    const lane = request.lane ?? (request.place ? this.#lanes++ : -1);
    const child = host.start(request.program, request.args, request.place, lane, request.task ?? -1);
    if (request.host > 0) host.placeOn(child, request.host);
    const { boot } = process;
    if (boot?.toMs === host.now) child.boot = boot;
    return child;
  }

  /** The process starts up for so long. A start that follows at once is part of the same one. */
  #boots(process: Proc, ms: number): void {
    const { now } = this.#host;
    const { boot } = process;
    process.boot = { fromMs: boot?.toMs === now ? boot.fromMs : now, toMs: now + ms };
  }
}
