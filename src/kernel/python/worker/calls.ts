/**
 * What Python sees of the machine, as `_k`: one set of functions for each process. They take and give numbers, texts and bytes only; lists
 * travel as text. What waits says `true`, and its answer is `answer`, which Python waits for. Every function knows its name, so that a memory image
 * can name it.
 */
import { taskWait } from '../machine/asyncio-tasks.ts';
import type { StartMethod } from '../machine/children.ts';
import type { ProgramProcess } from '../machine/program-process.ts';
import { type ProgramRun, placeFrom } from '../machine/program-run.ts';
import { type Doing, SLEEPING } from '../machine/telling.ts';
import type { LaneOutcome, Thing, WaitFor } from '../messages.ts';
import { Answer } from './answer.ts';
import { type Bytes, interpreterCalls } from './interpreter-calls.ts';

/** What Python gives for a function that is to be called later. */
interface Later {
  callPromising(): Promise<unknown>;
  destroy(): void;
}

/** After the counter has run out where the stack cannot stop: so many checks until it is asked again. */
const LATER_CHECKS = 20;

/** What a wait is for: the last five arguments of each call that may wait. */
type Waits = [what: string, call: string, thing: number, file: number, line: number];

function doingOf(...[what, call, thing]: Waits): Doing {
  return { state: 'waiting', for: what as WaitFor, ...(call && { call }), ...(thing > 0 && { thing }) };
}
const placeOf = (...[, , , file, line]: Waits) => placeFrom(file, line);
const numbers = (text: string): number[] => (text === '' ? [] : text.split(',').map(Number));

