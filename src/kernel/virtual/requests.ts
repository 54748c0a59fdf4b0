/** What a generator asks for, in virtual time: each request is answered at once, or its process waits. */
import type { Program, Request, TaskNumber } from '../../engines/vocabulary.ts';
import { causeNumber } from '../../trace/trace.ts';
import type { Ledger } from './ledger.ts';
import { asHandle, asProc, type Proc, type Waitable } from './process.ts';
import { VirtualPermits, type VirtualQueue } from './queues.ts';
import type { Tasks } from './tasks.ts';

/** What requests need of the kernel. */
export interface RequestHost {
  readonly now: number;
  readonly ledger: Ledger;
  readonly tasks: Tasks;
  readonly speed: number;
  wake(process: Proc): void;
  wakeIn(process: Proc, ms: number): void;
  leave(process: Proc): void;
  /** A new process, which does not run yet. */
  start(program: Program, args: readonly unknown[], place: Proc['place'], lane: number, task: TaskNumber): Proc;
  /** The item reaches the queue after its latency. */
  send(queue: VirtualQueue, item: unknown): void;
  cancel(process: Proc): void;
  die(process: Proc): void;
  raise(what: readonly (TaskNumber | string)[]): void;
}

export class Requests {
  readonly #host: RequestHost;
  #lanes = 0;

  constructor(host: RequestHost) {
    this.#host = host;
  }

  /** Does what is asked and leaves the answer in `process.value`; false if the process has to wait for it. */
  answer(process: Proc, request: Request): boolean {
    const host = this.#host;
    switch (request.op) {
      case 'get': {
        const queue = request.queue as unknown as VirtualQueue;
        if (queue.length > 0) process.value = queue.shift();
        else if (!queue.closed) return this.#block(process, queue.wait(process, 0));
        break;
      }
      case 'put':
        this.#put(request.queue as unknown as VirtualQueue, request.item);
        break;
      case 'perform':
        if (!host.tasks.perform(process, request.task)) return false;
        process.value = process.ok;
        break;
      case 'deliver':
        host.ledger.deliver(request.task, host.now);
        break;
      case 'submit':
        host.ledger.submit(request.task, host.now);
        break;
      case 'acquire': {
        const permits = request.permits as unknown as VirtualPermits;
        process.givenBy = -1;
        if (permits.free === 0 || permits.waiting > 0) return this.#block(process, permits.wait(process));
        permits.free--;
        break;
      }
      case 'release':
        this.#release(request.permits as unknown as VirtualPermits, process.last);
        break;
      case 'spawn':
        process.value = asHandle(this.#spawn(process, request));
        break;
      case 'tryAcquire': {
        const permits = request.permits as unknown as VirtualPermits;
        process.value = permits.free > 0;
        if (process.value) permits.free--;
        break;
      }
      case 'getSome': {
        const queue = request.queue as unknown as VirtualQueue;
        if (queue.length > 0) process.value = queue.take(request.max);
        else if (!queue.closed) return this.#block(process, queue.wait(process, request.max));
        break;
      }
      case 'performAll': {
        const { tasks, untilFailure } = request;
        const oks: boolean[] = [];
        process.chunk = { tasks, oks, untilFailure };
        if (!host.tasks.perform(process, tasks[0]!)) return false;
        process.value = oks;
        process.chunk = undefined;
        break;
      }
      case 'waited':
        host.ledger.say(request.task, causeNumber(request.cause), host.now);
        host.ledger.release(request.task, request.ended);
        break;
      case 'join': {
        const other = asProc(request.process);
        if (!other.ending) return this.#block(process, other.joined(process));
        process.value = other.ending;
        break;
      }
      case 'close':
        for (const waiter of (request.queue as unknown as VirtualQueue).close()) host.wake(waiter);
        break;
      case 'clear':
        (request.queue as unknown as VirtualQueue).clear();
        break;
      case 'cancel':
        host.cancel(asProc(request.process));
        break;
      case 'kill':
        host.die(asProc(request.process));
        break;
      case 'delay':
        if (request.ms <= 0) break;
        if (request.why === 'start-up') this.#boots(process, request.ms);
        host.wakeIn(process, request.ms);
        return this.#block(process);
      case 'compute':
        if (request.ms <= 0) break;
        if (request.why === 'start-up') this.#boots(process, request.ms);
        host.tasks.burn(process, request.ms / host.speed);
        return false;
      case 'raise':
        host.raise(request.what);
        break;
    }
    return true;
  }

  /** The process was cancelled: a permit that came too late goes to the next. */
  giveUp(process: Proc): void {
    if (process.value instanceof VirtualPermits) this.#release(process.value, process.givenBy);
  }

  /** An item is there: the first who waits for one has it. */
  arrived(queue: VirtualQueue, item: unknown): void {
    const waiter = queue.add(item);
    if (waiter) this.#host.wake(waiter);
  }

  /** It waits for its own timer or for something: others may go on. */
  #block(process: Proc, on?: Waitable): false {
    process.waitingOn = on;
    this.#host.leave(process);
    return false;
  }

  #put(queue: VirtualQueue, item: unknown): void {
    if (queue.latencyMs > 0) this.#host.send(queue, item);
    else this.arrived(queue, item);
  }

  /** `by`: the span of who gives the permit up. */
  #release(permits: VirtualPermits, by: number): void {
    const waiter = permits.giveBack();
    if (!waiter) return;
    waiter.value = permits;
    waiter.givenBy = by;
    this.#host.wake(waiter);
  }

  #spawn(process: Proc, request: Request & { op: 'spawn' }): Proc {
    const host = this.#host;
    const lane = request.lane ?? (request.place ? this.#lanes++ : -1);
    const child = host.start(request.program, request.args, request.place, lane, request.task ?? -1);
    const { boot } = process;
    if (boot?.toMs === host.now) child.boot = boot;
    host.wake(child);
    return child;
  }

  /** It starts up for so long. What follows at once is part of the same start. */
  #boots(process: Proc, ms: number): void {
    const { now } = this.#host;
    const { boot } = process;
    process.boot = { fromMs: boot?.toMs === now ? boot.fromMs : now, toMs: now + ms };
  }
}
