/**
 * The virtual kernel: runs an engine's generators in virtual time and writes the trace. It knows cores, the GIL and the
 * event loop, and nothing of any engine. Times are milliseconds. Ties go by the order of requests.
 */
import { asResult } from '../../engines/attempt.ts';
import type { Engine } from '../../engines/engine.ts';
import { Feed, feedColumns } from '../../engines/feed.ts';
import { Fifo } from '../../engines/fifo.ts';
import { settingOf, settle } from '../../engines/knobs.ts';
import {
  Cancelled,
  type Ending,
  type Entrant,
  type Env,
  type Link,
  type Program,
  type Queue,
  type Request,
  type TaskNumber,
  type Timer,
} from '../../engines/vocabulary.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Draw, sfc32 } from '../../scenario/sfc32.ts';
import { causeNumber } from '../../trace/cause.ts';
import { outcomeNumber, Trace } from '../../trace/trace.ts';
import { queueAfter } from '../attempt-rules.ts';
import { type Budget, Meter, UNBOUNDED } from './budget.ts';
import { Cores } from './cores.ts';
import { Events } from './events.ts';
import { Gil, type GilHost } from './gil.ts';
import { Host } from './hosts.ts';
import { type IntervalHost, Intervals } from './intervals.ts';
import { Ledger } from './ledger.ts';
import { AsyncioLoop, type Loop, PageLoop } from './loops.ts';
import { Plan } from './plan.ts';
import { asProc, BEGIN, BURN_ON, BURNT, MOVED, Proc, ProcTimes, SLEPT, STEP, WAKE } from './process.ts';
import { type QueueHost, VirtualPermits, VirtualQueue } from './queues.ts';
import { type RequestHost, Requests } from './requests.ts';
import { ALL_RULES, type Rules } from './rules.ts';
import { type TaskHost, Tasks } from './tasks.ts';

const CANCELLED = outcomeNumber('cancelled');
const KILLED = outcomeNumber('killed');
const GIL_TURN = 0;

/**
 * Events that belong to no process. Kill k is `FIRST_KILL - k`, an arrival in queue q `FIRST_QUEUE - q`, timer t `FIRST_TIMER - t`, and
 * that somebody on host or link h is done `FIRST_HOST - h`, but for the first host.
 */
const CORES = -1;
const LOOP = -2;
const GIVE_UP = -3;
const INTERVAL = -4;
const FIRST_KILL = -5;
const FIRST_QUEUE = -1_000_000;
const FIRST_TIMER = -1_000_000_000;
const FIRST_HOST = -2_000_000_000;

export class VirtualKernel implements GilHost, IntervalHost, TaskHost, RequestHost, QueueHost {
  now = 0;
  callerGaveUp = false;
  readonly trace: Trace;
  readonly ledger: Ledger;
  readonly tasks: Tasks;
  readonly meter: Meter;
  readonly #engine: Engine;
  readonly #tellsQueues: boolean;
  readonly #scenario: Scenario;
  readonly #env: Env;
  readonly #rules: Rules;
  readonly #requests: Requests;

  readonly #events = new Events();
  /** By id; those that ended are nobody. */
  readonly #processes: Proc[] = [];
  readonly #times: ProcTimes;
  /** Those that items reach after a while. */
  readonly #queues: VirtualQueue[] = [];
  /** Can go on, in order of request; and those that already hold what they need to. */
  readonly #runnable = new Fifo<Proc>();
  readonly #entered = new Fifo<Proc>();
  /** The first machine, and all machines and links by id. */
  readonly #home: Host<Proc>;
  readonly #hosts: Host<Proc>[] = [];
  /** By number of the machine: its id, once somebody is on it. */
  readonly #machines: number[] = [0];
  /** Those but the first with something begun or stopped since their next event was asked for. */
  readonly #touched: Host<Proc>[] = [];
  /** Items on their way by `Queue.later`. */
  readonly #timers: (Later | undefined)[] = [];
  readonly #freeTimers: number[] = [];
  readonly #gil: Gil;
  readonly #intervals = new Intervals(this, this.#events, INTERVAL);
  readonly #loop: Loop;
  #loopHolder: Proc | undefined;
  #loopStamp = 0;
  readonly #random: Draw;
  #main!: Proc;
  /** Whose generator runs, or ran last. */
  #running = NOBODY;

