/**
 * The virtual kernel: runs an engine's generators in virtual time and writes the trace. It knows cores, the GIL and the
 * event loop, and nothing of any engine. Times are milliseconds. Ties go by the order of requests.
 */
import type { Engine } from '../../engines/engine.ts';
import { Feed, feedColumns } from '../../engines/feed.ts';
import { settle } from '../../engines/knobs.ts';
import {
  Cancelled,
  type Ending,
  type Env,
  type Permits,
  type Program,
  type Queue,
  type Request,
  type TaskNumber,
} from '../../engines/vocabulary.ts';
import type { Machine } from '../../scenario/machine.ts';
import { failsAt, type Scenario } from '../../scenario/scenario.ts';
import { type Draw, sfc32 } from '../../scenario/sfc32.ts';
import { causeNumber, outcomeNumber, Trace } from '../../trace/trace.ts';
import { Cores } from './cores.ts';
import { Events } from './events.ts';
import { Fifo } from './fifo.ts';
import { Gil, type GilHost } from './gil.ts';
import { Ledger } from './ledger.ts';
import { AsyncioLoop, type Loop, PageLoop } from './loops.ts';
import {
  asHandle,
  asProc,
  BEGIN,
  BURN_ON,
  BURNT,
  GIL_BURN,
  GIL_INTERVAL,
  Proc,
  SLEPT,
  STEP,
  WAKE,
  type Waitable,
} from './process.ts';
import { VirtualPermits, VirtualQueue } from './queues.ts';
import { ALL_RULES, type Rules } from './rules.ts';

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const CANCELLED = outcomeNumber('cancelled');
const KILLED = outcomeNumber('killed');
const CAUSE = {
  gil: causeNumber('gil'),
  loop: causeNumber('loop'),
  core: causeNumber('core'),
  message: causeNumber('message'),
};
const TURN = { gil: 0, loop: 1, ready: 3, timer: 4 };
const KIND = { sleep: 0, cpu: 1 };

/** Events that belong to no process. Kill k is `FIRST_KILL - k`, an arrival in queue q `FIRST_QUEUE - q`. */
const CORES = -1;
const LOOP = -2;
const GIVE_UP = -3;
const FIRST_KILL = -4;
const FIRST_QUEUE = -1_000_000;

/** A computing stretch counts as having waited for a core from this on (ms): less is rounding. */
const NOTHING = 1e-9;

export class VirtualKernel implements GilHost {
  now = 0;
  readonly trace: Trace;
  readonly #engine: Engine;
  readonly #scenario: Scenario;
  readonly #env: Env;
  readonly #rules: Rules;
  readonly #speed: number;
  /** How late a sleeper of Python's wakes (ms): what waking a thread costs, most of which is in the start of one as well. */
  readonly #wakeUpMs: number;
  /** Half of what a message to a worker and back costs (ms). */
  readonly #messageMs: number;

  readonly #events = new Events();
  readonly #processes: Proc[] = [];
  /** Those that items reach after a while. */
  readonly #queues: VirtualQueue[] = [];
  /** Can go on, in order of request; and those that already hold what they need to. */
  readonly #runnable = new Fifo<Proc>();
  readonly #entered = new Fifo<Proc>();
  readonly #cores: Cores<Proc>;
  readonly #gil: Gil;
  readonly #loop: Loop;
  #loopHolder: Proc | undefined;
  #coresStamp = 0;
  #loopStamp = 0;
  readonly #random: Draw;
  #main!: Proc;
  #lanes = 0;

  readonly #ledger: Ledger;
  /** Who died last on a lane. */
  readonly #left = new Map<number, Proc>();
  /** Who began a task that a kill names. */
  readonly #began = new Map<TaskNumber, Proc>();

