/**
 * The virtual kernel: runs an engine's generators in virtual time and writes the trace. It goes from event to event and lets each
 * process go on that can; it knows cores, the GIL and the event loop, and nothing of any engine. Times are milliseconds. Events at
 * the same time happen in the order in which they were asked for.
 */
import { asResult } from '../../engines/attempt.ts';
import type { Engine } from '../../engines/engine.ts';
import { Feed, feedColumns } from '../../engines/feed.ts';
import { settle } from '../../engines/knobs.ts';
import type { Entrant, Env, Program, Queue, Request, TaskNumber, Timer } from '../../engines/vocabulary.ts';
import { FURTHEST_MS } from '../../scenario/bounds.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Draw, sfc32 } from '../../scenario/sfc32.ts';
import { Trace } from '../../trace/trace.ts';
import { type Budget, Meter, UNBOUNDED } from './budget.ts';
import { type EndingHost, Endings } from './endings.ts';
import { type EnvHost, envOf } from './env.ts';
import { Events } from './events.ts';
import { Gil, type GilHost } from './gil.ts';
import { type Host, Hosts } from './hosts.ts';
import { type IntervalHost, Intervals } from './intervals.ts';
import { Kills } from './kills.ts';
import { parts } from './late-parts.ts';
import { Later } from './later.ts';
import { Ledger } from './ledger.ts';
import type { LocksOf } from './locks.ts';
import { AsyncioLoop, type Loop, PageLoop } from './loops.ts';
import { Plan } from './plan.ts';
import {
  BEGIN,
  BURN_ON,
  BURNT,
  GIL_BURN,
  LOCKING,
  MOVED,
  type Proc,
  SLEPT,
  STEP,
  WAKE,
  type Waitable,
  YIELDED,
} from './process.ts';
import { Processes } from './processes.ts';
import { type VirtualPermits, VirtualQueue } from './queues.ts';
import { type RequestHost, Requests } from './requests.ts';
import { ALL_RULES, type Rules } from './rules.ts';
import { type TaskHost, Tasks } from './tasks.ts';
import { Turns } from './turns.ts';
import type { Yields } from './yields.ts';

const GIL_TURN = 0;

/** Of the draws made from a scenario's seed, the one for which GIL waiter is next. */
const GIL_STREAM = 3;

/**
 * Events that belong to no process. Kill k is `FIRST_KILL - k`, an arrival in queue q `FIRST_QUEUE - q`, the arrival of a single item
 * `FIRST_LATER - place`, and the next end of computing or moving on host or link h `FIRST_HOST - h`, but on the first machine.
 */
const CORES = -1;
const LOOP = -2;
const GIVE_UP = -3;
const INTERVAL = -4;
const FIRST_KILL = -5;
const FIRST_QUEUE = -1_000_000;
const FIRST_LATER = -1_000_000_000;
const FIRST_HOST = -2_000_000_000;

export class VirtualKernel implements GilHost<Proc>, IntervalHost<Proc>, TaskHost, RequestHost, EndingHost, EnvHost {
  now = 0;
  readonly trace: Trace;
  readonly ledger: Ledger;
  readonly processes: Processes;
  readonly tasks: Tasks;
  readonly requests: Requests;
  readonly endings: Endings;
  readonly hosts: Hosts<Proc>;
  readonly meter: Meter;
  readonly #engine: Engine;
  readonly #tellsQueues: boolean;
  readonly #scenario: Scenario;
  readonly #env: Env;
  readonly #rules: Rules;
  /** Undefined where nobody yields before parking. */
  readonly #yields: Yields | undefined;

  readonly #events = new Events();
  readonly #kills: Kills;
  /** The queues that items reach only after a while, by their ids. */
  readonly #slowQueues: VirtualQueue[] = [];
  readonly #later = new Later();
  readonly #gil: Gil<Proc>;
  readonly #intervals = new Intervals<Proc>(this, this.#events, INTERVAL);
  readonly #loop: Loop;
  readonly #turns: Turns;
  /** The event of the loop that counts: when it is due (ms), and its stamp. */
  #loopAt = Number.POSITIVE_INFINITY;
  #loopStamp = 0;
  readonly #random: Draw;
  /** The process whose generator runs, or ran last. */
  #running: Proc;