  /** Who died last on a lane. */
  readonly #left = new Map<number, Proc>();
  /** Who began a task that a kill names. */
  readonly #began = new Map<TaskNumber, Proc>();
  /** By kill: the task that it names, -1 where the scenario has none such. */
  readonly #killed: TaskNumber[] = [];

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
    // Where a lane is a task, so is a process; the caller is one more.
    this.#times = new ProcTimes(engine.lanes.perTask ? n + 1 : 0);
    this.#rules = rules;
    this.#scenario = scenario;
    this.trace = new Trace('predicted', engine.id, machine, scenario);
    this.trace.reserve(n);
    this.trace.knowsCauses = true;
    this.meter = new Meter(budget, this.trace);
    const wakeUpMs = engine.wakes === 'thread' ? 2 * (machine.threadStartMs ?? 0) : 0;
    this.#random = sfc32(scenario.seed ?? 0, 0, GIL_STREAM);
    this.#home = this.#newMachine(0);
    this.#gil = new Gil(this, rules.gilSwitches ? settings.switchIntervalMs : Number.POSITIVE_INFINITY);
    this.#loop = engine.loop === 'asyncio' ? new AsyncioLoop(this.#processes, wakeUpMs, n + 1) : new PageLoop();
    const plan = new Plan(scenario);
    const feed = new Feed(feedColumns(scenario, undefined, plan.plain));
    this.ledger = new Ledger(this.trace, feed.plain);
    this.tasks = new Tasks(this, {
      plan,
      trace: this.trace,
      ledger: this.ledger,
      gil: this.#gil,
      loop: this.#loop,
      rules,
      wakeUpMs,
      messageMs: (engine.inside?.(settings) ?? false) ? 0 : (machine.messageRoundTripMs ?? 0) / 2,
    });
    this.#requests = new Requests(this);
    this.#env = {
      knob: (knob) => settingOf(settings, knob),
      scenario,
      machine,
      taskCount: n,
      feed,
      queue: (latencyMs = 0) => {
        const queue = new VirtualQueue(this, latencyMs, this.#queues.length);
        if (latencyMs > 0) this.#queues.push(queue);
        return queue;
      },
      permits: (count) => new VirtualPermits(this, count),
      admission: (count, entrant) => new VirtualPermits(this, count, entrant),
      submit: (task) => this.ledger.submit(task, this.now),
      queueAfter: (task, ended) => queueAfter(this.ledger, task, ended, this.now),
      deliver: (task, attempt) => this.ledger.deliver(task, this.now, attempt),
      caught: (task, error, type) => this.#caught(task, error, type),
      waited: (task, cause) => this.ledger.waited(task, causeNumber(cause), this.now),
      raise: (what) => this.#raise(what),
      cancel: (process) => this.#cancel(asProc(process)),
      kill: (process) => this.die(asProc(process)),
      killHost: (host) => this.#killHost(this.#hosts[this.#machines[host] ?? -1]),
      link: () => this.#newHost(new Cores(1), 1) as unknown as Link,
      now: () => this.now,
      attempts: (task) => this.ledger.attempts(task),
    };
  }

  /** Runs to the end and gives the trace. */
  run(): Trace {
    const { kills = [], giveUpMs, tasks } = this.#scenario;
    const numbers = new Map(kills.length > 0 ? tasks.map(({ id }, task) => [id, task]) : []);
    for (const [k, { atMs, workerOf, hostOf }] of kills.entries()) {
      this.#events.push(atMs, FIRST_KILL - k, 0);
      const task = numbers.get(workerOf ?? hostOf) ?? -1;
      this.#killed.push(task);
      if (task >= 0) this.#began.set(task, NOBODY);
    }
    this.#main = this.start(this.#engine.main, [], undefined, -1, -1);
    this.wake(this.#main);
    if (giveUpMs !== undefined) {
      // A caller on asyncio's loop is told by one of the loop's own timers, any other at that moment.
      if (this.#engine.caller === 'loop' && this.#loop instanceof AsyncioLoop)
        this.#loop.callAt(giveUpMs, () => this.#giveUp());
      else this.#events.push(giveUpMs, GIVE_UP, 0);
    }
    for (;;) {
      this.#settle();
      this.#scheduleCores(this.#home, CORES);
      if (this.#touched.length > 0) this.#scheduleTouched();
      this.#scheduleLoop();
      if (this.meter.spent) return this.#cutOff();
      if (this.#events.length === 0) break;
      this.meter.step();
      this.now = this.#events.pop();
      const { what, stamp } = this.#events;
      if (what === GIVE_UP && !this.#main.ending && this.#nothingUnderWay()) this.trace.facts.hung = true;
      this.#happen(what, stamp);
    }
    if (!this.#main.ending) this.trace.facts.hung = true;
    return this.#finish();
  }

  // ——— GilHost ———

  setTimer(process: Proc, atMs: number, meaning: number): void {
    process.timer = meaning;
    this.#events.push(atMs, process.id, ++process.stamp);
  }

  setInterval(process: Proc, atMs: number): void {
    this.#intervals.begin(process, atMs);
  }

  // ——— IntervalHost ———

  reach(nowMs: number): void {
    this.now = nowMs;
    this.meter.step();
  }

  intervalPassed(process: Proc): boolean {
    return this.#gil.intervalPassed(process);
  }

  // ——— GilHost ———

  entered(process: Proc): void {
    this.#entered.push(process);
  }

  gilTurn(process: Proc, fromMs: number, toMs: number): void {
    if (toMs > fromMs) this.trace.addTurn(GIL_TURN, process.current, process.lane, fromMs, toMs);
  }

  draw(below: number): number {
    if (!this.#rules.drawnHandOver) return 0;
    return Math.floor((this.#random() / 2 ** 32) * below);
  }

  // ——— What happens next ———

  /** Lets everybody go on who can at this moment. */
  #settle(): void {
    while (!this.meter.spent) {
      this.meter.step();
      if (this.#entered.length > 0) {
        const process = this.#entered.shift()!;
        if (this.#gil.holder === process) this.#carryOn(process);
      } else if (this.#runnable.length > 0) {
        const process = this.#runnable.shift()!;
        if (!process.pending) continue;
        if (process.holds === 'core') this.#carryOn(process);
        else if (this.#gil.take(process)) this.#carryOn(process);
      } else if (!this.#loopHolder) {
        const process = this.#loop.next(this.now);
        if (!process) return;
        if (!process.pending) continue;
        this.#loopHolder = process;
        this.#carryOn(process);
      } else return;
    }
  }

  #scheduleCores(host: Host<Proc>, what: number): void {
    const at = host.cores.nextEnd;
    if (at === host.at) return;
    host.at = at;
    host.stamp++;
    if (at < Number.POSITIVE_INFINITY) this.#events.push(at, what, host.stamp);
  }

  #scheduleTouched(): void {
    for (const host of this.#touched) {
      host.touched = false;
      this.#scheduleCores(host, FIRST_HOST - host.id);
    }
    this.#touched.length = 0;
  }

  #scheduleLoop(): void {
    if (this.#loopHolder) return;
    const at = this.#loop.wakeAt(this.now);
    if (at === this.#loopAt) return;
    this.#loopAt = at;
    this.#loopStamp++;
    if (at < Number.POSITIVE_INFINITY) this.#events.push(at, LOOP, this.#loopStamp);
  }
  #loopAt = Number.POSITIVE_INFINITY;

  #happen(what: number, stamp: number): void {
    if (what >= 0) {
      const process = this.#processes[what]!;
      if (process.stamp !== stamp) return;
      if (process.timer === WAKE) {
        if (process.holds === 'loop') this.wake(process);
        else this.#goOnAtOnce(process);
      } else {
        this.#gil.burnt(process);
        this.#carryOn(process);
      }
    } else if (what === CORES) this.#done(this.#home, stamp);
    else if (what === LOOP) {
      if (stamp === this.#loopStamp) this.#loopAt = Number.NaN;
    } else if (what === INTERVAL) this.#intervals.pass();
    else if (what === GIVE_UP) this.#giveUp();
    else if (what <= FIRST_HOST) this.#done(this.#hosts[FIRST_HOST - what]!, stamp);
    else if (what <= FIRST_TIMER) this.#arrive(FIRST_TIMER - what, stamp);
    else if (what <= FIRST_QUEUE) {
      const queue = this.#queues[FIRST_QUEUE - what]!;
      queue.arrived(queue.onItsWay.shift());
    } else this.#kill(FIRST_KILL - what);
  }

  /** Those on this machine or link who are done go on. */
  #done(host: Host<Proc>, stamp: number): void {
    if (stamp !== host.stamp) return;
    host.at = Number.NaN;
    for (let done = host.cores.done(this.now); done; done = host.cores.done(this.now)) this.#carryOn(done);
    this.#touch(host);
  }

  #touch(host: Host<Proc>): void {
    if (host.touched || host === this.#home) return;
    host.touched = true;
    this.#touched.push(host);
  }

  #arrive(timer: number, stamp: number): void {
    const later = this.#timers[timer];
    if (later?.stamp !== stamp) return;
    this.#timers[timer] = undefined;
    this.#freeTimers.push(timer);
    later.queue.arrived(later.item);
  }

  /** The process can go on, once it has what its code needs to run. */
  wake(process: Proc): void {
    const waited = process.waitingOn !== undefined;
    process.waitingOn = undefined;
    process.pending = true;
    process.readyAt = this.now;
    if (process.holds === 'loop') this.#loop.post(process, waited);
    else this.#runnable.push(process);
  }

  /** Nobody else can go on just now: it need not stand in line, but for the GIL. */
  #goOnAtOnce(process: Proc): void {
    process.waitingOn = undefined;
    process.readyAt = this.now;
    if (process.holds === 'core' || this.#gil.take(process)) this.#carryOn(process);
    else process.pending = true;
  }

  wakeIn(process: Proc, ms: number): void {
    this.setTimer(process, this.now + ms, WAKE);
  }

  /** It blocks or has ended: it holds the loop or the GIL no longer. */
  leave(process: Proc): void {
    if (process.holds === 'core') return;
    if (this.#loopHolder === process) this.#loopHolder = undefined;
    else if (this.#gil.holder === process) this.#gil.drop();
  }

  send(queue: VirtualQueue, item: unknown): void {
    queue.onItsWay.push(item);
    this.#events.push(this.now + queue.latencyMs, FIRST_QUEUE - queue.id, 0);
  }

  sendLater(queue: VirtualQueue, item: unknown, ms: number): Timer {
    const timer = this.#freeTimers.pop() ?? this.#timers.length;
    const stamp = ++this.#timersSet;
    this.#timers[timer] = { queue, item, stamp };
    this.#events.push(this.now + ms, FIRST_TIMER - timer, stamp);
    return {
      callOff: () => {
        if (this.#timers[timer]?.stamp !== stamp) return false;
        this.#timers[timer] = undefined;
        this.#freeTimers.push(timer);
        return true;
      },
    };
  }
  #timersSet = 0;

  enter(entrant: Entrant, task: TaskNumber, permits: VirtualPermits, waited: boolean, givenBy: number): void {
    const process = this.start(entrant.program, [task, permits, ...entrant.args], entrant.place, task, task);
    process.givenBy = givenBy;
    if (waited) process.waitingOn = permits;
    this.wake(process);
  }

  get lastOfRunning(): number {
    return this.#running.last;
  }

  /** Goes on at its phase, holding what its code needs. */
  #carryOn(process: Proc): void {
    process.pending = false;
    if (this.#tellsQueues && process.holds === 'loop') this.tasks.tellQueues(process);
    if (process.throwing && process.phase !== STEP) {
      this.#thrown(process);
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
        // It computed outside a task.
        process.phase = STEP;
        this.step(process);
        return;
      case MOVED:
        process.phase = STEP;
        process.link = undefined;
        this.step(process);
    }
  }

  // ——— Processes ———

  start(program: Program, args: readonly unknown[], place: Proc['place'], lane: number, task: TaskNumber): Proc {
    const holds = place?.cpu ?? this.#engine.caller;
    const id = this.#processes.length;
    const process = new Proc(this.#times, id, place, holds, lane, task);
    if (program.oneAttempt && args[0] === task) process.results = args[1] as Queue;
    else process.steps = program(this.#env, ...args);
    process.host = this.#home;
    this.#processes.push(process);
    const before = place && this.#left.size > 0 ? this.#left.get(lane) : undefined;
    if (before) {
      process.last = before.last;
      process.lastEnd = before.lastEnd;
    }
    return process;
  }

  placeOn(process: Proc, host: number): void {
    process.host = this.#hosts[(this.#machines[host] ??= this.#newMachine(host).id)]!;
    if (process.place) (this.trace.hostOfLane ??= [])[process.lane] = host;
  }

  moveOn(process: Proc, link: Host<Proc>, ms: number): void {
    process.link = link;
    link.cores.add(process, this.now, ms);
    this.#touch(link);
  }

  touch(process: Proc): void {
    this.#touch(process.host);
  }

  #newMachine(number: number): Host<Proc> {
    const { cores, speed, speedByBusyCores, nodes } = this.trace.machine;
    const node = nodes?.[number];
    return this.#newHost(new Cores(node?.cores ?? cores, speedByBusyCores), node?.speed ?? speed ?? 1);
  }

  #newHost(cores: Cores<Proc>, speed: number): Host<Proc> {
    const host = new Host(this.#hosts.length, cores, speed);
    this.#hosts.push(host);
    return host;
  }

  /** Runs the generator until it blocks. */
  step(process: Proc): void {
    if (process.throwing) this.#requests.giveUp(process);
    this.#running = process;
    if (process.results) {
      this.#attempt(process, process.results);
      return;
    }
    for (;;) {
      const { value, throwing } = process;
      process.value = undefined;
      process.throwing = undefined;
      if (throwing && process === this.#main && !this.trace.facts.hung) this.#raise(['TimeoutError']);
      let result: IteratorResult<Request, void>;
      try {
        result = throwing ? process.steps!.throw(throwing) : process.steps!.next(value);
      } catch (error) {
        this.#endProcess(process, error);
        return;
      }
      if (result.done) {
        this.#endProcess(process, undefined);
        return;
      }
      this.meter.step();
      // A process that is left in mid-turn never goes on: the prediction is cut off.
      if (!this.#requests.answer(process, result.value) || this.meter.spent) return;
    }
  }

  /** A program of one attempt, as far as it goes: its first turn asks for the task, its second has `ok`. */
  #attempt(process: Proc, results: Queue): void {
    const { value, throwing, task } = process;
    if (throwing === undefined) {
      if (value === undefined && !this.tasks.perform(process, task, Number.POSITIVE_INFINITY)) return;
      results.put(asResult(task, process.ok === true));
    }
    this.#endProcess(process, throwing);
  }

  began(process: Proc): void {
    if (this.#began.size > 0 && this.#began.get(process.current) === NOBODY) this.#began.set(process.current, process);
  }

  #raise(what: readonly (TaskNumber | string)[]): void {
    const { facts } = this.trace;
    if (facts.raised) return;
    facts.raised = what.map((w) => (typeof w === 'number' ? this.#scenario.tasks[w]!.id : w));
    facts.raisedMs = this.now;
  }

  #caught(task: TaskNumber, error: string, type: string): void {
    const caught = (this.trace.facts.caught ??= {}) as Record<string, { ms: number; error: string; type: string }>;
    caught[this.#scenario.tasks[task]!.id] ??= { ms: this.now, error, type };
  }

  // ——— Ends ———

  #endProcess(process: Proc, error: unknown): void {
    if (process.span >= 0) this.tasks.breakOff(process, CANCELLED);
    process.ending = error === undefined ? RETURNED : { ...RETURNED, error };
    this.#forget(process);
    this.leave(process);
    this.#tellJoiners(process);
    if (process === this.#main && error !== undefined && !(error instanceof Cancelled)) throw error;
  }

  /** It is over: nothing of it is kept but what others still have. */
  #forget(process: Proc): void {
    process.steps = undefined;
    this.#processes[process.id] = NOBODY;
  }

  #tellJoiners(process: Proc): void {
    for (const joiner of process.joiners ?? []) {
      joiner.value = process.ending;
      this.wake(joiner);
    }
    process.joiners = undefined;
  }

  /** Its worker is gone, and with it what it was doing. */
  die(process: Proc): void {
    if (process.ending) return;
    if (process.span >= 0) this.tasks.breakOff(process, KILLED);
    else if (process.current >= 0 && process.phase === BEGIN) this.ledger.mark(process.current, process.askedAt);
    const { chunk } = process;
    if (chunk) this.ledger.setFree(chunk.tasks.slice(chunk.oks.length + 1), process);
    this.#left.set(process.lane, process);
    this.#unhook(process);
    this.leave(process);
    process.ending = {
      died: true,
      task: process.current >= 0 ? process.current : undefined,
      error: undefined,
      chunk: chunk?.tasks,
      oks: chunk?.oks,
    };
    this.#forget(process);
    this.#tellJoiners(process);
  }

  /** It waits for nothing any more. */
  #unhook(process: Proc): void {
    process.stamp++;
    process.pending = false;
    process.waitingOn?.forget(process);
    process.waitingOn = undefined;
    if (process.holds === 'loop') this.#loop.forget(process);
    process.host.cores.remove(process, this.now);
    this.#touch(process.host);
    if (process.link) {
      process.link.cores.remove(process, this.now);
      this.#touch(process.link);
    }
    if (process.holds === 'gil') this.#gil.forget(process);
  }

  #cancel(process: Proc): void {
    if (process.ending || process.throwing) return;
    process.throwing = new Cancelled('cancelled');
    if (process.pending || (process.holds === 'loop' && this.#loop.isWoken(process))) return;
    this.#unhook(process);
    this.wake(process);
  }

  /** Cancelled while it did a task, or was about to. */
  #thrown(process: Proc): void {
    if (process.span >= 0) {
      this.tasks.breakOff(process, CANCELLED);
      this.ledger.mark(process.current, this.now);
    }
    process.current = -1;
    process.chunk = undefined;
    process.phase = STEP;
    this.step(process);
  }

  #kill(k: number): void {
    const process = this.#began.get(this.#killed[k]!);
    if (!process || process === NOBODY || !process.place!.mortal) return;
    if (this.#scenario.kills![k]!.hostOf === undefined) this.die(process);
    else this.#killHost(process.host);
  }

  #killHost(host: Host<Proc> | undefined): void {
    if (!host || host.gone) return;
    host.gone = true;
    for (const process of this.#processes) if (process.place && process.host === host) this.die(process);
  }

  #giveUp(): void {
    const main = this.#main;
    if (main.ending) return;
    this.callerGaveUp = true;
    if (this.#requests.isPatient(main)) this.#cancel(main);
  }

  /** Nobody works, sleeps or travels: only those are left who wait for each other. */
  #nothingUnderWay(): boolean {
    return !this.#events.some((what, stamp) => {
      if (what >= 0) return this.#processes[what]!.stamp === stamp;
      return what === CORES
        ? stamp === this.#home.stamp
        : what === LOOP
          ? stamp === this.#loopStamp
          : what <= FIRST_HOST
            ? stamp === this.#hosts[FIRST_HOST - what]!.stamp
            : what <= FIRST_TIMER
              ? stamp === this.#timers[FIRST_TIMER - what]?.stamp
              : what <= FIRST_QUEUE;
    });
  }

  /** The budget is used up: attempts under way stay `running`, up to this moment. */
  #cutOff(): Trace {
    const { facts, spans } = this.trace;
    facts.cutOffMs = this.now;
    for (const process of this.#processes) if (process.span >= 0) this.tasks.leaveRunning(process);
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

/** An item on its way. */
interface Later {
  readonly queue: VirtualQueue;
  readonly item: unknown;
  readonly stamp: number;
}

/** The last time of a run: a task ended, or its result or an exception reached the caller. */
function lastOf({ spans, facts }: Trace): number {
  let last = facts.raisedMs ?? 0;
  for (let row = 0; row < spans.length; row++) last = Math.max(last, spans.at.end[row]!, spans.at.yielded[row]! || 0);
  return last;
}

/** Of the draws made from a scenario's seed, the one for which GIL waiter is next. */
const GIL_STREAM = 3;

/** No event means it: their stamps begin at 0. */
const NOBODY = new Proc(new ProcTimes(0), -1, undefined, 'core', -1, -1);
NOBODY.stamp = -1;

const RETURNED: Ending = { died: false, task: undefined, error: undefined, chunk: undefined, oks: undefined };