/** @param crashed told when a stack breaks down below Python */
function functions(run: ProgramRun, process: ProgramProcess, crashed: (error: unknown) => void) {
  const { kernel, files, semaphores, children, things, values, tasks, options } = run;
  return {
    answer: new Answer(),

    // Time and counting.
    now: () => kernel.time() / 1000,
    threadCpu: () => kernel.cpuMs('thread') / 1000,
    charge: (ms: number) => kernel.counting.charge(ms),
    processCpu: () => kernel.cpuMs('process') / 1000,
    counts: () => kernel.counting.begin(),
    later: () => kernel.counting.grant(LATER_CHECKS),
    slice: (file: number, line: number) => kernel.bursts.slice(placeFrom(file, line)),
    inSteps: () => kernel.inSteps,
    step: (file: number, line: number) => kernel.bursts.step(placeFrom(file, line)),
    lineEnds: () => kernel.bursts.lineEnds(),
    switchInterval: () => kernel.switchIntervalMs,
    cores: () => options.machine.cores,

    // Threads.
    newId: () => kernel.newId(),
    newIdent: () => ++process.nextIdent,
    spawn: (
      function_: Later,
      ident: number,
      name: string,
      daemon: boolean,
      pool: string,
      file: number,
      line: number,
    ) => {
      if (kernel.processes.livingStacks >= kernel.limits.threads) {
        kernel.telling.find({ find: 'limit', atMs: kernel.time(), of: 'threads', limit: kernel.limits.threads });
        return false;
      }
      const at = placeFrom(file, line);
      const made = { madeMs: kernel.time(), by: kernel.current?.actingLane, daemon, pool, at };
      const start = () => {
        function_.callPromising().then(() => {
          function_.destroy();
          kernel.ends.returned();
        }, crashed);
      };
      kernel.processes.addStack(
        process,
        ident,
        name,
        start,
        kernel.time() + (options.machine.threadStartMs ?? 0),
        made,
      );
      return true;
    },
    stops: (error: string) => kernel.ends.returns(error),
    threadCount: () => process.stacks.size,
    nameThread: (ident: number, name: string) => {
      const stack = process.stacks.get(ident);
      if (stack && stack.lane >= 0) kernel.telling.rename(stack.lane, name);
    },

    // Waiting inside the process.
    wait: (event: number, ms: number, since: number, ...what: Waits) =>
      kernel.yield(
        (stack) => {
          kernel.waits.wait(stack, event, ms < 0 ? Number.POSITIVE_INFINITY : kernel.now + ms, since * 1000);
          kernel.release(stack);
        },
        doingOf(...what),
        placeOf(...what),
      ),
    sleep: (ms: number, file: number, line: number) =>
      kernel.yield(
        (stack) => {
          kernel.waits.wait(stack, 0, kernel.now + ms, kernel.now);
          kernel.release(stack);
        },
        SLEEPING,
        placeFrom(file, line),
      ),
    notify: (event: number, most: number) => kernel.waits.notify(process.pid, event, most, kernel.time()),
    unpark: (event: number) => kernel.waits.unpark(process.pid, event, kernel.time()),

    // Things.
    newThing: () => things.make(),
    nameThing: (thing: number, is: string, name: string, size: number) =>
      things.name(thing, is as Thing['is'], name, size),
    level: (thing: number, level: number) => things.level(thing, level),
    held: (thing: number, held: boolean, file: number, line: number) => {
      if (kernel.current) things.held(kernel.current, thing, held, placeFrom(file, line));
    },

    // Values that lanes share.
    valueRead: (value: number, name: string, text: string, file: number, line: number) =>
      values.read(value, name, text, placeFrom(file, line)),
    valueWritten: (value: number, name: string, text: string, readAs: number, file: number, line: number) =>
      values.write(value, name, text, readAs, placeFrom(file, line)),

    // asyncio.
    taskMade: (name: string, does: string, file: number, line: number) => tasks.made(name, does, placeFrom(file, line)),
    taskReady: (lane: number, since: number) => tasks.ready(lane, since * 1000),
    taskSteps: (lane: number, file: number, line: number) => tasks.steps(lane, placeFrom(file, line)),
    taskLeaves: (lane: number, kind: string, call: string, thing: number, lanes: string, file: number, line: number) =>
      tasks.leaves(lane, taskWait(kind, call, thing, numbers(lanes)), placeFrom(file, line)),
    taskLeft: (before: number) => tasks.left(before),
    taskEnds: (lane: number, before: number, outcome: string, error: string) => {
      tasks.ends(lane, outcome as LaneOutcome, error);
      tasks.left(before);
    },
    loopRuns: (runs: boolean, file: number, line: number) => tasks.loopRuns(runs, placeFrom(file, line)),
    makesLoops: () => options.pythonLike === '3.11',

    // Pipes.
    pipe: () => files.pipe(),
    close: (file: number) => files.close(file),
    dup: (file: number) => files.duplicate(file),
    read: (file: number, most: number, ...what: Waits) => files.read(file, most, doingOf(...what), placeOf(...what)),
    write: (file: number, bytes: Bytes, ...what: Waits) =>
      files.write(file, bytes.toJs(), doingOf(...what), placeOf(...what)),
    poll: (list: string, ms: number, ...what: Waits) =>
      files.poll(numbers(list), ms, doingOf(...what), placeOf(...what)).then((found) => String(found)),
    listen: (address: string) => files.listen(address),
    connect: (address: string, file: number, line: number) => files.connect(address, placeFrom(file, line)),
    accept: (file: number, ...what: Waits) => files.accept(file, doingOf(...what), placeOf(...what)),

    // What processes share.
    semaphore: (value: number, most: number) => semaphores.make(value, most),
    semaphoreAcquire: (id: number, ms: number, ...what: Waits) =>
      semaphores.acquire(id, ms, doingOf(...what), placeOf(...what)),
    semaphoreRelease: (id: number, file: number, line: number) => semaphores.release(id, placeFrom(file, line)),
    semaphoreValue: (id: number) => semaphores.value(id),
    shareMemory: (id: number, address: number, size: number) =>
      kernel.memory.share(kernel.current!.process, id, address, size),

    // Processes.
    pid: () => process.pid,
    ppid: () => process.parent?.pid ?? 1,
    startMethod: () => (options.pythonLike === '3.11' ? 'fork' : 'forkserver'),
    start: (method: string, name: string, data: Bytes, list: string, daemon: boolean, file: number, line: number) => {
      const child = { method: method as StartMethod, name, data: data.toJs(), files: numbers(list), daemon };
      return children.start(child, placeFrom(file, line));
    },
    serve: () => children.serve(),
    waitpid: (pid: number, block: boolean, ...what: Waits) =>
      children.wait(pid, block, doingOf(...what), placeOf(...what)),
    kill: (pid: number, signal: number, file: number, line: number) =>
      children.kill(pid, signal, placeFrom(file, line)),
    exit: (code: number) => kernel.ends.exit(code),
    exitAll: (code: number) => kernel.ends.exit(code, true),

    ...interpreterCalls(run, process),

    // Streams.
    print: (stream: number, text: string, file: number, line: number) => {
      const lane = kernel.current?.actingLane ?? 0;
      const at = placeFrom(file, line);
      const out = { atMs: kernel.time(), stream: stream === 2 ? 'err' : 'out', text, lane: Math.max(0, lane) } as const;
      kernel.telling.output(at ? { ...out, at } : out);
    },
    input: (prompt: string, file: number, line: number) =>
      kernel.yield(
        (stack) => {
          kernel.release(stack);
          const asked = kernel.host.realNow();
          kernel.meanwhile(
            kernel.host.input(prompt).then((text) => {
              kernel.pace.restedMs += kernel.host.realNow() - asked;
              // Null would be an object of its own in Python; undefined is None.
              kernel.goOn(stack, text ?? undefined);
            }),
          );
        },
        { state: 'waiting', for: 'input' },
        placeFrom(file, line),
      ),

    // The program.
    fileCount: () => run.program.length,
    fileName: (place: number) => run.program[place]!.name,
    fileText: (place: number) => run.program[place]!.text,
    raised: (type: string, message: string, file: number, line: number, column: number, traceback: string) => {
      if (process.parent) return;
      run.raised ??= { type, message, traceback, ...(file >= 0 && { file, line, column }) };
    },

    // Findings.
    missing: (what: string, file: number, line: number) =>
      kernel.telling.find({ find: 'missing here', atMs: kernel.time(), what, ...at(file, line) }),
    neverAwaited: (name: string, file: number, line: number) =>
      kernel.telling.find({ find: 'never awaited', atMs: kernel.time(), name, ...at(file, line) }),
    unguarded: (file: number, line: number) =>
      kernel.telling.find({
        find: 'unguarded main',
        atMs: kernel.time(),
        ...(process.owner && { of: 'interpreter' as const }),
        ...at(file, line),
      }),
    cannotPickle: (what: string, file: number, line: number) =>
      kernel.telling.find({ find: 'cannot pickle', atMs: kernel.time(), what, ...at(file, line) }),
    noLoop: (file: number, line: number) =>
      kernel.telling.find({ find: 'no event loop', atMs: kernel.time(), ...at(file, line) }),
  };
}

