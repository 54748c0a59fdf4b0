/**
 * What the page and the Python worker say to each other. All times are milliseconds of the program's own clock; 0 is the first line
 * of the program. Lines count from 1, columns from 0. Lists grow only at their end: a `Progress` carries what is new since the last.
 */
import type { Machine } from '../../scenario/machine.ts';

/** `virtual`: sleeps cost no real time, computing is counted. `steps`: a step is a line, switches happen between any two lines. `real`: paced by the real clock. */
export const CLOCKS = ['virtual', 'steps', 'real'] as const;
export type Clock = (typeof CLOCKS)[number];

/** `3.11`: the start method is `fork`, and `get_event_loop` makes a loop. */
export const PYTHON_LIKES = ['3.14', '3.11'] as const;
export type PythonLike = (typeof PYTHON_LIKES)[number];

/** The files of a program. The first is the one that is run, as `__main__`; the others are modules that it may import. */
export type Files = readonly File[];
export interface File {
  /** `main.py`, `bank.py`, without a folder. */
  readonly name: string;
  readonly text: string;
}

export interface Options {
  readonly clock: Clock;
  /** Whole number of 0 or more: draws who gets the GIL next, and in `steps` where threads switch; also `random` and `os.urandom`. */
  readonly seed: number;
  /** Left-out costs are 0. */
  readonly machine: ProgramMachine;
  readonly pythonLike: PythonLike;
  readonly limits: Limits;
  /** With the clock `real`: how many ms of the program pass in a real one. */
  readonly pace?: number;
  /** What C code was measured to take, which no counter sees, is charged to the program. Such a run does not replay exactly. */
  readonly chargeC?: boolean;
}

/** What a program is told of its machine. */
export interface ProgramMachine extends Machine {
  /** Start called to the first instruction of the child, the first time and later. */
  readonly forkserverStartMs?: number;
  readonly forkserverForkMs?: number;
  /** One check of the interpreter's own counter: a function entered, a jump backwards, a call of C. */
  readonly nsPerCheck?: number;
}

export interface Limits {
  /** Real time (ms) after which the run is stopped. */
  readonly realMs: number;
  /** The program's own time (ms). */
  readonly virtualMs: number;
  /** Characters of output kept; more is counted. */
  readonly output: number;
  readonly processes: number;
  readonly threads: number;
  /** Stretches told; more are counted. */
  readonly stretches: number;
}

export const DEFAULT_LIMITS: Limits = {
  realMs: 20_000,
  virtualMs: 3_600_000,
  output: 1_000_000,
  processes: 16,
  threads: 200,
  stretches: 400_000,
};

/** To the worker. The answer to `run` is a stream of `Update`s that ends with `ended`. */
export type Request =
  | { readonly ask: 'prepare' }
  | { readonly ask: 'run'; readonly run: number; readonly files: Files; readonly options: Options }
  | { readonly ask: 'cancel'; readonly run: number }
  /** The text that `input()` returns; null for the end of the input. */
  | { readonly ask: 'input'; readonly run: number; readonly text: string | null }
  /** The numbers in a program, as CPython's parser finds them. Answered by `numbers`. */
  | { readonly ask: 'numbers'; readonly id: number; readonly text: string };

/** From the worker. */
export type Answer =
  | { readonly tell: 'loading'; readonly loading: Loading }
  | { readonly tell: 'ready'; readonly ready: Ready }
  | { readonly tell: 'refused'; readonly why: string }
  | { readonly tell: 'update'; readonly run: number; readonly update: Update }
  | { readonly tell: 'numbers'; readonly id: number; readonly numbers: readonly NumberLiteral[] };

/** How far the first use has come. `bytes` and `ofBytes` are there while files are fetched. */
export interface Loading {
  readonly stage: 'fetching' | 'starting Python' | 'making the memory image' | 'ready';
  readonly bytes?: number;
  readonly ofBytes?: number;
}

export interface Ready {
  /** Of the image: the hash of Python, its libraries and the stand-ins. Two browsers with the same one replay a run bit by bit. */
  readonly hash: string;
  /** `3.14.2`. */
  readonly python: string;
  /** Whether the image was there from an earlier visit. */
  readonly cached: boolean;
  /** What one check takes on this computer (ns). */
  readonly nsPerCheck: number;
}

