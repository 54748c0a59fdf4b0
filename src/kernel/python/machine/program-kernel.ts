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
import type { Gil, GilHost } from '../../virtual/gil.ts';
import { type IntervalHost, Intervals } from '../../virtual/intervals.ts';
import type { End, Limits, Options, Place } from '../messages.ts';
import { Agenda, INTERVAL } from './agenda.ts';
import { Bursts } from './bursts.ts';
import { Counting } from './counting.ts';
import type { MachineHost } from './host.ts';
import { MemoryShares } from './memory-shares.ts';
import { Pace } from './pace.ts';
import { Processes } from './processes.ts';
import type { Act, Stack } from './program-process.ts';
import { StackEnds } from './stack-ends.ts';
import { COMPUTING, type Doing, Telling, waitingFor } from './telling.ts';
import { Waits, type WaitsHost } from './waits.ts';

/** A burst is no longer than this (ms) where the switch interval is. */
const LONGEST_BURST_MS = 50;

/** Streams of numbers drawn from the seed: as `kernel/virtual` has it, and two of the programs' own. */
const GIL_STREAM = 3;
const ENTROPY_STREAM = 4;

export class ProgramKernel implements GilHost<Stack>, IntervalHost<Stack>, WaitsHost {
  now = 0;
  readonly telling: Telling;
  readonly waits = new Waits(this);
  readonly processes = new Processes(this);
  /** The stack whose Python runs. */
  current: Stack | undefined;
  /** How the run ended, once it has. */
  over: End | undefined;
  readonly limits: Limits;
  /** Time is counted in lines, and switches come between any two of them. */
  readonly inSteps: boolean;
  readonly switchIntervalMs: number;
  readonly agenda = new Agenda();
  readonly cores: Cores<Stack>;
  readonly counting: Counting;
  readonly pace: Pace;
  readonly memory = new MemoryShares();
  readonly bursts: Bursts;
  readonly ends: StackEnds;
  /** Those that have all they need to run. */
  readonly runnable: Stack[] = [];
  readonly #intervals = new Intervals<Stack>(this, this.agenda.events, INTERVAL);
  readonly #drawn: () => number;
  readonly #entropy: () => number;
  #outside: Promise<void> | undefined;
  #ids = 0;

  constructor(
    readonly options: Options,
    readonly host: MachineHost,
  ) {
    const { machine, seed, limits } = options;
    this.limits = limits;
    this.telling = new Telling(limits);
    this.cores = new Cores(machine.cores, machine.speedByBusyCores);
    this.switchIntervalMs = machine.switchIntervalMs ?? 5;
    this.inSteps = options.clock === 'steps';
    this.counting = new Counting(this);
    this.pace = new Pace(this);
    this.bursts = new Bursts(this);
    this.ends = new StackEnds(this);
    this.#drawn = sfc32(seed, 0, GIL_STREAM);
    this.#entropy = sfc32(seed, 0, ENTROPY_STREAM);
  }

  /** A number of its own, for events, locks and the like. */
  newId(): number {
    return ++this.#ids;
  }

  /** A byte for `os.urandom` and the like. */
  entropy(): number {
    return this.#entropy() & 255;
  }

  /** The stack, which has not begun, needs a core for so long (ms) before that: its interpreter starts up. */
  boots(stack: Stack, ms: number, then: Act): void {
    if (ms > 0) {
      stack.act = then;
      this.cores.add(stack, this.now, ms);
    } else then(stack);
  }

  // ——— Time ———

  /** The time now (ms); inside a burst it includes what that has used so far. */
  time(): number {
    return this.current ? this.now + this.counting.used(this.current) : this.now;
  }

  /** How long the current stack has computed (ms), or all stacks of its process together: what of a core's time they had, not what passed. */
  cpuMs(of: 'thread' | 'process'): number {
    const stack = this.current;
    if (!stack) return 0;
    return (of === 'thread' ? stack.cpuMs : stack.process.cpuMs) + this.counting.used(stack);
  }

  /** Does this at that time. */
  at(atMs: number, act: () => void): void {
    this.agenda.add(Math.max(atMs, this.now), act);
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
    return this.cores.nextEnd;
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
    this.runnable.push(stack);
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
    this.runnable.push(stack);
  }

  /** The lane to which the stack's time belongs does this from now on. */
  does(stack: Stack, doing: Doing, at?: Place): void {
    if (stack.actingLane < 0) return;
    // A thread that runs a loop waits for its end whatever the loop itself does.
    if (stack.loops > 0 && stack.actingLane === stack.lane) return;
    this.telling.does(stack.actingLane, doing, this.now, at);
  }

  // ——— Bursts ———

  /** A stack gives up the CPU: see `Bursts`. */
  yield(act: Act, doing: Doing, at: Place | undefined): Promise<unknown> {
    return this.bursts.yield(act, doing, at);
  }

  /** How long the stack may compute before something could ask for its GIL (ms). */
  limitMs({ process }: Stack): number {
    const most = Math.min(this.switchIntervalMs, LONGEST_BURST_MS);
    return process.gil.isWanted ? Math.max(0, Math.min(most, this.#intervals.nextAtMs - this.now)) : most;
  }

  // ——— The run ———

  /** Real time passes before the run goes on, the program's does not. */
  meanwhile(work: Promise<void>): void {
    const before = this.#outside;
    this.#outside = before !== undefined ? Promise.all([before, work]).then(() => {}) : work;
  }

  /**
   * Ends the run, at once if nothing runs, else when the burst under way lets go. A stack that was let in need not be in yet: it comes, and stops at the next thing that it asks for. Its interpreter
   * gets another program, which it is not to find there.
   */
  stop(end: End): void {
    this.over ??= end;
    if (end.exit === 'stopped' && end.why === 'crashed') this.bursts.end();
  }

  /** Runs until the main process has ended, nobody can go on, or the run is stopped. */
  async run(): Promise<End> {
    this.pace.start();
    while (!this.over) {
      if (this.pace.isBreathDue) {
        await this.pace.breathe();
        continue;
      }
      const stack = this.runnable.shift();
      if (stack) await this.bursts.run(stack);
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

  /** What happens next; false if nothing can. */
  async #next(): Promise<boolean> {
    const event = this.agenda.nextMs;
    const core = this.cores.nextEnd;
    const next = Math.min(event, core);
    if (next === Number.POSITIVE_INFINITY) return false;
    if (!this.pace.mayReach(next)) return true;
    if (this.options.clock === 'real') await this.pace.keep(next);
    if (this.over) return true;
    this.now = Math.max(this.now, next);
    if (event <= core) this.#happen();
    else {
      const done = this.cores.done(this.now);
      if (done) this.bursts.finish(done);
    }
    return true;
  }

  #happen(): void {
    const act = this.agenda.take();
    if (act) act();
    else this.#intervals.pass();
  }
}
