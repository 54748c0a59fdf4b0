/**
 * How processes end: they return or throw, their worker dies under them, they are cancelled; and how the caller's call ends, with an
 * exception or because the caller gives up.
 */
import { Cancelled, type Ending, type Process, type TaskNumber } from '../../engines/vocabulary.ts';
import { outcomeNumber, type Trace } from '../../trace/trace.ts';
import { noteCaught } from '../caught.ts';
import type { Host, Hosts } from './hosts.ts';
import { asProc, BEGIN, type Proc, STEP } from './process.ts';
import type { Processes } from './processes.ts';
import type { Requests } from './requests.ts';
import type { Machinery, Tasks } from './tasks.ts';

const CANCELLED = outcomeNumber('cancelled');
const FAILED = outcomeNumber('failed');
const KILLED = outcomeNumber('killed');
const RETURNED: Ending = { died: false, task: undefined, error: undefined, chunk: undefined, oks: undefined };

/** What endings need of the kernel. */
export interface EndingHost {
  readonly now: number;
  readonly trace: Trace;
  readonly tasks: Tasks;
  readonly requests: Requests;
  readonly processes: Processes;
  readonly hosts: Hosts<Proc>;
  wake(process: Proc): void;
  leave(process: Proc): void;
  step(process: Proc): void;
}

export class Endings {
  /** The caller waits for results no more. */
  callerGaveUp = false;
  /** What a caller that waits as it gives up cancels in that moment. */
  cancelWithCaller: readonly Process[] = [];
  readonly #host: EndingHost;
  readonly #on: Pick<Machinery, 'ledger' | 'gil' | 'loop'>;

  constructor(host: EndingHost, on: Pick<Machinery, 'ledger' | 'gil' | 'loop'>) {
    this.#host = host;
    this.#on = on;
  }

  /** The process's generator has returned, or thrown `error`. @throws what the engine's `main` threw, unless it was cancelled */
  ended(process: Proc, error: unknown): void {
    const { processes } = this.#host;
    if (process.span >= 0) this.#host.tasks.breakOff(process, CANCELLED);
    process.ending = error === undefined ? RETURNED : { ...RETURNED, error };
    processes.remove(process);
    this.#host.hosts.forget(process);
    this.#host.leave(process);
    this.#tellJoiners(process);
    if (process === processes.main && error !== undefined && !(error instanceof Cancelled)) throw error;
  }

  /** The process's worker is gone, and with it what it was doing. */
  die(process: Proc, ofHost = false): void {
    if (process.ending) return;
    const { tasks, processes } = this.#host;
    const { ledger } = this.#on;
    if (process.span >= 0) tasks.breakOff(process, KILLED);
    else if (process.current >= 0 && process.phase === BEGIN) ledger.mark(process.current, process.askedAt);
    const { chunk } = process;
    if (chunk) ledger.setFree(chunk.tasks.slice(chunk.oks.length + 1), process);
    processes.diedOnLane(process);
    this.#unhook(process);
    this.#host.leave(process);
    process.ending = {
      died: true,
      ofHost,
      task: process.current >= 0 ? process.current : undefined,
      error: undefined,
      chunk: chunk?.tasks,
      oks: chunk?.oks,
    };
    processes.remove(process);
    this.#host.hosts.forget(process);
    this.#tellJoiners(process);
  }

  /** An exception is raised in the task that the process does. */
  interrupt(process: Proc): void {
    if (process.ending || process.span < 0) return;
    this.#host.tasks.breakOff(process, FAILED);
    this.#unhook(process);
    process.current = -1;
    process.chunk = undefined;
    process.phase = STEP;
    process.ok = false;
    process.value = false;
    this.#host.wake(process);
  }

  /** The machine is gone, and with it all processes that were placed on it. */
  hostGone(host: Host<Proc>): void {
    const { hosts, processes } = this.#host;
    for (const process of processes.all) if (process.place && hosts.placeOf(process) === host) this.die(process, true);
  }

  /** `Cancelled` is thrown at the process's yield as soon as it has its turn. */
  cancel(process: Proc): void {
    if (process.ending || process.throwing) return;
    process.throwing = new Cancelled('cancelled');
    if (process.pending || (process.holds === 'loop' && this.#on.loop.isWoken(process))) return;
    this.#unhook(process);
    this.#host.wake(process);
  }

  /** A process that was cancelled while it did a task, or was about to, has its turn. */
  thrown(process: Proc): void {
    if (process.span >= 0) {
      this.#host.tasks.breakOff(process, CANCELLED);
      this.#on.ledger.mark(process.current, this.#host.now);
    }
    process.current = -1;
    process.chunk = undefined;
    process.phase = STEP;
    this.#host.step(process);
  }

  /** The process is about to be thrown `Cancelled`: of the caller that is its time limit, unless nothing can come any more. */
  throwing(process: Proc): void {
    if (process === this.#host.processes.main && !this.#host.trace.facts.hung) this.raise(['TimeoutError']);
  }

  /** The caller gives up: if it waits for a result, its wait ends now. */
  giveUp(): void {
    const { main } = this.#host.processes;
    if (main.ending) return;
    this.callerGaveUp = true;
    if (!this.#host.requests.isPatient(main)) return;
    for (const process of this.cancelWithCaller) this.cancel(asProc(process));
    this.cancel(main);
  }

  /** The caller's call has ended with this: task ids by number, or the name of an exception. Only the first one counts. */
  raise(what: readonly (TaskNumber | string)[]): void {
    const { facts, scenario } = this.#host.trace;
    if (facts.raised) return;
    facts.raised = what.map((part) => (typeof part === 'number' ? scenario.tasks[part]!.id : part));
    facts.raisedMs = this.#host.now;
  }

  /** The caller caught this instead of the task's result. */
  caught(task: TaskNumber, error: string, type: string): void {
    const { facts, scenario } = this.#host.trace;
    noteCaught(facts, scenario.tasks[task]!.id, { ms: this.#host.now, error, type });
  }

  #tellJoiners(process: Proc): void {
    for (const joiner of process.joiners ?? []) {
      joiner.value = process.ending;
      this.#host.wake(joiner);
    }
    process.joiners = undefined;
  }

  /** The process waits for nothing any more. */
  #unhook(process: Proc): void {
    const { loop, gil } = this.#on;
    const { hosts, now } = this.#host;
    process.stamp++;
    process.pending = false;
    process.waitingOn?.forget(process);
    process.waitingOn = undefined;
    if (process.holds === 'loop') loop.forget(process);
    const host = hosts.of(process);
    host.cores.remove(process, now);
    hosts.touch(host);
    if (process.holds === 'gil') gil?.forget(process);
  }
}