export type Update = Progress | Asks | Ended;

/** What is new. The arrays are empty where nothing is. */
export interface Progress {
  readonly kind: 'progress';
  /** The picture is true up to here. */
  readonly nowMs: number;
  readonly lanes: readonly Lane[];
  readonly stretches: readonly Stretch[];
  readonly ends: readonly LaneEnd[];
  readonly output: readonly Output[];
  readonly things: readonly Thing[];
  readonly levels: readonly Level[];
  readonly findings: readonly Finding[];
}

/** The program calls `input()` and waits. */
export interface Asks {
  readonly kind: 'asks';
  readonly prompt: string;
  readonly at: Place | undefined;
}

/** A line of the user's code. `file` is the place in `Files`. */
export interface Place {
  readonly file: number;
  readonly line: number;
}

/** A thread of a process (its main thread too), or an asyncio task. */
export interface Lane {
  /** Numbered from 0 in the order of their beginning. */
  readonly lane: number;
  readonly is: 'thread' | 'task';
  /** As Python has it: `MainThread`, `Thread-1 (work)`, `Task-3`. */
  readonly name: string;
  /** What it runs, where that is known: `sleep_int`. */
  readonly does?: string;
  readonly process: { readonly pid: number; readonly name: string };
  /** The lane that made it: of a process's main thread the one that started the process; of a task the one that created it. */
  readonly by?: number;
  /** A task's loop runs in this thread. */
  readonly thread?: number;
  readonly daemon?: true;
  /** The name of the ThreadPoolExecutor whose worker it is. */
  readonly pool?: string;
  /** When it was made, and its first instruction. */
  readonly madeMs: number;
  readonly startMs: number;
  /** Where it was made. */
  readonly at?: Place;
}

export type LaneOutcome = 'ok' | 'failed' | 'cancelled' | 'killed';

export interface LaneEnd {
  readonly lane: number;
  readonly atMs: number;
  readonly outcome: LaneOutcome;
  /** `ValueError: ...`, of one that failed. */
  readonly error?: string;
}

/**
 * What a lane did from one moment to another. Stretches of one lane follow each other without gaps from `startMs` on. Time before
 * `startMs` is waiting too, for `start-up` or the GIL.
 */
export type Stretch = Computing | Sleeping | Waiting;
interface Spent {
  readonly lane: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** The user's line that it is in; undefined inside libraries only (an idle pool thread). */
  readonly at?: Place;
}
export interface Computing extends Spent {
  readonly state: 'computing';
  /** CPU time (ms): less than the stretch where cores were shared. */
  readonly cpuMs: number;
}
export interface Sleeping extends Spent {
  readonly state: 'sleeping';
}
export interface Waiting extends Spent {
  readonly state: 'waiting';
  readonly for: WaitFor;
  /** What was called: `Queue.get`, `Thread.join`, `Lock.acquire`. */
  readonly call?: string;
  /** The thing waited for, by its number; see `Thing`. */
  readonly thing?: number;
  /** The lanes waited for: of a join, a future, a task. */
  readonly lanes?: readonly number[];
  /** The lane that ended the wait: it released, put, set, ended. */
  readonly by?: number;
}

/**
 * What a lane can wait for. `item` and `place` are those of a queue, `work` is what an idle worker of a pool waits for, `result` a
 * future or a pool's answer, `end` that of a thread, process or task, `message` a pipe, `input` the user.
 */
export const WAITS_FOR = [
  'gil',
  'core',
  'loop',
  'start-up',
  'lock',
  'permit',
  'condition',
  'event',
  'barrier',
  'item',
  'place',
  'work',
  'result',
  'end',
  'message',
  'input',
  'other',
] as const;
export type WaitFor = (typeof WAITS_FOR)[number];

export interface Output {
  readonly atMs: number;
  readonly stream: 'out' | 'err';
  /** Ends with a line feed, unless the program left the line open. */
  readonly text: string;
  readonly lane: number;
  readonly at?: Place;
}

/** Something that lanes share and wait for. */
export interface Thing {
  readonly thing: number;
  readonly is: 'lock' | 'semaphore' | 'condition' | 'event' | 'barrier' | 'queue' | 'value';
  /** The name of the user's variable where one is found (`jobs`), else `lock 2`. */
  readonly name: string;
  /** Permits of a semaphore, places of a queue, parties of a barrier; left out where there is no limit. */
  readonly size?: number;
}

