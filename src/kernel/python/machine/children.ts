/**
 * How processes begin and end. `fork` copies the parent. `spawn` starts an interpreter. `forkserver`, Python 3.14's default on Linux,
 * starts a server first, an interpreter that imports the main module; the server then forks for everybody (`Lib/multiprocessing/forkserver.py`).
 *
 * What a start costs comes from the machine (ms from the call to the child's first instruction). The parent itself waits for all of a
 * `fork`, for half a millisecond of a `spawn`, and of `forkserver` for the server's boot and for a millisecond of each fork. A further
 * interpreter of the same process (`interpreters.ts`) is made by the thread that wants it, which waits for all of that. Whatever boots needs
 * a core meanwhile, as in the models (`engines/python/boot.ts`).
 */
import type { Place } from '../messages.ts';
import type { Files } from './files.ts';
import type { Boot } from './host.ts';
import type { ProgramKernel } from './program-kernel.ts';
import type { ProgramProcess, Stack } from './program-process.ts';
import { COMPUTING, type Doing, waitingFor } from './telling.ts';

export type StartMethod = 'fork' | 'forkserver' | 'spawn' | 'interpreter';

/** What a parent waits for of a start, where the child takes longer (ms). */
const PARENT_SPAWNS_MS = 0.5;
const PARENT_ASKS_SERVER_MS = 1;

/** What `start` gives where no process could be made. */
const TOO_MANY = -1;
const SERVER_DIED = -2;

/** What `wait` gives while the child lives. */
const STILL_ALIVE = -9999;

export interface Child {
  readonly method: StartMethod;
  readonly name: string;
  /** What it is to unpickle. */
  readonly data: Uint8Array;
  /** Files of its parent that it gets; `fork` gets all. */
  readonly files: readonly number[];
  readonly daemon: boolean;
  /** Told of the process before it begins. */
  readonly onMade?: (process: ProgramProcess) => void;
}

/** The server of `forkserver`, from the first start on. */
interface Server {
  readonly process: ProgramProcess;
  serving: boolean;
  readonly waiting: (() => void)[];
}

/** What a new process costs until its first instruction: time that passes (`delayMs`), and computing (`computesMs`), both ms. */
interface BootCosts {
  readonly delayMs?: number;
  readonly computesMs?: number;
  /** The parent waits until so much of the computing (ms) is done, and gets this answer. */
  readonly goesOn?: { readonly afterMs: number; readonly parent: Stack; readonly answer: number };
}

interface StartedBy {
  readonly stack: Stack | undefined;
  readonly at: Place | undefined;
  readonly daemon: boolean;
}

const NOBODY: StartedBy = { stack: undefined, at: undefined, daemon: false };

export class Children {
  readonly #kernel: ProgramKernel;
  readonly #files: Files;
  #server: Server | undefined;

  constructor(kernel: ProgramKernel, files: Files) {
    this.#kernel = kernel;
    this.#files = files;
  }

