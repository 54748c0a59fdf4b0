/**
 * The machine: goes from event to event in virtual time and lets stacks run, each in bursts. A burst really runs first; then its
 * computing takes its time on the cores; and what the stack asked for at the burst's end happens at the end of that time. A burst is
 * at most a switch interval long, so nothing that others do meanwhile could have changed it: in its process only the holder of the GIL
 * runs, a waiter that comes during the burst asks for the GIL an interval later, and what processes share is asked for at the ends of bursts.
 *
 * Simplified: where more processes compute than there are cores, a clock that is read inside a burst shows the time as if its process had
 * a core of its own, and a request for the GIL is heard at the burst's end. Both are put right there, after a switch interval at most.
 */

import { sfc32 } from '../../../scenario/sfc32.ts';
import { Cores } from '../../virtual/cores.ts';
import { Events } from '../../virtual/events.ts';
import { Gil, type GilHost } from '../../virtual/gil.ts';
import { type IntervalHost, Intervals } from '../../virtual/intervals.ts';
import type { End, Finding, Limits, Options, Place } from '../messages.ts';
import type { MachineHost } from './host.ts';
import { type Act, ProgramProcess, Stack } from './program-process.ts';
import { COMPUTING, type Doing, Telling, waitingFor } from './telling.ts';
import { Waits, type WaitsHost } from './waits.ts';

const INTERVAL = -1;

/** Computing in which so few checks took so long (ms of real time, all and each) was that of C code, which the counter does not see. */
const C_CODE_MS = 100;
const C_CODE_MS_PER_CHECK = 0.005;

/** So much real time (ms) passes at the most before messages are let in. */
const BREATH_MS = 25;

/** Checks that are never used up: while an interpreter runs what is none of the program's. */
const UNCOUNTED = 1_000_000_000;

/** What a line of the user's takes with the clock `steps` (ms), beside the little that is counted. */
const STEP_MS = 1;

/** The switch interval with the clock `steps` (ms): after each line it is drawn who goes on, so that only threads inside libraries have to ask. */
const STEPS_INTERVAL_MS = 1000;

/** A burst is no longer than this (ms) where the switch interval is. */
const LONGEST_BURST_MS = 50;

/** Streams of numbers drawn from the seed: as `kernel/virtual` has it, and two of the programs' own. */
const GIL_STREAM = 3;
const ENTROPY_STREAM = 4;

const NS_PER_CHECK = 50;

export class ProgramKernel implements GilHost<Stack>, IntervalHost<Stack>, WaitsHost {
  now = 0;
  readonly telling: Telling;
  readonly waits = new Waits(this);
  readonly processes = new Map<number, ProgramProcess>();
  /** The stack whose Python runs. */
  current: Stack | undefined;
  /** How the run ended, once it has. */
  over: End | undefined;
  readonly limits: Limits;
  readonly #events = new Events();
  readonly #acts: ((() => void) | undefined)[] = [];
  readonly #freeActs: number[] = [];
  readonly #cores: Cores<Stack>;
  readonly #intervals = new Intervals<Stack>(this, this.#events, INTERVAL);
  readonly #intervalMs: number;
  /** Time is counted in lines, and switches come between any two of them. */
  readonly #inSteps: boolean;
  readonly #msPerCheck: number;
  readonly #runnable: Stack[] = [];
  readonly #drawn: () => number;
  readonly #entropy: () => number;
  #burstOver: (() => void) | undefined;
  #outside: Promise<void> | undefined;
  #breathedAt = 0;
  #startedAt = 0;
  /** Since when what runs is counted, in real time (ms). */
  #countsSince = 0;
  /** C code that was found in the burst under way. */
  #cCode: Extract<Finding, { find: 'C code' }> | undefined;
  #ids = 0;
  #pids = 100;

