/** All that one run of a program has: the machine and what stands on it. */
import type { End, Options, Place, Files as ProgramFiles, Raised } from '../messages.ts';
import { AsyncioTasks } from './asyncio-tasks.ts';
import { Children } from './children.ts';
import { findDeadlock } from './deadlock.ts';
import { Disk } from './disk.ts';
import { Files } from './files.ts';
import type { MachineHost } from './host.ts';
import { InterpreterQueues } from './interpreter-queues.ts';
import { Interpreters } from './interpreters.ts';
import { ProgramKernel } from './program-kernel.ts';
import { Semaphores } from './semaphores.ts';
import { SharedValues } from './shared-values.ts';
import { Things } from './things.ts';

/** When programs begin, if they ask for the date: 2026-01-01 09:00 UTC, the same each time. */
export const EPOCH_MS = Date.UTC(2026, 0, 1, 9);

/** Folders that are the program's, the same in all of its processes. The program begins in the first. */
export const PROGRAM_FOLDERS = ['/home/user', '/tmp'] as const;

export class ProgramRun {
  readonly kernel: ProgramKernel;
  readonly files: Files;
  readonly disk: Disk;
  readonly semaphores: Semaphores;
  readonly children: Children;
  readonly interpreters: Interpreters;
  readonly interpreterQueues: InterpreterQueues;
  readonly things: Things;
  readonly values: SharedValues;
  readonly tasks: AsyncioTasks;
  /** What ended the main module, if something did. */
  raised: Raised | undefined;

  constructor(
    readonly program: ProgramFiles,
    readonly options: Options,
    readonly host: MachineHost,
  ) {
    this.kernel = new ProgramKernel(options, host);
    this.files = new Files(this.kernel);
    this.disk = new Disk(() => EPOCH_MS + this.kernel.time(), PROGRAM_FOLDERS);
    this.semaphores = new Semaphores(this.kernel);
    this.children = new Children(this.kernel, this.files);
    this.interpreters = new Interpreters(this.kernel, this.children);
    this.interpreterQueues = new InterpreterQueues(this.kernel);
    this.things = new Things(this.kernel);
    this.values = new SharedValues(this.kernel, this.things);
    this.tasks = new AsyncioTasks(this.kernel);
  }

  /** Runs the program to its end. */
  async run(): Promise<End> {
    const { kernel, host } = this;
    const main = kernel.processes.add(undefined, 'MainProcess');
    const start = await host.boot(main, { as: 'fresh', entry: 'main', data: new Uint8Array(0) });
    kernel.processes.addStack(main, 1, 'MainThread', start, 0, { madeMs: 0 });
    const end = this.#whole(await kernel.run());
    this.tasks.tell();
    kernel.telling.closeAll(kernel.now);
    return end;
  }

  #whole(end: End): End {
    if (end.exit === 'deadlock') {
      const { stuck, ring } = findDeadlock(this.kernel, this.things);
      this.kernel.telling.find({ find: 'deadlock', atMs: this.kernel.now, stuck, ring });
      return { exit: 'deadlock', stuck };
    }
    if (end.exit === 'ended' && this.raised) return { exit: 'raised', code: end.code, error: this.raised };
    return end;
  }
}

/** A line of the user's code, from two numbers; a negative file is none. */
export const placeFrom = (file: number, line: number): Place | undefined => (file < 0 ? undefined : { file, line });