function at(file: number, line: number) {
  const place = placeFrom(file, line);
  return place ? { at: place } : {};
}

export type Calls = ReturnType<typeof functions>;

/** The calls of a process. */
export function callsOf(run: ProgramRun, process: ProgramProcess, crashed: (error: unknown) => void): Calls {
  const calls: Record<string, unknown> = { ...functions(run, process, crashed) };
  const answer = calls.answer as Answer;
  for (const [name, call] of Object.entries(calls))
    if (typeof call === 'function')
      calls[name] = (...values: unknown[]) => {
        const given = call(...values);
        return given instanceof Promise ? answer.comesFrom(given) : given;
      };
  return named(calls as unknown as Calls);
}

/** Calls for an interpreter that no program runs in: while the image is made, and between lives. Only what libraries ask for as they are imported is answered. */
export function callsOfNobody(): Calls {
  let ids = 1_000_000;
  const answers: Partial<Record<keyof Calls, () => unknown>> = {
    newId: () => ++ids,
    newThing: () => ++ids,
    newIdent: () => 2,
    now: () => 0,
    threadCpu: () => 0,
    processCpu: () => 0,
    cores: () => 2,
    pid: () => 1,
    ppid: () => 1,
    interpreterId: () => 0,
    taskMade: () => -1,
  };
  const calls = Object.fromEntries(CALL_NAMES.map((name) => [name, answers[name] ?? (() => undefined)]));
  return named({ ...calls, answer: new Answer() } as unknown as Calls);
}

/** Marks `_k` and its functions with the names that images know them by. */
function named(calls: Calls): Calls {
  for (const [name, call] of Object.entries(calls)) Object.defineProperty(call, 'kname', { value: name });
  return Object.defineProperty(calls, 'kname', { value: '' });
}

/** Of a run that never runs: only its names matter. */
export const CALL_NAMES = Object.keys(
  functions({ kernel: {}, files: {}, options: {} } as unknown as ProgramRun, {} as ProgramProcess, () => {}),
) as (keyof Calls)[];