  constructor(
    readonly options: Options,
    readonly host: MachineHost,
  ) {
    const { machine, seed, limits } = options;
    this.limits = limits;
    this.telling = new Telling(limits);
    this.#cores = new Cores(machine.cores, machine.speedByBusyCores);
    this.#intervalMs = machine.switchIntervalMs ?? 5;
    this.#inSteps = options.clock === 'steps';
    this.#msPerCheck = (machine.nsPerCheck ?? NS_PER_CHECK) / 1e6 / (machine.speed ?? 1);
    this.#drawn = sfc32(seed, 0, GIL_STREAM);
    this.#entropy = sfc32(seed, 0, ENTROPY_STREAM);
  }

  get switchIntervalMs(): number {
    return this.#intervalMs;
  }

  /** A number of its own, for events, locks and the like. */
  newId(): number {
    return ++this.#ids;
  }

  /** A byte for `os.urandom` and the like. */
  entropy(): number {
    return this.#entropy() & 255;
  }

  // ——— Processes and stacks ———

  process(parent: ProgramProcess | undefined, name: string, hidden = false): ProgramProcess {
    const process = new ProgramProcess(this.#pids++, parent, name, hidden);
    process.gil = new Gil<Stack>(this, this.#inSteps ? STEPS_INTERVAL_MS : this.#intervalMs);
    this.processes.set(process.pid, process);
    return process;
  }

  get livingProcesses(): number {
    let living = 0;
    for (const process of this.processes.values()) if (process.code === undefined && !process.hidden) living++;
    return living;
  }

  get livingStacks(): number {
    let living = 0;
    for (const { stacks } of this.processes.values()) living += stacks.size;
    return living;
  }

  /** A new stack, which begins with `start` at that time; `undefined`: when whoever makes it says so (`want`). */
  stack(
    process: ProgramProcess,
    ident: number,
    name: string,
    start: () => void,
    atMs: number | undefined,
    made: Made,
  ): Stack {
    const stack = new Stack(this.newId(), process, ident, name, start);
    process.stacks.set(ident, stack);
    if (!process.hidden) {
      const { pid, name: processName } = process;
      stack.lane = this.telling.lane(
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
    if (atMs !== undefined) this.at(atMs, () => this.want(stack));
    return stack;
  }

  /** The stack, which has not begun, needs a core for so long (ms) before that: its interpreter starts up. */
  boots(stack: Stack, ms: number, then: Act): void {
    if (ms > 0) {
      stack.act = then;
      this.#cores.add(stack, this.now, ms);
    } else then(stack);
  }

  // ——— Time ———

  /** The time now (ms); inside a burst it includes what that has used so far. */
  time(): number {
    return this.current ? this.now + this.#used(this.current) : this.now;
  }

  /** How long the current stack has computed (ms), or all stacks of its process together: what of a core's time they had, not what passed. */
  cpuMs(of: 'thread' | 'process'): number {
    const stack = this.current;
    if (!stack) return 0;
    return (of === 'thread' ? stack.cpuMs : stack.process.cpuMs) + this.#used(stack);
  }

  /** Does this at that time. */
  at(atMs: number, act: () => void): void {
    const slot = this.#freeActs.pop() ?? this.#acts.length;
    this.#acts[slot] = act;
    this.#events.push(Math.max(atMs, this.now), slot, 0);
  }

  wakeAt(stack: Stack, atMs: number, value: unknown): void {
    const by = this.current?.actingLane;
    stack.waitStamp++;
    stack.blocked = undefined;
    this.at(atMs, () => {
      if (by !== undefined) this.#wokenBy(stack, by);
      this.goOn(stack, value);
    });
  }

  wakeAtLatest(stack: Stack, atMs: number, value: unknown): void {
    const stamp = stack.waitStamp;
    this.at(atMs, () => {
      if (stack.waitStamp !== stamp) return;
      stack.waitStamp++;
      stack.blocked = undefined;
      this.goOn(stack, value);
    });
  }

  #wokenBy(stack: Stack, by: number): void {
    if (by >= 0 && stack.actingLane >= 0) this.telling.woken(stack.actingLane, by);
  }

  // ——— The GIL ———

  setInterval(stack: Stack, atMs: number): void {
    this.#intervals.begin(stack, atMs);
  }

  /** The holder hears it at the end of its burst. */
  asked(gil: Gil<Stack>): void {
    if (gil.holder) gil.holder.process.gilAsked = true;
  }

  putOut(holder: Stack): void {
    this.does(holder, waitingFor('gil'));
  }

  entered(stack: Stack): void {
    this.#ready(stack);
  }

  draw(below: number): number {
    return Math.floor((this.#drawn() / 2 ** 32) * below);
  }

  /** The cores are not among the events. */
  get horizonMs(): number {
    return this.#cores.nextEnd;
  }

  reach(nowMs: number): void {
    this.now = nowMs;
  }

  intervalPassed(stack: Stack): boolean {
    return stack.process.gil.intervalPassed(stack);
  }

  /** The stack can go on, once it has the GIL. */
  want(stack: Stack): void {
    if (stack.ended || this.over) return;
    this.does(stack, waitingFor('gil'));
    if (stack.process.gil.take(stack)) this.#ready(stack);
  }

  /** The stack, which waited, gets its answer and wants to go on. */
  goOn(stack: Stack, value: unknown): void {
    if (stack.ended) return;
    stack.go = () => stack.resolve!(value);
    this.want(stack);
  }

  /** The stack, which has the GIL, gets its answer at once and goes on. */
  goOnNow(stack: Stack, value: unknown): void {
    stack.go = () => stack.resolve!(value);
    this.does(stack, COMPUTING);
    this.#runnable.push(stack);
  }

  /** The stack blocks: another may have the GIL. */
  release(stack: Stack): void {
    const { gil } = stack.process;
    if (gil.holder === stack) {
      stack.process.gilAsked = false;
      gil.drop();
    }
  }

  #ready(stack: Stack): void {
    stack.process.gilAsked = false;
    this.does(stack, COMPUTING);
    if (stack.lane >= 0) this.telling.begins(stack.lane, this.now);
    this.#runnable.push(stack);
  }

  /** The lane to which the stack's time belongs does this from now on. */
  does(stack: Stack, doing: Doing, at?: Place): void {
    if (stack.actingLane < 0) return;
    // A thread that runs a loop waits for its end whatever the loop itself does.
    if (stack.loops > 0 && stack.actingLane === stack.lane) return;
    this.telling.does(stack.actingLane, doing, this.now, at);
  }

  // ——— Bursts ———

  /** Python's code goes on: what it does from here on is counted. */
  counts(): void {
    const stack = this.current;
    if (!stack) return;
    stack.hasBegun = true;
    stack.countsFrom = 1;
    stack.checks = this.over ? 1 : Math.min(UNCOUNTED, Math.max(1, Math.ceil(this.#limitMs(stack) / this.#msPerCheck)));
    stack.process.interpreter!.setChecks(stack.checks);
    this.#countsSince = this.host.realNow();
  }

  /** What follows is none of the program's own: nothing is counted until the stack ends or goes on. */
  stopsCounting(): void {
    const stack = this.current;
    if (!stack || stack.countsFrom === 0) return;
    stack.usedMs = this.#used(stack);
    stack.countsFrom = 0;
    stack.process.interpreter?.setChecks(UNCOUNTED);
    this.#lookForC(stack, this.host.realNow() - this.#countsSince);
  }

  /** The stack has computed for so long in real time (ms). */
  #lookForC(stack: Stack, realMs: number): void {
    if (realMs < C_CODE_MS || realMs * this.#msPerCheck < stack.usedMs * C_CODE_MS_PER_CHECK) return;
    const charged = this.options.chargeC === true;
    if (charged) stack.usedMs += realMs;
    this.#cCode = { find: 'C code', atMs: this.now, measuredMs: realMs, charged };
  }

  /** Tells of C code before this line, if there was some. */
  #tellC(at: Place | undefined): void {
    if (this.#cCode) this.telling.find({ ...this.#cCode, ...(at && { at }) });
    this.#cCode = undefined;
  }

  /** Counts so much computing (ms) that no check tells of; the counter asks as much earlier. */
  charge(ms: number): void {
    const stack = this.current;
    const interpreter = stack?.process.interpreter;
    if (!stack || !interpreter || stack.countsFrom === 0) return;
    const checks = Math.round(ms / this.#msPerCheck);
    const left = interpreter.checksLeft;
    const taken = Math.min(checks, Math.max(0, left - 1));
    stack.checks += checks - taken;
    interpreter.setChecks(left - taken);
  }

  /** A stack gives up the CPU. `act` happens when its burst has taken its time; the promise is what the stack gets when it goes on. */
  yield(act: Act, doing: Doing, at: Place | undefined): Promise<unknown> {
    const stack = this.current!;
    this.stopsCounting();
    this.#tellC(at);
    stack.act = (of) => {
      if (doing !== COMPUTING) this.does(of, doing, at);
      act(of);
    };
    return new Promise((resolve) => {
      stack.resolve = resolve;
      this.#endBurst();
    });
  }

  /** The stack's function is about to return: what follows is none of the program's. `error`: what ended it, "" if nothing did. */
  stopping(error: string): void {
    if (this.current && error) this.current.error = error;
    this.stopsCounting();
  }

  /** The stack's function has returned. */
  stackEnds(): void {
    this.#lastAct((stack) => this.#endStack(stack));
  }

  /** The counter has run out, and the stack is to hear it: until it does nothing more is asked. */
  grantUncounted(): void {
    const stack = this.current;
    const interpreter = stack?.process.interpreter;
    if (!stack || !interpreter) return;
    stack.checks += UNCOUNTED;
    interpreter.setChecks(UNCOUNTED);
  }

  /** So many checks more before the counter asks again. */
  grant(checks: number): void {
    const stack = this.current;
    const interpreter = stack?.process.interpreter;
    if (!stack || !interpreter) return;
    if (stack.countsFrom > 0) stack.checks += checks - interpreter.checksLeft;
    interpreter.setChecks(checks);
  }

  /** The process ends, at the end of this burst; `all`: also the one whose interpreter it is. Never resolves: the stack never goes on. */
  exit(code: number, all = false): Promise<never> {
    this.#lastAct(({ process }) => this.terminate(all ? (process.owner ?? process) : process, code));
    return new Promise(() => {});
  }

  #lastAct(act: Act): void {
    const stack = this.current;
    if (!stack) return;
    this.stopsCounting();
    this.#tellC(stack.actingLane >= 0 ? this.telling.placeOf(stack.actingLane) : undefined);
    stack.act = act;
    this.#endBurst();
  }

  #endBurst(): void {
    const over = this.#burstOver;
    this.#burstOver = undefined;
    over?.();
  }

  /**
   * The counter has run out. Gives nothing where the stack may simply go on, and `counts` is to follow: nobody else is there who could do
   * anything before now.
   * @param at the line where it is
   * @param next the line that it is about to begin, if that is known
   */
  slice(at: Place | undefined, next?: Place): Promise<unknown> | undefined {
    const stack = this.current!;
    const used = this.#used(stack);
    const now = this.now + used;
    const alone = this.#cores.computing === 0 && this.#runnable.length === 0 && !stack.process.gil.isWanted;
    const nobody = this.#events.length === 0 || this.#events.nextTime > now;
    if (stack.actingLane >= 0) this.telling.computesAt(stack.actingLane, at, this.now);
    if (
      !this.over &&
      alone &&
      nobody &&
      this.host.realNow() - this.#breathedAt < BREATH_MS &&
      now < this.limits.virtualMs
    ) {
      // The same sums as where the stack gives up the CPU: real time decides which way is taken, and must not show.
      this.stopsCounting();
      this.#tellC(at);
      this.#cores.add(stack, this.now, stack.usedMs);
      this.now = this.#cores.nextEnd;
      this.#cores.done(this.now);
      this.#account(stack);
      this.#spent(stack, stack.usedMs);
      stack.burstFrom = stack.laneSince = this.now;
      stack.usedMs = stack.steppedMs = 0;
      if (next) this.does(stack, COMPUTING, next);
      return undefined;
    }
    const heard = (of: Stack) => {
      if (next) this.does(of, COMPUTING, next);
      this.#heard(of);
    };
    return this.yield(heard, COMPUTING, at);
  }

  get inSteps(): boolean {
    return this.#inSteps;
  }

  /** With the clock `steps`: a line is to begin, the one before is done. Who does the next is drawn among all that could. */
  step(at: Place | undefined): Promise<unknown> | undefined {
    const stack = this.current;
    if (!stack || stack.countsFrom === 0) return undefined;
    if (stack.isInLine) stack.steppedMs += STEP_MS;
    stack.isInLine = true;
    const last = stack.actingLane >= 0 ? this.telling.placeOf(stack.actingLane) : undefined;
    if (this.livingStacks === 1) return this.slice(last, at);
    return this.yield(
      (of) => {
        this.does(of, COMPUTING, at);
        const { gil } = of.process;
        if (gil.waiting === 0 || this.draw(gil.waiting + 1) === 0) return this.#heard(of);
        of.go = () => of.resolve!(undefined);
        gil.forceOut();
      },
      COMPUTING,
      last,
    );
  }

  /** With the clock `steps`: a line is done that no other line of the user's follows. */
  lineEnds(): void {
    const stack = this.current;
    if (!this.#inSteps || !stack?.isInLine || stack.countsFrom === 0) return;
    stack.steppedMs += STEP_MS;
    stack.isInLine = false;
  }

  /** At the end of a burst in which the stack asked for nothing: it goes on, unless a waiter asked for the GIL. */
  #heard(stack: Stack): void {
    stack.go = () => stack.resolve!(undefined);
    this.#runnable.push(stack);
  }

  #used(stack: Stack): number {
    if (stack.countsFrom === 0) return stack.usedMs;
    return stack.steppedMs + Math.max(0, stack.checks - stack.process.interpreter!.checksLeft) * this.#msPerCheck;
  }

  /** How long the stack may compute before something could ask for its GIL (ms). */
  #limitMs({ process }: Stack): number {
    const most = Math.min(this.#intervalMs, LONGEST_BURST_MS);
    return process.gil.isWanted ? Math.max(0, Math.min(most, this.#intervals.nextAtMs - this.now)) : most;
  }

  /** Lets a stack run until it asks for something. */
  async #burst(stack: Stack): Promise<void> {
    if (stack.ended) return;
    const { process } = stack;
    if (process.gilAsked) {
      process.gilAsked = false;
      if (process.gil.isWanted) {
        process.gil.forceOut();
        return;
      }
    }
    const { go } = stack;
    if (!go) return;
    stack.go = undefined;
    stack.usedMs = stack.steppedMs = 0;
    stack.countsFrom = 0;
    stack.burstFrom = stack.laneSince = this.now;
    process.interpreter!.setChecks(UNCOUNTED);
    this.#share(process);
    this.current = stack;
    await new Promise<void>((over) => {
      this.#burstOver = over;
      go();
    });
    this.current = undefined;
    this.#spent(stack, stack.usedMs);
    if (!this.over) this.#cores.add(stack, this.now, stack.usedMs);
  }

  #spent(stack: Stack, ms: number): void {
    stack.cpuMs += ms;
    stack.process.cpuMs += ms;
  }

  /** What was computed for another lane, before a task's step began or after it ended, has been told already. */
  #account({ actingLane, usedMs, laneSince, burstFrom }: Stack): void {
    if (actingLane >= 0) this.telling.computed(actingLane, Math.max(0, usedMs - Math.max(0, laneSince - burstFrom)));
  }

  /** The stack's computing has taken its time. */
  #finish(stack: Stack): void {
    if (stack.ended) return;
    this.#account(stack);
    const { act } = stack;
    stack.act = undefined;
    act?.(stack);
  }

  // ——— The ends of stacks and processes ———

  #endStack(stack: Stack): void {
    const { error } = stack;
    stack.ended = true;
    stack.process.stacks.delete(stack.ident);
    if (stack.lane >= 0) this.telling.end(stack.lane, error === undefined ? 'ok' : 'failed', this.now, error);
    this.release(stack);
  }

  /** A process is gone, with all its stacks. `code`: negative for a signal. */
  terminate(process: ProgramProcess, code: number): void {
    if (process.code !== undefined) return;
    if (process === this.#sharing) this.#share(undefined);
    if (code >= 0) this.#tellCutOff(process);
    process.code = code;
    for (const stack of process.stacks.values()) {
      stack.ended = true;
      stack.stamp++;
      stack.waitStamp++;
      this.#cores.remove(stack, this.now);
      if (stack.lane >= 0) {
        const outcome = code < 0 ? 'killed' : stack.ident === 1 ? (code === 0 ? 'ok' : 'failed') : 'killed';
        this.telling.end(stack.lane, outcome, this.now);
      }
    }
    process.stacks.clear();
    for (const end of process.files.values()) this.onClosed(end);
    process.files.clear();
    for (const joiner of process.joiners.splice(0)) joiner();
    this.host.ended(process);
    for (const other of this.processes.values()) if (other.owner === process) this.terminate(other, code);
    if (process.parent === undefined) this.over ??= { exit: 'ended', code };
  }

  /** Daemon threads that were at work when their process ended. One that waits for something to do misses nothing. */
  #tellCutOff({ stacks }: ProgramProcess): void {
    for (const { ident, lane, ended, hasBegun } of stacks.values()) {
      if (ident === 1 || lane < 0 || ended || !hasBegun || !this.telling.laneOf(lane).daemon) continue;
      const doing = this.telling.doingOf(lane);
      const isIdle = doing.state === 'waiting' && doing.for !== 'gil' && doing.for !== 'core';
      const at = this.telling.placeOf(lane);
      if (!isIdle && at) this.telling.find({ find: 'daemon cut off', atMs: this.now, lane, at });
    }
  }

  /** An end of a pipe is open in one process less. Set by `Pipes`. */
  onClosed: (end: import('./pipes.ts').PipeEnd) => void = () => {};

  // ——— Shared memory: the true copy is here; the process that is about to run gets it, the one that ran gave it ———

  readonly #memory = new Map<number, Uint8Array>();
  #sharing: ProgramProcess | undefined;

  /** The current process shares so many bytes of its memory with all that know the number. */
  shareMemory(id: number, address: number, size: number): void {
    const { process } = this.current!;
    const known = this.#memory.get(id);
    process.shared.set(id, { address, size });
    if (known) process.interpreter!.memory().set(known, address);
    else this.#memory.set(id, process.interpreter!.memory().slice(address, address + size));
  }

  #share(process: ProgramProcess | undefined): void {
    const last = this.#sharing;
    this.#sharing = process;
    if (this.#memory.size === 0 || last === process) return;
    if (last?.code === undefined && last?.interpreter)
      for (const [id, { address, size }] of last.shared)
        this.#memory.get(id)!.set(last.interpreter.memory().subarray(address, address + size));
    if (process?.interpreter)
      for (const [id, { address }] of process.shared) process.interpreter.memory().set(this.#memory.get(id)!, address);
  }

  // ——— The run ———

  /** Real time passes before the run goes on, the program's does not. */
  meanwhile(work: Promise<void>): void {
    const before = this.#outside;
    this.#outside = before !== undefined ? Promise.all([before, work]).then(() => {}) : work;
  }

  /**
   * Ends the run, at once if nothing runs, else when the burst under way lets go. A stack that is about to begin is let in first, and stops at the next thing that it asks for: its interpreter gets
   * another program, and is not to find the beginning of this one there.
   */
  stop(end: End): void {
    this.over ??= end;
    const begins = this.current !== undefined && !this.current.hasBegun;
    if (!begins || (end.exit === 'stopped' && end.why === 'crashed')) this.#endBurst();
  }

  /** Runs until the main process has ended, nobody can go on, or the run is stopped. */
  async run(): Promise<End> {
    this.#startedAt = this.#breathedAt = this.host.realNow();
    while (!this.over) {
      if (this.host.realNow() - this.#breathedAt > BREATH_MS) {
        await this.breathe();
        continue;
      }
      const stack = this.#runnable.shift();
      if (stack) await this.#burst(stack);
      else if (!(await this.#next())) this.over ??= { exit: 'deadlock', stuck: [] };
      if (this.#outside !== undefined) {
        const work = this.#outside;
        this.#outside = undefined;
        await work;
      }
    }
    this.now = Math.max(this.now, 0);
    return this.over;
  }

  /** Lets messages in and pictures out, and looks at the clock. */
  async breathe(): Promise<void> {
    await this.host.breathe();
    this.#breathedAt = this.host.realNow();
    if (this.#breathedAt - this.#startedAt - this.restedMs > this.limits.realMs)
      this.#limit('realMs', `The program took more than ${this.limits.realMs / 1000} s of real time.`);
  }

  /** Real time (ms) in which the run waited on purpose: for the clock `real`, or for the user. */
  restedMs = 0;

  #limit(of: 'realMs' | 'virtualMs', message: string): void {
    this.telling.find({ find: 'limit', atMs: this.now, of, limit: this.limits[of] });
    this.stop({ exit: 'stopped', why: 'limit', message });
  }

  /** What happens next; false if nothing can. */
  async #next(): Promise<boolean> {
    const event = this.#events.length > 0 ? this.#events.nextTime : Number.POSITIVE_INFINITY;
    const core = this.#cores.nextEnd;
    const next = Math.min(event, core);
    if (next === Number.POSITIVE_INFINITY) return false;
    if (next > this.limits.virtualMs) {
      this.#limit('virtualMs', `The program went on for more than ${this.limits.virtualMs / 1000} s of its own time.`);
      return true;
    }
    if (this.options.clock === 'real') await this.#keepPace(next);
    if (this.over) return true;
    this.now = Math.max(this.now, next);
    if (event <= core) this.#happen();
    else {
      const done = this.#cores.done(this.now);
      if (done) this.#finish(done);
    }
    return true;
  }

  #happen(): void {
    this.#events.pop();
    const { what } = this.#events;
    if (what === INTERVAL) {
      this.#intervals.pass();
      return;
    }
    const act = this.#acts[what]!;
    this.#acts[what] = undefined;
    this.#freeActs.push(what);
    act();
  }

  async #keepPace(nextMs: number): Promise<void> {
    const pace = this.options.pace ?? 1;
    for (;;) {
      const left = nextMs / pace - (this.host.realNow() - this.#startedAt);
      if (left < 1 || this.over) return;
      const rest = Math.min(left, 50);
      await this.host.rest(rest);
      this.restedMs += rest;
      await this.breathe();
    }
  }
}

/** Where a stack comes from. */
export interface Made {
  readonly madeMs: number;
  readonly by?: number | undefined;
  readonly daemon?: boolean | undefined;
  /** The name of the ThreadPoolExecutor that has made it. */
  readonly pool?: string | undefined;
  readonly at?: Place | undefined;
}