  constructor(
    engine: Engine,
    scenario: Scenario,
    machine: Machine,
    rules: Rules = ALL_RULES,
    budget: Budget = UNBOUNDED,
  ) {
    const settings = settle(engine.knobs, scenario, machine);
    const n = scenario.tasks.length;
    this.#engine = engine;
    this.#tellsQueues = engine.tellsQueues ?? false;
    this.#rules = rules;
    this.#scenario = scenario;
    this.trace = new Trace('predicted', engine.id, machine, scenario);
    this.trace.reserve(n);
    this.trace.knowsCauses = true;
    this.meter = new Meter(budget, this.trace);
    const plan = new Plan(scenario);
    // Without locks and with a GIL only the engines' own programs ask for Python's rules.
    const its = engine.loop === 'asyncio' ? machine : { ...machine, gil: true };
    const further = plan.isLocked || rules.python || its.gil === false ? parts() : undefined;
    // Only Python's own threads feel that there is no GIL.
    const python = further?.rulesOf({ machine: its, python: rules.python });
    this.hosts = new Hosts(machine, engine.ownCores?.(machine), python?.runQueues ? further!.CoreQueues : undefined);
    // Where a lane is a task, so is a process; the caller is one more.
    this.processes = new Processes(engine.caller, engine.lanes.perTask ? n + 1 : 0, python?.gil === false);
    this.#running = this.processes.main;
    this.#kills = new Kills(scenario);
    const wakeUpMs = engine.wakes === 'thread' ? 2 * (machine.threadStartMs ?? 0) : 0;
    this.#random = sfc32(scenario.seed ?? 0, 0, GIL_STREAM);
    this.#gil = new Gil<Proc>(this, rules.gilSwitches ? settings.switchIntervalMs : Number.POSITIVE_INFINITY);
    this.#loop = engine.loop === 'asyncio' ? new AsyncioLoop(this.processes.all, wakeUpMs, n + 1) : new PageLoop();
    this.#turns = new Turns({ gil: this.#gil, loop: this.#loop, meter: this.meter });
    const feed = new Feed(feedColumns(scenario, undefined, plan.plain));
    // Engines of many machines try tasks again that nobody asked them to.
    this.ledger = new Ledger(this.trace, feed.plain && !engine.manyMachines);
    const yields = python?.yieldsFirst ? new further!.Yields(this, python, machine) : undefined;
    this.#yields = yields;
    const machinery = {
      plan,
      yields,
      makeLocks: further && ((of: Omit<LocksOf, 'python'>) => new further.Locks({ ...of, python: python! })),
      trace: this.trace,
      ledger: this.ledger,
      gil: this.#gil,
      loop: this.#loop,
      rules,
      wakeUpMs,
      messageMs: (engine.inside?.(settings) ?? false) ? 0 : (machine.messageRoundTripMs ?? 0) / 2,
    };
    this.tasks = new Tasks(this, machinery);
    this.requests = new Requests(this, yields);
    this.endings = new Endings(this, machinery);
    this.#env = envOf(this, settings, feed, rules.python);
  }

