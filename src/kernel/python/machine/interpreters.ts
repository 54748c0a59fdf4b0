/**
 * Sub-interpreters: each is a process of the machine, with a memory and a GIL of its own, which does what threads of its owner ask it
 * to, one call at a time (`concurrent.interpreters`). The thread that calls waits for the answer. It ends with its owner.
 */
import type { Place } from '../messages.ts';
import type { Children } from './children.ts';
import type { ProgramKernel } from './program-kernel.ts';
import type { ProgramProcess, Stack } from './program-process.ts';
import { COMPUTING, waitingFor } from './telling.ts';

/** What callers hear in place of an answer. */
const BUSY = 'busy';
const GONE = 'gone';

interface Interpreter {
  readonly number: number;
  readonly process: ProgramProcess;
  /** The call under way, or that is to be done next. */
  asked: Uint8Array | undefined;
  caller: Stack | undefined;
  /** Its own stack, while that waits for a call. */
  idle: Stack | undefined;
  closes: boolean;
}

export class Interpreters {
  readonly #kernel: ProgramKernel;
  readonly #children: Children;
  /** By number, from 1 on. The main interpreter is 0. */
  readonly #all: (Interpreter | undefined)[] = [undefined];
  readonly #byProcess = new Map<ProgramProcess, Interpreter>();

  constructor(kernel: ProgramKernel, children: Children) {
    this.#kernel = kernel;
    this.#children = children;
  }

  /** Gives the number of a new one; -1 where the page runs no more. */
  async create(at: Place | undefined): Promise<unknown> {
    const { process: caller } = this.#kernel.current!;
    const number = this.#all.push(undefined) - 1;
    const data = new TextEncoder().encode(String((caller.owner ?? caller).pid));
    const onMade = (process: ProgramProcess) => {
      process.owner = caller.owner ?? caller;
      const one = { number, process, asked: undefined, caller: undefined, idle: undefined, closes: false };
      this.#all[number] = one;
      this.#byProcess.set(process, one);
      process.joiners.push(() => this.#ended(one));
    };
    const child = {
      method: 'interpreter',
      name: `interpreter ${number}`,
      data,
      files: [],
      daemon: true,
      onMade,
    } as const;
    const pid = (await this.#children.start(child, at)) as number;
    return pid < 0 ? pid : number;
  }

  /** 0 for a process that is no interpreter of another. */
  numberOf(process: ProgramProcess): number {
    return this.#byProcess.get(process)?.number ?? 0;
  }

  /** Those that live, by number. */
  get alive(): number[] {
    return this.#all.flatMap((one, number) => (one && one.process.code === undefined ? [number] : []));
  }

  isRunning(number: number): boolean {
    return number === 0 || this.#all[number]?.caller !== undefined;
  }

  /** Has a call done; gives its answer, or why there is none. */
  call(number: number, asked: Uint8Array, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const one = this.#all[number];
    return kernel.yield(
      (stack) => {
        if (!one || one.closes) return kernel.goOnNow(stack, GONE);
        if (one.caller) return kernel.goOnNow(stack, BUSY);
        one.caller = stack;
        one.asked = asked;
        kernel.does(stack, { state: 'waiting', for: 'result', call: 'Interpreter.call' }, at);
        kernel.release(stack);
        this.#next(one, stack);
      },
      COMPUTING,
      at,
    );
  }

  /** The interpreter gives the answer to its last call, if it had one, and waits for the next; undefined where none will come. */
  serve(answer: Uint8Array): Promise<unknown> {
    const kernel = this.#kernel;
    return kernel.yield(
      (stack) => {
        const one = this.#byProcess.get(stack.process);
        const caller = one?.caller;
        kernel.release(stack);
        if (one && caller && one.asked === undefined) {
          one.caller = undefined;
          this.#woken(caller, stack);
          kernel.goOn(caller, answer);
        }
        if (!one) return;
        one.idle = stack;
        this.#next(one, undefined);
      },
      waitingFor('work'),
      undefined,
    );
  }

  /** It ends as soon as it has nothing to do. */
  drop(number: number): void {
    const one = this.#all[number];
    if (!one || one.closes) return;
    one.closes = true;
    this.#kernel.at(this.#kernel.time(), () => this.#next(one, undefined));
  }

  /** It ends, and the current stack waits for that. */
  close(number: number, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const one = this.#all[number];
    return kernel.yield(
      (stack) => {
        if (!one || one.closes) return kernel.goOnNow(stack, GONE);
        if (one.caller) return kernel.goOnNow(stack, BUSY);
        one.closes = true;
        kernel.does(stack, { state: 'waiting', for: 'end', call: 'Interpreter.close' }, at);
        kernel.release(stack);
        one.process.joiners.push(() => kernel.goOn(stack, undefined));
        this.#next(one, stack);
      },
      COMPUTING,
      at,
    );
  }

  #next(one: Interpreter, by: Stack | undefined): void {
    const { idle, asked, closes } = one;
    if (!idle || (asked === undefined && !closes)) return;
    one.idle = undefined;
    one.asked = undefined;
    if (by) this.#woken(idle, by);
    this.#kernel.goOn(idle, asked);
  }

  #ended(one: Interpreter): void {
    const { caller } = one;
    one.caller = undefined;
    one.closes = true;
    if (caller) this.#kernel.goOn(caller, GONE);
  }

  #woken(stack: Stack, by: Stack): void {
    if (stack.actingLane >= 0 && by.actingLane >= 0) this.#kernel.telling.woken(stack.actingLane, by.actingLane);
  }
}