  constructor(engine: Engine, scenario: Scenario, machine: Machine, rules: Rules = ALL_RULES) {
    const settings = settle(engine.knobs, scenario, machine);
    const n = scenario.tasks.length;
    this.#engine = engine;
    this.#rules = rules;
    this.#scenario = scenario;
    this.trace = new Trace('predicted', engine.id, machine, scenario);
    this.trace.reserve(n);
    this.trace.knowsCauses = true;
    this.#speed = machine.speed ?? 1;
    this.#messageMs = (engine.inside?.(settings) ?? false) ? 0 : (machine.messageRoundTripMs ?? 0) / 2;
    this.#wakeUpMs = engine.family === 'python' ? 2 * (machine.threadStartMs ?? 0) : 0;
    this.#random = sfc32(scenario.seed ?? 0, 0, GIL_STREAM);
    this.#cores = new Cores(machine.cores);
    this.#gil = new Gil(this, rules.gilSwitches ? settings.switchIntervalMs : Number.POSITIVE_INFINITY);
    this.#loop = engine.loop === 'asyncio' ? new AsyncioLoop(this.#processes, this.#wakeUpMs) : new PageLoop();
    const feed = new Feed(feedColumns(scenario));
    this.#ledger = new Ledger(this.trace, feed.plain);
    this.#env = {
      ...settings,
      scenario,
      machine,
      taskCount: n,
      feed,
      queue: (latencyMs = 0) => {
        const queue = new VirtualQueue(latencyMs, this.#queues.length);
        if (latencyMs > 0) this.#queues.push(queue);
        return queue as unknown as Queue;
      },
      permits: (count) => new VirtualPermits(count) as unknown as Permits,
    };
  }