  /** Starts a child of the current process. Gives its pid; -1 where the page runs no more, -2 where the server could not import the main module. */
  start(child: Child, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const parent = kernel.current!.process;
    if (kernel.processes.living >= kernel.limits.processes) {
      kernel.telling.find({
        find: 'limit',
        atMs: kernel.time(),
        of: 'processes',
        limit: kernel.limits.processes,
      });
      return Promise.resolve(TOO_MANY);
    }
    return kernel.yield(
      (stack) => {
        kernel.does(stack, { ...waitingFor('start-up'), call: `start (${child.method})` } as Doing, at);
        const make = (): ProgramProcess => {
          const made = kernel.processes.add(parent, child.name);
          child.onMade?.(made);
          this.#files.inherit(parent.files, made.files, child.method === 'fork' ? 'all' : child.files);
          return made;
        };
        const { machine } = kernel.options;
        const by = { stack, at, daemon: child.daemon };
        switch (child.method) {
          case 'fork': {
            const costMs = machine.forkStartMs ?? 0;
            const made = make();
            for (const [id, memory] of parent.shared) made.shared.set(id, memory);
            this.#boot(made, { as: 'copy', of: parent, entry: 'fork', data: child.data }, { delayMs: costMs }, by);
            this.#parentGoesOn(stack, costMs, made.pid);
            break;
          }
          case 'spawn': {
            const costMs = machine.spawnStartMs ?? 0;
            const made = make();
            this.#boot(made, { as: 'fresh', entry: 'spawn', data: child.data }, { computesMs: costMs }, by);
            this.#parentGoesOn(stack, Math.min(costMs, PARENT_SPAWNS_MS), made.pid);
            break;
          }
          case 'interpreter': {
            const costMs = machine.interpreterStartMs ?? 0;
            const made = make();
            const goesOn = { afterMs: costMs, parent: stack, answer: made.pid };
            const boot = { as: 'fresh', entry: 'interpreter', data: child.data } as const;
            kernel.release(stack);
            this.#boot(made, boot, { computesMs: costMs, goesOn }, by);
            break;
          }
          case 'forkserver':
            kernel.release(stack);
            this.#whenServed((server) => {
              if (stack.ended) return;
              if (server.code !== undefined) return kernel.goOn(stack, SERVER_DIED);
              const costMs = machine.forkserverForkMs ?? 0;
              const made = make();
              const goesOn = { afterMs: Math.min(costMs, PARENT_ASKS_SERVER_MS), parent: stack, answer: made.pid };
              const boot = { as: 'copy', of: server, entry: 'served', data: child.data } as const;
              this.#boot(made, boot, { computesMs: costMs, goesOn }, by);
            });
        }
      },
      COMPUTING,
      at,
    );
  }

  /** The server has imported the main module. Never resolves: it only serves as what children are copied from. */
  serve(): Promise<unknown> {
    const kernel = this.#kernel;
    return kernel.yield(
      (stack) => {
        kernel.release(stack);
        const server = this.#server!;
        server.serving = true;
        for (const waiter of server.waiting.splice(0)) waiter();
      },
      waitingFor('other'),
      undefined,
    );
  }

  /** Gives a child's exit code, negative for a signal. Where it still lives: waits, or gives -9999 at once. */
  wait(pid: number, block: boolean, doing: Doing, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    const child = kernel.processes.all.get(pid);
    if (!child) return Promise.resolve(undefined);
    return kernel.yield(
      (stack) => {
        if (child.code !== undefined) return kernel.goOnNow(stack, child.code);
        if (!block) return kernel.goOnNow(stack, STILL_ALIVE);
        kernel.does(stack, doing, at);
        kernel.release(stack);
        child.joiners.push(() => kernel.goOn(stack, child.code));
      },
      COMPUTING,
      at,
    );
  }

  /** Gives false where there is no such process. */
  kill(pid: number, signal: number, at: Place | undefined): Promise<unknown> {
    const kernel = this.#kernel;
    return kernel.yield(
      (stack) => {
        const victim = kernel.processes.all.get(pid);
        if (victim && signal !== 0) kernel.ends.terminate(victim, -signal);
        if (!stack.ended) kernel.goOnNow(stack, victim !== undefined);
      },
      COMPUTING,
      at,
    );
  }

  #parentGoesOn(stack: Stack, waitMs: number, answer: number): void {
    const kernel = this.#kernel;
    if (waitMs <= 0) {
      kernel.release(stack);
      kernel.goOn(stack, answer);
      return;
    }
    kernel.release(stack);
    kernel.at(kernel.now + waitMs, () => kernel.goOn(stack, answer));
  }

  /** Real time passes until the child's interpreter is filled; the program's goes on from there. */
  #boot(process: ProgramProcess, boot: Boot, { delayMs = 0, computesMs = 0, goesOn }: BootCosts, by: StartedBy): void {
    const kernel = this.#kernel;
    const madeMs = kernel.now;
    const made = { madeMs, by: by.stack?.actingLane, at: by.at, daemon: by.daemon };
    kernel.meanwhile(
      kernel.host.boot(process, boot).then((start) => {
        if (computesMs === 0 && !goesOn) {
          kernel.processes.addStack(process, 1, 'MainThread', start, madeMs + delayMs, made);
          return;
        }
        const main = kernel.processes.addStack(process, 1, 'MainThread', start, undefined, made);
        const firstMs = goesOn?.afterMs ?? 0;
        let waits = goesOn !== undefined;
        const parentGoesOn = () => {
          if (waits) kernel.goOn(goesOn!.parent, goesOn!.answer);
          waits = false;
        };
        // It may be killed before it has begun.
        process.joiners.push(parentGoesOn);
        kernel.boots(main, firstMs, () => {
          parentGoesOn();
          kernel.boots(main, computesMs - firstMs, (stack) => kernel.want(stack));
        });
      }),
    );
  }

  #whenServed(then: (server: ProgramProcess) => void): void {
    if (this.#server) {
      const { process, serving, waiting } = this.#server;
      if (serving || process.code !== undefined) then(process);
      else waiting.push(() => then(process));
      return;
    }
    const kernel = this.#kernel;
    const { machine } = kernel.options;
    const main = kernel.processes.all.values().next().value!;
    const process = kernel.processes.add(main, 'forkserver', true);
    this.#server = { process, serving: false, waiting: [() => then(process)] };
    // Where the import of the main module fails, those that wait hear it.
    process.joiners.push(() => {
      for (const waiter of this.#server!.waiting.splice(0)) waiter();
    });
    const costMs = Math.max(0, (machine.forkserverStartMs ?? 0) - (machine.forkserverForkMs ?? 0));
    const empty = new Uint8Array(0);
    this.#boot(process, { as: 'fresh', entry: 'server', data: empty }, { computesMs: costMs }, NOBODY);
  }
}
