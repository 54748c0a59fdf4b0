/** The processes of a program and their stacks, from the making of each. */
import { Gil, type GilHost } from '../../virtual/gil.ts';
import type { Place } from '../messages.ts';
import { ProgramProcess, Stack } from './program-process.ts';
import { type Telling, waitingFor } from './telling.ts';

/** The switch interval with the clock `steps` (ms): after each line it is drawn who goes on, so that only threads inside libraries have to ask. */
const STEPS_INTERVAL_MS = 1000;

/** Where a stack comes from. */
export interface Made {
  readonly madeMs: number;
  readonly by?: number | undefined;
  readonly daemon?: boolean | undefined;
  /** The name of the ThreadPoolExecutor that has made it. */
  readonly pool?: string | undefined;
  readonly at?: Place | undefined;
}

/** What processes need of the machine. */
export interface ProcessesHost extends GilHost<Stack> {
  readonly telling: Telling;
  readonly inSteps: boolean;
  readonly switchIntervalMs: number;
  newId(): number;
  at(atMs: number, act: () => void): void;
  /** The stack can go on, once it has the GIL. */
  want(stack: Stack): void;
}

export class Processes {
  /** By pid, in the order of their making; those that have ended, too. */
  readonly all = new Map<number, ProgramProcess>();
  readonly #machine: ProcessesHost;
  #pids = 100;

  constructor(machine: ProcessesHost) {
    this.#machine = machine;
  }

  add(parent: ProgramProcess | undefined, name: string, hidden = false): ProgramProcess {
    const { inSteps, switchIntervalMs } = this.#machine;
    const process = new ProgramProcess(this.#pids++, parent, name, hidden);
    process.gil = new Gil<Stack>(this.#machine, inSteps ? STEPS_INTERVAL_MS : switchIntervalMs);
    this.all.set(process.pid, process);
    return process;
  }

  /** How many of the user's own live. */
  get living(): number {
    let living = 0;
    for (const process of this.all.values()) if (process.code === undefined && !process.hidden) living++;
    return living;
  }

  get livingStacks(): number {
    let living = 0;
    for (const { stacks } of this.all.values()) living += stacks.size;
    return living;
  }

  /** A new stack, which begins with `start` at that time; `undefined`: when whoever makes it says so (`ProgramKernel.want`). */
  addStack(
    process: ProgramProcess,
    ident: number,
    name: string,
    start: () => void,
    atMs: number | undefined,
    made: Made,
  ): Stack {
    const machine = this.#machine;
    const stack = new Stack(machine.newId(), process, ident, name, start);
    process.stacks.set(ident, stack);
    if (!process.hidden) {
      const { pid, name: processName } = process;
      stack.lane = machine.telling.lane(
        {
          is: 'thread',
          name,
          process: { pid, name: processName },
          madeMs: made.madeMs,
          ...(made.by !== undefined && made.by >= 0 && { by: made.by }),
          ...(made.daemon && { daemon: true }),
          ...(made.pool && { pool: made.pool }),
          ...(made.at && { at: made.at }),
        },
        waitingFor('start-up'),
      );
      stack.actingLane = stack.lane;
    }
    if (atMs !== undefined) machine.at(atMs, () => machine.want(stack));
    return stack;
  }
}