  /** Runs to the end and gives the trace. */
  run(): Trace {
    const { kills = [], giveUpMs, tasks } = this.#scenario;
    for (const [k, { atMs, workerOf }] of kills.entries()) {
      this.#events.push(atMs, FIRST_KILL - k, 0);
      const task = tasks.findIndex(({ id }) => id === workerOf);
      if (task >= 0) this.#began.set(task, NOBODY);
    }
    this.#main = this.#start(this.#engine.main, [], undefined, -1, -1);
    this.#wake(this.#main);
    if (giveUpMs !== undefined) this.#events.push(giveUpMs, GIVE_UP, 0);
    for (;;) {
      this.#settle();
      this.#scheduleCores();
      this.#scheduleLoop();
      if (this.#events.length === 0) break;
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

  entered(process: Proc): void {
    this.#entered.push(process);
  }

  gilTurn(process: Proc, fromMs: number, toMs: number): void {
    if (toMs > fromMs) this.trace.addTurn(TURN.gil, process.current, process.lane, fromMs, toMs);
  }

  draw(below: number): number {
    if (!this.#rules.drawnHandOver) return 0;
    return Math.floor((this.#random() / 2 ** 32) * below);
  }

  // ——— What happens next ———

  /** Lets everybody go on who can at this moment. */
  #settle(): void {
    for (;;) {
      if (this.#entered.length > 0) {
        const process = this.#entered.shift();
        if (this.#gil.holder === process) this.#carryOn(process);
      } else if (this.#runnable.length > 0) {
        const process = this.#runnable.shift();
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

  #scheduleCores(): void {
    const at = this.#cores.nextEnd;
    if (at === this.#coresAt) return;
    this.#coresAt = at;
    this.#coresStamp++;
    if (at < Number.POSITIVE_INFINITY) this.#events.push(at, CORES, this.#coresStamp);
  }
  #coresAt = Number.POSITIVE_INFINITY;

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
      if (process.timer === WAKE) this.#wake(process);
      else if (process.timer === GIL_INTERVAL) this.#gil.intervalPassed(process);
      else if (process.timer === GIL_BURN) {
        this.#gil.burnt(process);
        this.#carryOn(process);
      }
    } else if (what === CORES) {
      if (stamp !== this.#coresStamp) return;
      this.#coresAt = Number.NaN;
      for (let done = this.#cores.done(this.now); done; done = this.#cores.done(this.now)) this.#carryOn(done);
    } else if (what === LOOP) {
      if (stamp === this.#loopStamp) this.#loopAt = Number.NaN;
    } else if (what === GIVE_UP) this.#giveUp();
    else if (what <= FIRST_QUEUE) {
      const queue = this.#queues[FIRST_QUEUE - what]!;
      this.#arrived(queue, queue.onItsWay.shift());
    } else this.#kill(FIRST_KILL - what);
  }

  /** The process can go on, once it has what its code needs to run. */
  #wake(process: Proc): void {
    process.waitingOn = undefined;
    process.pending = true;
    process.readyAt = this.now;
    if (process.holds === 'loop') this.#loop.post(process);
    else this.#runnable.push(process);
  }

  /** It blocks or has ended: it holds the loop or the GIL no longer. */
  #leave(process: Proc): void {
    if (process.holds === 'core') return;
    if (this.#loopHolder === process) this.#loopHolder = undefined;
    else if (this.#gil.holder === process) this.#gil.drop();
  }

  /** Goes on at its phase, holding what its code needs. */
  #carryOn(process: Proc): void {
    process.pending = false;
    if (this.#engine.tellsQueues && process.holds === 'loop') this.#tellQueues(process);
    const late = this.now > process.readyAt && process.holds !== 'core' && process.phase !== BURNT;
    if (process.throwing && process.phase !== STEP) {
      this.#thrown(process);
      return;
    }
    switch (process.phase) {
      case STEP:
        if (late) this.#lateTurn(process);
        this.#step(process);
        return;
      case BEGIN:
        if (this.#begin(process)) this.#ended(process);
        return;
      case SLEPT:
        if (process.segmentRow >= 0) this.trace.segments.at.end[process.segmentRow] = this.now;
        this.#awake(process);
        process.segment++;
        break;
      case BURN_ON:
        this.#spanWait(process, process.readyAt);
        process.phase = BURNT;
        this.#gil.burn(process);
        return;
      case BURNT:
        if (process.current < 0) {
          // It computed outside a task.
          process.phase = STEP;
          this.#step(process);
          return;
        }
        this.#burnt(process);
        process.segment++;
        break;
    }
    if (this.#segments(process)) this.#ended(process);
  }

  /** How long it lay among the timers, and in the ready queue, until its turn now. */
  #tellQueues(process: Proc): void {
    const { trace, now } = this;
    const task = process.current >= 0 ? process.current : process.task;
    if (process.phase === BURNT || task < 0) return;
    const lane = process.place?.lane === 'task' ? task : process.lane;
    const from = process.sleepFrom;
    if (process.phase === SLEPT && process.readyAt > from) trace.addTurn(TURN.timer, task, lane, from, process.readyAt);
    if (now > process.readyAt) trace.addTurn(TURN.ready, task, lane, process.readyAt, now);
  }

  // ——— Requests ———

  /** Runs the generator until it blocks. */
  #step(process: Proc): void {
    // A permit that came too late goes to the next.
    if (process.throwing && process.value instanceof VirtualPermits) this.#release(process.value, process.givenBy);
    for (;;) {
      const { value, throwing } = process;
      process.value = undefined;
      process.throwing = undefined;
      let result: IteratorResult<Request, void>;
      try {
        result = throwing ? process.steps.throw(throwing) : process.steps.next(value);
      } catch (error) {
        this.#endProcess(process, error);
        return;
      }
      if (result.done) {
        this.#endProcess(process, undefined);
        return;
      }
      if (!this.#answer(process, result.value)) return;
    }
  }

  /** Does what is asked and leaves the answer in `process.value`; false if the process has to wait for it. */
  #answer(process: Proc, request: Request): boolean {
    switch (request.op) {
      case 'get': {
        const queue = request.queue as unknown as VirtualQueue;
        if (queue.length > 0) process.value = queue.shift();
        else if (!queue.closed) return this.#block(process, queue.wait(process, 0));
        break;
      }
      case 'getSome': {
        const queue = request.queue as unknown as VirtualQueue;
        if (queue.length > 0) process.value = queue.take(request.max);
        else if (!queue.closed) return this.#block(process, queue.wait(process, request.max));
        break;
      }
      case 'put':
        this.#put(request.queue as unknown as VirtualQueue, request.item);
        break;
      case 'close':
        for (const waiter of (request.queue as unknown as VirtualQueue).close()) this.#wake(waiter);
        break;
      case 'clear':
        (request.queue as unknown as VirtualQueue).clear();
        break;
      case 'perform':
        if (!this.#perform(process, request.task, undefined)) return false;
        process.value = process.ok;
        break;
      case 'performAll':
        process.untilFailure = request.untilFailure;
        process.oks = [];
        if (!this.#perform(process, request.tasks[0]!, request.tasks)) return false;
        process.value = process.oks;
        process.chunk = undefined;
        break;
      case 'acquire': {
        const permits = request.permits as unknown as VirtualPermits;
        process.givenBy = -1;
        if (permits.free === 0 || permits.waiting > 0) return this.#block(process, permits.wait(process));
        permits.free--;
        break;
      }
      case 'tryAcquire': {
        const permits = request.permits as unknown as VirtualPermits;
        process.value = permits.free > 0;
        if (process.value) permits.free--;
        break;
      }
      case 'release':
        this.#release(request.permits as unknown as VirtualPermits, process.last);
        break;
      case 'spawn': {
        const lane = request.lane ?? (request.place ? this.#lanes++ : -1);
        const child = this.#start(request.program, request.args, request.place, lane, request.task ?? -1);
        if (lane >= 0 && lane === request.lane) this.#inherit(child);
        if (process.bootTo === this.now) {
          child.bootFrom = process.bootFrom;
          child.bootTo = this.now;
        }
        this.#wake(child);
        process.value = asHandle(child);
        break;
      }
      case 'join': {
        const other = asProc(request.process);
        if (!other.ending) return this.#block(process, other.joined(process));
        process.value = other.ending;
        break;
      }
      case 'cancel':
        this.#cancel(asProc(request.process));
        break;
      case 'kill':
        this.#die(asProc(request.process));
        break;
      case 'delay':
        if (request.ms <= 0) break;
        if (request.why === 'start-up') this.#boots(process, this.now + request.ms);
        this.#wakeIn(process, request.ms);
        return this.#block(process);
      case 'compute':
        if (request.ms <= 0) break;
        if (request.why === 'start-up') this.#boots(process, this.now + request.ms);
        this.#burn(process, request.ms / this.#speed);
        return false;
      case 'submit':
        this.#ledger.submit(request.task, this.now);
        break;
      case 'waited':
        this.#ledger.say(request.task, causeNumber(request.cause), this.now);
        this.#ledger.release(request.task, request.ended);
        break;
      case 'deliver':
        this.#ledger.deliver(request.task, this.now);
        break;
      case 'raise':
        this.#raise(request.what.map((w) => (typeof w === 'number' ? this.#scenario.tasks[w]!.id : w)));
        break;
    }
    return true;
  }

  /** It waits for its own timer or for something: others may go on. */
  #block(process: Proc, on?: Waitable): false {
    process.waitingOn = on;
    this.#leave(process);
    return false;
  }

  #start(program: Program, args: readonly unknown[], place: Proc['place'], lane: number, task: TaskNumber): Proc {
    const holds = place?.cpu ?? this.#engine.caller;
    const process = new Proc(this.#processes.length, program(this.#env, ...args), place, holds, lane, task);
    this.#processes.push(process);
    return process;
  }

  #put(queue: VirtualQueue, item: unknown): void {
    if (queue.latencyMs > 0) {
      queue.onItsWay.push(item);
      this.#events.push(this.now + queue.latencyMs, FIRST_QUEUE - queue.id, 0);
    } else this.#arrived(queue, item);
  }

  #arrived(queue: VirtualQueue, item: unknown): void {
    const waiter = queue.add(item);
    if (waiter) this.#wake(waiter);
  }

  /** `by`: the span of who gives the permit up. */
  #release(permits: VirtualPermits, by: number): void {
    const waiter = permits.giveBack();
    if (!waiter) return;
    waiter.value = permits;
    waiter.givenBy = by;
    this.#wake(waiter);
  }

  #wakeIn(process: Proc, ms: number): void {
    process.timer = WAKE;
    this.#events.push(this.now + ms, process.id, ++process.stamp);
  }

  #boots(process: Proc, untilMs: number): void {
    if (process.bootTo !== this.now) process.bootFrom = this.now;
    process.bootTo = untilMs;
  }

  // ——— Tasks ———

  /** Does a task, or the first of a chunk; true if it has ended already. */
  #perform(process: Proc, task: TaskNumber, chunk: readonly TaskNumber[] | undefined): boolean {
    process.current = task;
    process.chunk = chunk;
    process.askedAt = this.now;
    process.phase = BEGIN;
    if (this.#messageMs > 0 && process.holds === 'core') {
      this.#wakeIn(process, this.#messageMs);
      this.#leave(process);
      return false;
    }
    if (process.place!.fresh) {
      this.#leave(process);
      this.#wake(process);
      return false;
    }
    return this.#begin(process) && this.#chunkGoesOn(process);
  }

  /** The attempt begins; true if it has ended already. */
  #begin(process: Proc): boolean {
    const { now } = this;
    const task = process.current;
    const cause = process.holds === 'core' ? CAUSE.message : process.holds === 'gil' ? CAUSE.gil : CAUSE.loop;
    this.#ledger.begin(process, process.place!.lane === 'task' ? task : process.lane, now, cause);
    if (this.#began.size > 0 && this.#began.get(task) === NOBODY) this.#began.set(task, process);
    process.segment = 0;
    return this.#segments(process);
  }

  /** Goes through the task's segments; true once it has ended. */
  #segments(process: Proc): boolean {
    const { trace, now } = this;
    const { segments } = this.#scenario.tasks[process.current]!;
    const only = segments.length === 1;
    for (; process.segment < segments.length; process.segment++) {
      const { kind, ms } = segments[process.segment]!;
      const span = process.span;
      if (kind === 'sleep') {
        process.segmentRow = this.#beginSegment(span, KIND.sleep, only);
        process.sleepFrom = now;
        process.due = now + ms;
        process.phase = SLEPT;
        if (process.holds !== 'loop' || !this.#loop.sleep(process))
          this.#wakeIn(process, ms > 0 ? ms + this.#wakeUpMs : 0);
        this.#leave(process);
        return false;
      }
      if (ms > 0) {
        process.segmentRow = this.#beginSegment(span, KIND.cpu, only);
        this.#burn(process, ms / this.#speed);
        return false;
      }
      if (only) trace.fillWith(span, KIND.cpu);
      else trace.addSegment(span, KIND.cpu, now, now);
    }
    return this.#endSpan(process);
  }

  /** Gives the row of the new stretch; -1 if it needs none, being the task's only one. */
  #beginSegment(span: number, kind: number, only: boolean): number {
    if (!only) return this.trace.addSegment(span, kind, this.now, Number.NaN);
    this.trace.fillWith(span, kind);
    return -1;
  }

  #burn(process: Proc, work: number): void {
    process.phase = BURNT;
    process.work = work;
    process.left = work;
    process.burnFrom = this.now;
    if (process.holds === 'gil') this.#gil.burn(process);
    else this.#cores.add(process, this.now, work);
    if (process.holds === 'loop' && !this.#rules.loopStalls) this.#leave(process);
  }

  /** A stretch of computing inside a task is over. */
  #burnt(process: Proc): void {
    const { trace, now } = this;
    if (process.segmentRow >= 0) trace.segments.at.end[process.segmentRow] = now;
    if (process.holds === 'gil') return;
    const waited = now - process.burnFrom - process.work;
    if (waited > NOTHING) trace.addWait(process.span, CAUSE.core, process.burnFrom, now, waited);
    if (process.holds === 'loop') trace.addTurn(TURN.loop, process.current, process.lane, process.burnFrom, now);
  }

  /** The task's last instruction; false if its process died of it. */
  #endSpan(process: Proc): boolean {
    const task = this.#scenario.tasks[process.current]!;
    const mortal = process.place!.mortal;
    const killed = task.dies === true && mortal;
    const fails =
      failsAt(task, this.#ledger.attempts(process.current)) || (task.dies === true && !mortal && !task.fails);
    this.#ledger.end(process, killed ? KILLED : fails ? FAILED : OK, this.now);
    process.ok = !fails;
    this.#ledger.mark(process.current, this.now);
    if (killed) this.#die(process);
    return !killed;
  }

  /** A task has ended after its process had been away: the generator hears of it. */
  #ended(process: Proc): void {
    if (!this.#chunkGoesOn(process)) return;
    process.value = process.chunk ? process.oks : process.ok;
    process.chunk = undefined;
    if (this.#messageMs > 0 && process.holds === 'core') {
      this.#wakeIn(process, this.#messageMs);
      this.#leave(process);
    } else this.#step(process);
  }

  /** After a task: true when there is nothing left of the chunk to do; else the next one has begun. */
  #chunkGoesOn(process: Proc): boolean {
    const { chunk } = process;
    while (chunk) {
      process.oks.push(process.ok);
      if (process.oks.length === chunk.length || (process.untilFailure && !process.ok)) break;
      process.current = chunk[process.oks.length]!;
      process.askedAt = this.now;
      if (!this.#begin(process)) return false;
    }
    process.current = -1;
    process.phase = STEP;
    return true;
  }

  #raise(raised: string[]): void {
    if (this.trace.facts.raised) return;
    this.trace.facts.raised = raised;
    this.trace.facts.raisedMs = this.now;
  }

  // ——— Waits, by task ———

  /** A process that is there for one task got its turn on the loop or under the GIL late. */
  #lateTurn(process: Proc): void {
    if (!process.place || process.current >= 0) return;
    // A worker that was woken with a task is there for that one now.
    const task = process.task < 0 && typeof process.value === 'number' ? process.value : process.task;
    if (task < 0) return;
    this.#ledger.say(task, causeNumber(process.place.waitsFor), process.readyAt);
    this.#ledger.say(task, process.holds === 'gil' ? CAUSE.gil : CAUSE.loop, this.now);
  }

  /** A sleep is over: late by what the system took to wake it, and by what the loop or the GIL kept it waiting. */
  #awake(process: Proc): void {
    let { due } = process;
    if (process.holds !== 'loop' && process.readyAt > due) {
      this.trace.goOnWaiting(process.span, CAUSE.core, due, process.readyAt);
      due = process.readyAt;
    }
    this.#spanWait(process, due);
  }

  /** Inside its span, up to now, it waited for the GIL or the loop. */
  #spanWait(process: Proc, from: number): void {
    if (this.now > from && process.holds !== 'core' && process.span >= 0)
      this.trace.goOnWaiting(process.span, process.holds === 'gil' ? CAUSE.gil : CAUSE.loop, from, this.now);
  }