/** A thing from this moment on: items in a queue, permits left, 1 for a lock that is held; `value` as the program prints it; `holders` of locks and permits. */
export interface Level {
  readonly thing: number;
  readonly atMs: number;
  readonly level: number;
  readonly holders?: readonly number[];
  readonly value?: string;
  /** The lane that wrote the value. */
  readonly by?: number;
}

/** One lane of a deadlock. */
export interface Stuck {
  readonly lane: number;
  readonly for: WaitFor;
  readonly at?: Place;
  readonly thing?: number;
  /** Who holds the thing, and the line where it was taken. */
  readonly heldBy?: { readonly lane: number; readonly at?: Place };
  /** What this lane holds itself. */
  readonly holds: readonly { readonly thing: number; readonly at?: Place }[];
}

/** What is worth saying of a run, in facts; the words are the page's. */
export type Finding =
  | {
      readonly find: 'deadlock';
      readonly atMs: number;
      readonly stuck: readonly Stuck[];
      readonly ring: readonly number[];
    }
  /** `reader` read the old value and wrote it, changed, over what `writer` had written meanwhile. */
  | {
      readonly find: 'lost update';
      readonly atMs: number;
      readonly name: string;
      readonly reader: Access;
      readonly writer: Access;
      readonly over: Access;
    }
  | {
      readonly find: 'blocked loop';
      readonly atMs: number;
      readonly ms: number;
      readonly lane: number;
      readonly at?: Place;
      readonly state: 'computing' | 'sleeping' | 'waiting';
      readonly late: readonly number[];
    }
  | { readonly find: 'never awaited'; readonly atMs: number; readonly name: string; readonly at?: Place }
  /** `of`: it is another interpreter of the same process that runs the main module again. */
  | { readonly find: 'unguarded main'; readonly atMs: number; readonly of?: 'interpreter'; readonly at?: Place }
  | { readonly find: 'cannot pickle'; readonly atMs: number; readonly what: string; readonly at?: Place }
  | { readonly find: 'no event loop'; readonly atMs: number; readonly at?: Place }
  | { readonly find: 'daemon cut off'; readonly atMs: number; readonly lane: number; readonly at?: Place }
  | { readonly find: 'missing here'; readonly atMs: number; readonly what: string; readonly at?: Place }
  /** C code that the counter does not see. */
  | {
      readonly find: 'C code';
      readonly atMs: number;
      readonly measuredMs: number;
      readonly charged: boolean;
      readonly at?: Place;
    }
  | { readonly find: 'limit'; readonly atMs: number; readonly of: keyof Limits; readonly limit: number };

/** A read or a write of a shared value. */
export interface Access {
  readonly lane: number;
  readonly atMs: number;
  readonly value: string;
  readonly at?: Place;
}

/** How a run ended. */
export interface Ended {
  readonly kind: 'ended';
  readonly end: End;
  readonly replay: { readonly seed: number; readonly hash: string };
  /** Real time (ms) from asking to the end. */
  readonly tookMs: number;
  /** The last moment of the program. */
  readonly totalMs: number;
  /** Counted, not told. */
  readonly dropped: { readonly stretches: number; readonly output: number };
}

export type End =
  | { readonly exit: 'ended'; readonly code: number }
  | { readonly exit: 'raised'; readonly code: number; readonly error: Raised }
  | { readonly exit: 'deadlock'; readonly stuck: readonly Stuck[] }
  /** `why`: the user's wish, a limit, or an interpreter that broke down (the message says how). */
  | {
      readonly exit: 'stopped';
      readonly why: 'cancelled' | 'limit' | 'crashed';
      readonly message: string;
      readonly at?: Place;
    };

export interface Raised {
  readonly type: string;
  readonly message: string;
  /** The last of the user's lines on the way; of a syntax error its line. */
  readonly line?: number;
  readonly file?: number;
  readonly column?: number;
  readonly traceback: string;
}

/** A number in a program's text. */
export interface NumberLiteral {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly value: number;
  /** With a minus before it, which is part of the range. */
  readonly negative?: true;
}
