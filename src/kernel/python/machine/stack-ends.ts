/** How stacks and processes end, and what is told of it. */
import type { End } from '../messages.ts';
import type { Bursts } from './bursts.ts';
import type { Counting } from './counting.ts';
import type { MachineHost } from './host.ts';
import type { MemoryShares } from './memory-shares.ts';
import type { PipeEnd } from './pipes.ts';
import type { Processes } from './processes.ts';
import type { ProgramProcess, Stack } from './program-process.ts';
import type { Telling } from './telling.ts';

/** What ends need of the machine. */
export interface StackEndsHost {
  readonly now: number;
  readonly current: Stack | undefined;
  over: End | undefined;
  readonly host: MachineHost;
  readonly telling: Telling;
  readonly counting: Counting;
  readonly bursts: Bursts;
  readonly memory: MemoryShares;
  readonly processes: Processes;
  readonly cores: { remove(stack: Stack, nowMs: number): void };
  /** The stack holds the GIL no longer. */
  release(stack: Stack): void;
}

export class StackEnds {
  /** An end of a pipe is open in one process less. Set by `Files`. */
  onClosed: (end: PipeEnd) => void = () => {};
  readonly #machine: StackEndsHost;

  constructor(machine: StackEndsHost) {
    this.#machine = machine;
  }

  /** The stack's function is about to return: what follows is none of the program's. `error`: what ended it, "" if nothing did. */
  returns(error: string): void {
    const { current, counting } = this.#machine;
    if (current && error) current.error = error;
    counting.stop();
  }

  /** The stack's function has returned. */
  returned(): void {
    this.#machine.bursts.yieldForGood((stack) => this.#endStack(stack));
  }

  /** The process ends, at the end of this burst; `all`: the one whose interpreter it is. Never resolves: the stack never goes on. */
  exit(code: number, all = false): Promise<never> {
    this.#machine.bursts.yieldForGood(({ process }) =>
      this.terminate(all ? (process.owner ?? process) : process, code),
    );
    return new Promise(() => {});
  }

  /** A process is gone, with all its stacks. `code`: negative for a signal. */
  terminate(process: ProgramProcess, code: number): void {
    if (process.code !== undefined) return;
    const machine = this.#machine;
    machine.memory.takeFrom(process);
    if (code >= 0) this.#tellCutOff(process);
    process.code = code;
    for (const stack of process.stacks.values()) {
      stack.ended = true;
      stack.stamp++;
      stack.waitStamp++;
      machine.cores.remove(stack, machine.now);
      if (stack.lane >= 0) {
        const outcome = code < 0 ? 'killed' : stack.ident === 1 ? (code === 0 ? 'ok' : 'failed') : 'killed';
        machine.telling.end(stack.lane, outcome, machine.now);
      }
    }
    process.stacks.clear();
    for (const end of process.files.values()) this.onClosed(end);
    process.files.clear();
    for (const joiner of process.joiners.splice(0)) joiner();
    machine.host.ended(process);
    for (const other of machine.processes.all.values()) if (other.owner === process) this.terminate(other, code);
    if (process.parent === undefined) machine.over ??= { exit: 'ended', code };
  }

  #endStack(stack: Stack): void {
    const { error } = stack;
    const { telling, now } = this.#machine;
    stack.ended = true;
    stack.process.stacks.delete(stack.ident);
    if (stack.lane >= 0) telling.end(stack.lane, error === undefined ? 'ok' : 'failed', now, error);
    this.#machine.release(stack);
  }

  /** Daemon threads that were at work when their process ended. One that waits for something to do misses nothing. */
  #tellCutOff({ stacks }: ProgramProcess): void {
    const { telling, now } = this.#machine;
    for (const { ident, lane, ended, hasBegun } of stacks.values()) {
      if (ident === 1 || lane < 0 || ended || !hasBegun || !telling.laneOf(lane).daemon) continue;
      const doing = telling.doingOf(lane);
      const isIdle = doing.state === 'waiting' && doing.for !== 'gil' && doing.for !== 'core';
      const at = telling.placeOf(lane);
      if (!isIdle && at) telling.find({ find: 'daemon cut off', atMs: now, lane, at });
    }
  }
}