  // ——— Ends ———

  #endProcess(process: Proc, error: unknown): void {
    process.ending = error === undefined ? RETURNED : { ...RETURNED, error };
    this.#forget(process);
    this.#leave(process);
    this.#tellJoiners(process);
    if (process === this.#main && error !== undefined && !(error instanceof Cancelled)) throw error;
  }

  /** It is over: nothing of it is kept but what others still have. */
  #forget(process: Proc): void {
    process.steps = NO_STEPS;
    this.#processes[process.id] = NOBODY;
  }

  #tellJoiners(process: Proc): void {
    for (const joiner of process.joiners ?? []) {
      joiner.value = process.ending;
      this.#wake(joiner);
    }
    process.joiners = undefined;
  }

  /** Its worker is gone, and with it what it was doing. */
  #die(process: Proc): void {
    if (process.ending) return;
    if (process.span >= 0) this.#closeSpan(process, KILLED);
    else if (process.current >= 0 && process.phase === BEGIN) this.#ledger.mark(process.current, process.askedAt);
    if (process.chunk) this.#ledger.setFree(process.chunk.slice(process.oks.length + 1), process);
    this.#left.set(process.lane, process);
    this.#unhook(process);
    this.#leave(process);
    process.ending = {
      died: true,
      task: process.current >= 0 ? process.current : undefined,
      error: undefined,
      chunk: process.chunk,
      oks: process.chunk && process.oks,
    };
    this.#forget(process);
    this.#tellJoiners(process);
  }

  /** It takes over the lane of one that died. */
  #inherit(process: Proc): void {
    const before = this.#left.get(process.lane);
    if (!before) return;
    process.last = before.last;
    process.lastEnd = before.lastEnd;
  }

  #closeSpan(process: Proc, outcome: number): void {
    const { at } = this.trace.segments;
    const row = process.segmentRow;
    if (row >= 0 && Number.isNaN(at.end[row]!)) at.end[row] = this.now;
    this.#ledger.end(process, outcome, this.now);
  }

  /** It waits for nothing any more. */
  #unhook(process: Proc): void {
    process.stamp++;
    process.pending = false;
    process.waitingOn?.forget(process);
    process.waitingOn = undefined;
    this.#cores.remove(process, this.now);
    if (process.holds === 'gil') this.#gil.forget(process);
  }

  #cancel(process: Proc): void {
    if (process.ending || process.throwing) return;
    process.throwing = new Cancelled('cancelled');
    if (process.pending) return;
    this.#unhook(process);
    this.#wake(process);
  }

  /** Cancelled while it did a task, or was about to. */
  #thrown(process: Proc): void {
    if (process.span >= 0) {
      this.#closeSpan(process, CANCELLED);
      this.#ledger.mark(process.current, this.now);
    }
    process.current = -1;
    process.chunk = undefined;
    process.phase = STEP;
    this.#step(process);
  }

  #kill(k: number): void {
    const { workerOf } = this.#scenario.kills![k]!;
    const process = this.#began.get(this.#scenario.tasks.findIndex(({ id }) => id === workerOf));
    if (process && process !== NOBODY && process.place!.mortal) this.#die(process);
  }

  #giveUp(): void {
    const main = this.#main;
    if (main.ending) return;
    if (!this.trace.facts.hung) this.#raise(['TimeoutError']);
    this.#cancel(main);
  }

  /** Nobody works, sleeps or travels: only those are left who wait for each other. */
  #nothingUnderWay(): boolean {
    return !this.#events.some((what, stamp) => {
      if (what >= 0) return this.#processes[what]!.stamp === stamp;
      return what === CORES
        ? stamp === this.#coresStamp
        : what === LOOP
          ? stamp === this.#loopStamp
          : what <= FIRST_QUEUE;
    });
  }

  #finish(): Trace {
    const { trace } = this;
    trace.trim();
    trace.totalMs = lastOf(trace);
    trace.queued = this.#ledger.neverBegan(this.#engine.place.waitsFor);
    return trace;
  }
}

/** The last time of a run: a task ended, or its result or an exception reached the caller. */
function lastOf({ spans, facts }: Trace): number {
  let last = facts.raisedMs ?? 0;
  for (let row = 0; row < spans.length; row++) last = Math.max(last, spans.at.end[row]!, spans.at.yielded[row]! || 0);
  return last;
}

/** Of the draws made from a scenario's seed, the one for which GIL waiter is next. */
const GIL_STREAM = 3;

function* nothing(): Generator<Request, void, undefined> {}
const NO_STEPS = nothing();
/** No event means it: their stamps begin at 0. */
const NOBODY = new Proc(-1, NO_STEPS, undefined, 'core', -1, -1);
NOBODY.stamp = -1;

const RETURNED: Ending = { died: false, task: undefined, error: undefined, chunk: undefined, oks: undefined };