  /** Runs to the end and gives the trace. */
  run(): Trace {
    const { giveUpMs } = this.#scenario;
    for (const [kill, atMs] of this.#kills.atMs.entries())
      if (atMs <= FURTHEST_MS) this.#events.push(atMs, FIRST_KILL - kill, 0);
    const { processes } = this;
    processes.main = this.start(this.#engine.main, [], undefined, -1, -1);
    this.wake(processes.main);
    if (giveUpMs !== undefined && giveUpMs <= FURTHEST_MS) {
      // A caller on asyncio's loop is told by one of the loop's own timers, any other at that moment.
      if (this.#engine.caller === 'loop' && this.#loop instanceof AsyncioLoop)
        this.#loop.callAt(giveUpMs, () => this.endings.giveUp());
      else this.#events.push(giveUpMs, GIVE_UP, 0);
    }
    for (;;) {
      this.#takeTurns();
      this.hosts.schedule(this.#events, CORES, FIRST_HOST);
      this.#scheduleLoop();
      if (this.meter.spent) return this.#cutOff();
      if (this.#events.length === 0) break;
      if (!(this.#events.nextTime <= FURTHEST_MS)) return this.#cutOff();
      this.meter.step();
      this.now = this.#events.pop();
      const { what, stamp } = this.#events;
      if (what === GIVE_UP && !processes.main.ending && this.#nothingUnderWay()) this.trace.facts.hung = true;
      this.#happen(what, stamp);
    }
    if (!processes.main.ending) this.trace.facts.hung = true;
    return this.#finish();
  }

  // ——— What the GIL needs ———

  setTimer(process: Proc, atMs: number, meaning: number): void {
    process.timer = meaning;
    this.#events.push(atMs, process.id, ++process.stamp);
  }

  setInterval(process: Proc, atMs: number): void {
    this.#intervals.begin(process, atMs);
  }

  entered(process: Proc): void {
    this.#turns.entered(process);
  }

  /** A holder that computes hears at once that a waiter asks. */
  asked(gil: Gil<Proc>): void {
    gil.forceOut();
  }

  putOut(holder: Proc): void {
    this.#gilTurn(holder, holder.from, this.now);
    holder.work -= this.now - holder.from;
    holder.stamp++;
    holder.readyAt = this.now;
    holder.phase = BURN_ON;
  }

  /** The holder of the GIL computes for `process.work` ms more. */
  burnUnderGil(process: Proc): void {
    process.from = this.now;
    this.setTimer(process, this.now + process.work, GIL_BURN);
  }

  /** A stretch of computing under the GIL, for the trace. */
  #gilTurn(process: Proc, fromMs: number, toMs: number): void {
    if (toMs > fromMs) this.trace.addTurn(GIL_TURN, process.current, process.lane, fromMs, toMs);
  }

  draw(below: number): number {
    if (!this.#rules.drawnHandOver) return 0;
    return Math.floor((this.#random() / 2 ** 32) * below);
  }

  // ——— What the intervals of GIL waiters need ———

  reach(nowMs: number): void {
    this.now = nowMs;
    this.meter.step();
  }

  intervalPassed(process: Proc): boolean {
    return this.#gil.intervalPassed(process);
  }

  // ——— What happens next ———

  /** Lets every process go on that can at this moment. */
  #takeTurns(): void {
    for (let next = this.#turns.next(this.now); next; next = this.#turns.next(this.now)) this.#carryOn(next);
  }

  #scheduleLoop(): void {
    if (this.#turns.loopIsTaken) return;
    const at = this.#loop.wakeAt(this.now);
    if (at === this.#loopAt) return;
    this.#loopAt = at;
    this.#loopStamp++;
    if (at < Number.POSITIVE_INFINITY) this.#events.push(at, LOOP, this.#loopStamp);
  }

  #happen(what: number, stamp: number): void {
    if (what >= 0) {
      const process = this.processes.all[what]!;
      if (process.stamp === stamp) this.#timerFired(process);
    } else if (what === CORES) this.#done(this.hosts.first, stamp);
    else if (what === LOOP) {
      if (stamp === this.#loopStamp) this.#loopAt = Number.NaN;
    } else if (what === INTERVAL) this.#intervals.pass();
    else if (what === GIVE_UP) this.endings.giveUp();
    else if (what <= FIRST_HOST) this.#done(this.hosts.all[FIRST_HOST - what]!, stamp);
    else if (what <= FIRST_LATER) this.#later.arrive(FIRST_LATER - what, stamp);
    else if (what <= FIRST_QUEUE) {
      const queue = this.#slowQueues[FIRST_QUEUE - what]!;
      queue.arrived(queue.onItsWay.shift());
    } else {
      const kill = FIRST_KILL - what;
      const victim = this.#kills.victimOf(kill);
      if (victim) this.die(victim);
      const host = this.#kills.hostOf(kill);
      if (host) this.endings.hostGone(host);
    }
  }

  /** Processes that have computed or moved enough on this machine or link go on. */
  #done(host: Host<Proc>, stamp: number): void {
    if (stamp !== host.stamp) return;
    host.at = Number.NaN;
    for (let done = host.cores.done(this.now); done; done = host.cores.done(this.now)) this.#carryOn(done);
    this.hosts.touch(host);
  }

  #timerFired(process: Proc): void {
    if (process.timer !== WAKE) {
      this.#gilTurn(process, process.from, this.now);
      this.#carryOn(process);
    } else if (process.holds === 'loop') this.wake(process);
    else if (this.#turns.wakeAlone(process, this.now)) this.#carryOn(process);
  }

  /** Whether nobody works, sleeps or travels: the processes that are left wait for each other. */
  #nothingUnderWay(): boolean {
    return !this.#events.some((what, stamp) => {
      if (what >= 0) return this.processes.all[what]!.stamp === stamp;
      return what === CORES
        ? stamp === this.hosts.first.stamp
        : what === LOOP
          ? stamp === this.#loopStamp
          : what <= FIRST_HOST
            ? stamp === this.hosts.all[FIRST_HOST - what]!.stamp
            : what <= FIRST_LATER
              ? this.#later.isUnderWay(FIRST_LATER - what, stamp)
              : what <= FIRST_QUEUE;
    });
  }

  // ——— Processes ———

  start(program: Program, args: readonly unknown[], place: Proc['place'], lane: number, task: TaskNumber): Proc {
    const process = this.processes.add(place, lane, task);
    if (program.oneAttempt && args[0] === task) process.results = args[1] as Queue;
    else process.steps = program(this.#env, ...args);
    return process;
  }

  placeOn(process: Proc, host: number): void {
    this.hosts.place(process, host);
    if (process.place && process.lane >= 0) (this.trace.hostOfLane ??= [])[process.lane] = host;
  }

  moveOn(process: Proc, link: Host<Proc>, ms: number): Waitable {
    link.cores.add(process, this.now, ms);
    this.hosts.touch(link);
    const forget = () => {
      link.cores.remove(process, this.now);
      this.hosts.touch(link);
    };
    return { forget };
  }

  wake(process: Proc): void {
    this.#turns.wake(process, this.now);
  }

  stepInside(process: Proc, spawner: Proc): boolean {
    this.#turns.lend(process);
    this.step(process);
    this.#running = spawner;
    return this.#turns.hasBack(spawner);
  }

  answer(process: Proc, request: Request): boolean {
    return this.requests.answer(process, request);
  }

  wakeIn(process: Proc, ms: number): void {
    this.setTimer(process, this.now + ms, WAKE);
  }

  leave(process: Proc): void {
    this.#turns.leave(process);
  }

  began(process: Proc): void {
    this.#kills.began(process, this.hosts);
  }

  die(process: Proc): void {
    this.endings.die(process);
  }

  get callerGaveUp(): boolean {
    return this.endings.callerGaveUp;
  }

  // ——— What queues and permits need ———

  queue(latencyMs: number): VirtualQueue {
    const queue = new VirtualQueue(this, latencyMs, this.#slowQueues.length);
    if (latencyMs > 0) this.#slowQueues.push(queue);
    return queue;
  }

  send(queue: VirtualQueue, item: unknown): void {
    queue.onItsWay.push(item);
    this.#events.push(this.now + queue.latencyMs, FIRST_QUEUE - queue.id, 0);
  }

  sendLater(queue: VirtualQueue, item: unknown, ms: number): Timer {
    return this.#later.send(queue, item, (place, stamp) =>
      this.#events.push(this.now + ms, FIRST_LATER - place, stamp),
    );
  }

  enter(entrant: Entrant, task: TaskNumber, permits: VirtualPermits, waited: boolean, givenBy: number): void {
    const process = this.start(entrant.program, [task, permits, ...entrant.args], entrant.place, task, task);
    process.givenBy = givenBy;
    if (waited) process.waitingOn = permits;
    this.wake(process);
  }

  get lastOfRunning(): number {
    return this.#running.last;
  }

  // ——— A process goes on ———

  /** The process has what its code needs, and goes on where it stopped. */
  #carryOn(process: Proc): void {
    process.pending = false;
    if (this.#tellsQueues && process.holds === 'loop') this.tasks.tellQueues(process);
    if (process.throwing && process.phase !== STEP) {
      this.endings.thrown(process);
      return;
    }
    switch (process.phase) {
      case STEP:
        if (this.now > process.readyAt && process.holds !== 'core') this.tasks.lateTurn(process);
        this.step(process);
        return;
      case BEGIN:
        this.tasks.begin(process);
        return;
      case SLEPT:
        this.tasks.slept(process);
        return;
      case BURN_ON:
        this.tasks.burnOn(process);
        return;
      case BURNT:
        if (process.current >= 0) {
          this.tasks.burnt(process);
          return;
        }
        // The process computed outside a task.
        process.phase = STEP;
        this.step(process);
        return;
      case YIELDED:
        if (this.#yields!.yielded(process)) this.step(process);
        return;
      case LOCKING:
        this.tasks.locking(process);
        return;
      case MOVED:
        process.phase = STEP;
        process.waitingOn = undefined;
        this.step(process);
    }
  }

  /** Runs the generator until it blocks. */
  step(process: Proc): void {
    if (process.throwing) this.requests.giveUp(process);
    this.#running = process;
    if (process.results) {
      this.#attempt(process, process.results);
      return;
    }
    for (;;) {
      const { value, throwing } = process;
      process.value = undefined;
      process.throwing = undefined;
      if (throwing && process === this.processes.main && !this.trace.facts.hung) this.endings.raise(['TimeoutError']);
      let result: IteratorResult<Request, void>;
      try {
        result = throwing ? process.steps!.throw(throwing) : process.steps!.next(value);
      } catch (error) {
        this.endings.ended(process, error);
        return;
      }
      if (result.done) {
        this.endings.ended(process, undefined);
        return;
      }
      this.meter.step();
      // A process that is left in mid-turn never goes on: the prediction is cut off.
      if (!this.requests.answer(process, result.value) || this.meter.spent) return;
    }
  }

  /** Runs a program of one attempt (`Program.oneAttempt`) until it blocks: its first turn asks for the task, its second has what came of it. */
  #attempt(process: Proc, results: Queue): void {
    const { value, throwing, task } = process;
    if (throwing === undefined) {
      if (value === undefined && !this.tasks.perform(process, task, Number.POSITIVE_INFINITY)) return;
      results.put(asResult(task, process.ok === true));
    }
    this.endings.ended(process, throwing);
  }

  // ——— The end of the run ———

  /** The budget is used up: attempts under way stay `running`, up to this moment. */
  #cutOff(): Trace {
    const { facts, spans } = this.trace;
    facts.cutOffMs = this.now;
    for (const process of this.processes.all) if (process.span >= 0) this.tasks.leaveRunning(process);
    const trace = this.#finish();
    trace.totalMs = this.now;
    for (let row = 0; row < spans.length; row++) if (Number.isNaN(spans.at.end[row]!)) spans.at.end[row] = this.now;
    return trace;
  }

  #finish(): Trace {
    const { trace } = this;
    trace.trim();
    trace.totalMs = lastOf(trace);
    trace.queued = this.ledger.neverBegan(this.#engine.lanes.waitsFor);
    return trace;
  }
}

/** The last time of a run: a task ended, or its result or an exception reached the caller. */
function lastOf({ spans, facts }: Trace): number {
  let last = facts.raisedMs ?? 0;
  for (let row = 0; row < spans.length; row++) last = Math.max(last, spans.at.end[row]!, spans.at.yielded[row]! || 0);
  return last;
}
