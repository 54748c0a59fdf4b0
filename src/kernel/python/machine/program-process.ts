/** A process of the user's program: an interpreter, its GIL, its open files; and its stacks of Python calls, which are its threads. */
import type { Gil, GilUser } from '../../virtual/gil.ts';
import type { PipeEnd } from './pipes.ts';

/** The counter of one interpreter: it counts down at every check and lets the stack ask for more at 0. */
export interface Interpreter {
  /** Gives it so many checks. */
  setChecks(checks: number): void;
  readonly checksLeft: number;
  /** Its memory, for what processes share. */
  memory(): Uint8Array;
}

/** What is done when a burst of computing has come to its end, at that moment of virtual time. */
export type Act = (stack: Stack) => void;

/** What a stack waits for, as the telling and the search for deadlocks need it. */
export interface Blocked {
  /** Several stacks may wait at once; 0 where nothing in particular ends the wait. */
  readonly event: number;
  readonly until: number;
}

/** A thread: it runs in bursts, at the end of each of which it asks the machine for something. */
export class Stack implements GilUser {
  stamp = 0;
  gilNoted = 0;
  /** Lets its Python go on; undefined while that runs, or while it waits. */
  go: (() => void) | undefined;
  /** Gives the Python that waits its answer. */
  resolve: ((value: unknown) => void) | undefined;
  /** When the counting began that is under way (ms), and the checks it was given; 0 while nothing is counted. */
  countsFrom = 0;
  checks = 0;
  /** How long it computed in the burst that has ended (ms), and what it then asked for. */
  usedMs = 0;
  /** How long it computed in all bursts before the one under way (ms). */
  cpuMs = 0;
  act: Act | undefined;
  /** With the clock `steps`: how long the lines took that it has done in the burst under way (ms). */
  steppedMs = 0;
  /** With the clock `steps`: it is in a line whose time has not been counted. */
  isInLine = false;
  /** When it last was given a core (ms). */
  burstFrom = 0;
  /** When it last was let run (ms): it may have gone on by itself since. */
  aloneFrom = 0;
  /** Ends waits that are over. */
  waitStamp = 0;
  blocked: Blocked | undefined;
  ended = false;
  /** Its Python has come as far as the program's own code. */
  hasBegun = false;
  /** What ended its function, if something did. */
  error: string | undefined;
  /** The lane of the thread; and the one that its computing belongs to now, which is a task's during the step of a task. */
  lane = -1;
  actingLane = -1;
  /** Since when (ms), where that changed in the burst under way. */
  laneSince = 0;
  /** How many event loops it runs, one inside the other. */
  loops = 0;

  constructor(
    readonly id: number,
    readonly process: ProgramProcess,
    /** As Python knows it. */
    readonly ident: number,
    public name: string,
    start: () => void,
  ) {
    this.go = start;
  }
}

export interface SharedMemory {
  readonly address: number;
  readonly size: number;
}

export class ProgramProcess {
  /** By `ident`, in the order of their beginning. */
  readonly stacks = new Map<number, Stack>();
  readonly files = new Map<number, PipeEnd>();
  readonly shared = new Map<number, SharedMemory>();
  /** Stacks of other processes that wait for the end of this one. */
  readonly joiners: (() => void)[] = [];
  interpreter: Interpreter | undefined;
  /** Its exit code, negative for a signal; undefined while it lives. */
  code: number | undefined;
  /** How long its stacks computed in all bursts before the one under way (ms). */
  cpuMs = 0;
  /** A waiter asked for the GIL while the holder was in a burst. */
  gilAsked = false;
  /** A stack was let in and has not come as far as the program's own code: what it finds there must stay as it is. */
  isEntered = false;
  nextIdent = 1;
  /** Of a further interpreter: the process that it is one of, with which it ends. */
  owner: ProgramProcess | undefined;
  gil!: Gil<Stack>;

  constructor(
    readonly pid: number,
    readonly parent: ProgramProcess | undefined,
    readonly name: string,
    /** The server that `forkserver` starts is none of the user's. */
    readonly hidden: boolean,
  ) {}
}
