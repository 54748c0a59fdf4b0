/**
 * The virtual kernel: runs an engine's generators in virtual time and writes the trace. It knows cores, the GIL and the
 * event loop, and nothing of any engine. Times are milliseconds. Ties go by the order of requests.
 */
import type { Engine } from '../../engines/engine.ts';
import { Feed, feedColumns } from '../../engines/feed.ts';
import { settle } from '../../engines/knobs.ts';
import { Cancelled, type Env, type Permits, type Program, type Queue, type Request, type TaskNumber } from '../../engines/vocabulary.ts';
import type { Machine } from '../../scenario/machine.ts';
import { failsAt, type Scenario } from '../../scenario/scenario.ts';
import { type Draw, sfc32 } from '../../scenario/sfc32.ts';
import { causeNumber, outcomeNumber, type Queued, Trace, type WaitCause } from '../../trace/trace.ts';
import { Cores } from './cores.ts';
import { Events } from './events.ts';
import { Fifo } from './fifo.ts';
import { Gil, type GilHost } from './gil.ts';
import { AsyncioLoop, type Loop, PageLoop } from './loops.ts';
import { asHandle, asProc, BEGIN, BURN_ON, BURNT, GIL_BURN, GIL_INTERVAL, Proc, SLEPT, STEP, WAKE } from './process.ts';
import { VirtualPermits, VirtualQueue } from './queues.ts';
import { ALL_RULES, type Rules } from './rules.ts';

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const CANCELLED = outcomeNumber('cancelled');
const KILLED = outcomeNumber('killed');
const CAUSE = { gil: causeNumber('gil'), loop: causeNumber('loop'), core: causeNumber('core'), message: causeNumber('message'), dependency: causeNumber('dependency'), startUp: causeNumber('start-up') };
const TURN = { gil: 0, loop: 1 };
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

  // By task.
  readonly #submit: Float64Array;
  readonly #since: Float64Array;
  readonly #attempts: Uint16Array;
  /** Row of the first ended span not delivered yet, -1 if none; further attempts hang on in `#later`. */
  readonly #undelivered: Int32Array;
  readonly #later = new Map<TaskNumber, number[]>();
  /** Waits said by `waited` before the task had a process: cause, from, to, over and over. */
  readonly #said = new Map<TaskNumber, number[]>();
  /** Who began a task that a kill names. */
  readonly #began = new Map<TaskNumber, Proc>();

  constructor(engine: Engine, scenario: Scenario, machine: Machine, rules: Rules = ALL_RULES) {
    const settings = settle(engine.knobs, scenario, machine);
    const n = scenario.tasks.length;
    this.#engine = engine;
    this.#rules = rules;
    this.#scenario = scenario;
    this.trace = new Trace('predicted', engine.id, machine, scenario);
    this.#speed = machine.speed ?? 1;
    this.#messageMs = (engine.inside?.(settings) ?? false) ? 0 : (machine.messageRoundTripMs ?? 0) / 2;
    this.#random = sfc32(scenario.seed ?? 0, 0, GIL_STREAM);
    this.#cores = new Cores(machine.cores);
    this.#gil = new Gil(this, rules.gilSwitches ? settings.switchIntervalMs : Number.POSITIVE_INFINITY);
    this.#loop = engine.loop === 'asyncio' ? new AsyncioLoop(this.#processes) : new PageLoop();
    this.#submit = new Float64Array(n).fill(Number.NaN);
    this.#since = new Float64Array(n);
    this.#attempts = new Uint16Array(n);
    this.#undelivered = new Int32Array(n).fill(-1);
    this.#env = {
      ...settings,
      scenario,
      machine,
      taskCount: n,
      feed: new Feed(feedColumns(scenario)),
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
        else if (process.holds === 'loop') this.#loop.post(process);
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
    this.#runnable.push(process);
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
    const late = this.now > process.readyAt && process.holds !== 'core' && process.phase !== BURNT;
    if (process.throwing && process.phase !== STEP) return this.#thrown(process);
    switch (process.phase) {
      case STEP:
        if (late) this.#lateTurn(process);
        return this.#step(process);
      case BEGIN:
        if (this.#begin(process)) this.#ended(process);
        return;
      case SLEPT:
        this.trace.segments.at.end[process.segmentRow] = this.now;
        if (this.now > process.due) this.#spanWait(process, process.due);
        process.segment++;
        break;
      case BURN_ON:
        this.#spanWait(process, process.readyAt);
        process.phase = BURNT;
        return this.#gil.burn(process);
      case BURNT:
        if (process.current < 0) {
          // It computed outside a task.
          process.phase = STEP;
          return this.#step(process);
        }
        this.#burnt(process);
        process.segment++;
        break;
    }
    if (this.#segments(process)) this.#ended(process);
  }

  // ——— Requests ———

  /** Runs the generator until it blocks. */
  #step(process: Proc): void {
    let { value } = process;
    process.value = undefined;
    // A permit that came too late goes to the next.
    if (process.throwing && value instanceof VirtualPermits) this.#release(value as unknown as VirtualPermits);
    for (;;) {
      let result: IteratorResult<Request, void>;
      try {
        if (process.throwing) {
          const { throwing } = process;
          process.throwing = undefined;
          result = process.steps.throw(throwing);
        } else result = process.steps.next(value);
      } catch (error) {
        this.#endProcess(process, error);
        return;
      }
      if (result.done) {
        this.#endProcess(process, undefined);
        return;
      }
      const request = result.value;
      value = undefined;
      switch (request.op) {
        case 'get': {
          const queue = request.queue as unknown as VirtualQueue;
          if (queue.length > 0) value = queue.shift();
          else if (!queue.closed) return this.#block(process, queue, 0);
          break;
        }
        case 'getSome': {
          const queue = request.queue as unknown as VirtualQueue;
          if (queue.length > 0) value = queue.take(request.max);
          else if (!queue.closed) return this.#block(process, queue, request.max);
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
          if (!this.#perform(process, request.task, undefined)) return;
          value = process.ok;
          break;
        case 'performAll':
          process.untilFailure = request.untilFailure;
          process.oks = [];
          if (!this.#perform(process, request.tasks[0]!, request.tasks)) return;
          value = process.oks;
          process.chunk = undefined;
          break;
        case 'acquire': {
          const permits = request.permits as unknown as VirtualPermits;
          if (permits.free > 0 && permits.waiting === 0) permits.free--;
          else {
            permits.wait(process);
            process.waitingOn = permits;
            return this.#leave(process);
          }
          break;
        }
        case 'tryAcquire': {
          const permits = request.permits as unknown as VirtualPermits;
          value = permits.free > 0;
          if (value) permits.free--;
          break;
        }
        case 'release':
          this.#release(request.permits as unknown as VirtualPermits);
          break;
        case 'spawn': {
          const lane = request.lane ?? (request.place ? this.#lanes++ : -1);
          const child = this.#start(request.program, request.args, request.place, lane, request.task ?? -1);
          if (process.bootTo === this.now) {
            child.bootFrom = process.bootFrom;
            child.bootTo = this.now;
          }
          this.#wake(child);
          value = asHandle(child);
          break;
        }
        case 'join': {
          const other = asProc(request.process);
          if (other.ending) value = other.ending;
          else {
            (other.joiners ??= []).push(process);
            process.waitingOn = { forget: (who) => other.joiners!.splice(other.joiners!.indexOf(who), 1) };
            return this.#leave(process);
          }
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
          return this.#leave(process);
        case 'compute':
          if (request.ms <= 0) break;
          if (request.why === 'start-up') this.#boots(process, this.now + request.ms);
          return this.#burn(process, request.ms / this.#speed);
        case 'submit':
          this.#submit[request.task] = this.now;
          this.#since[request.task] = this.now;
          break;
        case 'waited':
          this.#say(request.task, causeNumber(request.cause), this.now);
          break;
        case 'deliver':
          this.#deliver(request.task);
          break;
        case 'raise':
          this.#raise(request.what.map((w) => (typeof w === 'number' ? this.#scenario.tasks[w]!.id : w)));
          break;
      }
    }
  }

  #start(program: Program, args: readonly unknown[], place: Proc['place'], lane: number, task: TaskNumber): Proc {
    const holds = place?.cpu ?? this.#engine.caller;
    const process = new Proc(this.#processes.length, program(this.#env, ...args), place, holds, lane, task);
    this.#processes.push(process);
    return process;
  }

  #block(process: Proc, queue: VirtualQueue, max: number): void {
    queue.wait(process, max);
    process.waitingOn = queue;
    this.#leave(process);
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

  #release(permits: VirtualPermits): void {
    const waiter = permits.giveBack();
    if (!waiter) return;
    waiter.value = permits;
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
    if (process.bootTo > this.#since[task]!) {
      const from = Math.max(this.#since[task]!, process.bootFrom);
      this.#early(process, causeNumber(process.place!.waitsFor), from);
      this.#early(process, CAUSE.startUp, Math.min(this.now, process.bootTo));
    }
    this.#early(process, causeNumber(process.place!.waitsFor), this.now);
    process.phase = BEGIN;
    if (this.#messageMs > 0 && process.place!.lane === 'worker') {
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
    const { trace, now } = this;
    const task = process.current;
    const late = process.holds === 'gil' ? CAUSE.gil : CAUSE.loop;
    if (process.holds !== 'core') this.#early(process, late, now);
    else if (this.#messageMs > 0) this.#early(process, CAUSE.message, now);
    const attempt = ++this.#attempts[task]!;
    const lane = process.place!.lane === 'task' ? task : process.lane;
    const span = trace.begin(task, lane, attempt, this.#submit[task]!, now);
    process.span = span;
    const said = this.#said.size > 0 ? this.#said.get(task) : undefined;
    if (said) {
      for (let i = 0; i < said.length; i += 3) addWait(trace, span, said[i]!, said[i + 1]!, said[i + 2]!);
      this.#said.delete(task);
    }
    const { early } = process;
    for (let i = 0; i < early.length; i += 3) addWait(trace, span, early[i]!, early[i + 1]!, early[i + 2]!);
    early.length = 0;
    if (this.#undelivered[task]! < 0) this.#undelivered[task] = span;
    else {
      const later = this.#later.get(task);
      if (later) later.push(span);
      else this.#later.set(task, [span]);
    }
    if (this.#began.size > 0 && this.#began.get(task) === NOBODY) this.#began.set(task, process);
    process.segment = 0;
    return this.#segments(process);
  }

  /** Goes through the task's segments; true once it has ended. */
  #segments(process: Proc): boolean {
    const { trace, now } = this;
    const { segments } = this.#scenario.tasks[process.current]!;
    for (; process.segment < segments.length; process.segment++) {
      const { kind, ms } = segments[process.segment]!;
      const span = process.span;
      if (kind === 'sleep') {
        process.segmentRow = trace.addSegment(span, KIND.sleep, now, Number.NaN);
        process.due = now + ms;
        process.phase = SLEPT;
        if (process.holds !== 'loop' || !this.#loop.sleep(process)) this.#wakeIn(process, ms);
        this.#leave(process);
        return false;
      }
      if (ms > 0) {
        process.segmentRow = trace.addSegment(span, KIND.cpu, now, Number.NaN);
        this.#burn(process, ms / this.#speed);
        return false;
      }
      trace.addSegment(span, KIND.cpu, now, now);
    }
    return this.#endSpan(process);
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
    trace.segments.at.end[process.segmentRow] = now;
    if (process.holds === 'gil') return;
    const waited = now - process.burnFrom - process.work;
    if (waited > NOTHING) trace.addWait(process.span, CAUSE.core, process.burnFrom, now, waited);
    if (process.holds === 'loop') trace.addTurn(TURN.loop, process.current, process.lane, process.burnFrom, now);
  }

  /** The task's last instruction; false if its process died of it. */
  #endSpan(process: Proc): boolean {
    const { spans } = this.trace;
    const task = this.#scenario.tasks[process.current]!;
    const mortal = process.place!.mortal;
    const killed = task.dies === true && mortal;
    const fails = failsAt(task, this.#attempts[process.current]!) || (task.dies === true && !mortal && !task.fails);
    spans.at.end[process.span] = this.now;
    spans.at.outcome[process.span] = killed ? KILLED : fails ? FAILED : OK;
    process.span = -1;
    process.ok = !fails;
    this.#since[process.current] = this.now;
    if (killed) this.#die(process);
    return !killed;
  }

  /** A task has ended after its process had been away: the generator hears of it. */
  #ended(process: Proc): void {
    if (!this.#chunkGoesOn(process)) return;
    process.value = process.chunk ? process.oks : process.ok;
    process.chunk = undefined;
    if (this.#messageMs > 0 && process.place!.lane === 'worker') {
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
      this.#early(process, causeNumber(process.place!.waitsFor), this.now);
      if (!this.#begin(process)) return false;
    }
    process.current = -1;
    process.phase = STEP;
    return true;
  }

  #deliver(task: TaskNumber): void {
    const span = this.#undelivered[task]!;
    if (span < 0) return;
    this.trace.spans.at.yielded[span] = this.now;
    const later = this.#later.size > 0 ? this.#later.get(task) : undefined;
    this.#undelivered[task] = later?.shift() ?? -1;
  }

  #raise(raised: string[]): void {
    if (this.trace.facts.raised) return;
    this.trace.facts.raised = raised;
    this.trace.facts.raisedMs = this.now;
  }

  // ——— Waits, by task ———

  /** Up to `until` the task waited for this, in the process that is to do it. */
  #early(process: Proc, cause: number, until: number): void {
    const task = process.current;
    const since = this.#since[task]!;
    if (until <= since) return;
    process.early.push(cause, since, until);
    this.#since[task] = until;
  }

  #say(task: TaskNumber, cause: number, until: number): void {
    const since = this.#since[task]!;
    if (until <= since) return;
    const said = this.#said.get(task);
    if (said) said.push(cause, since, until);
    else this.#said.set(task, [cause, since, until]);
    this.#since[task] = until;
  }

  /** A process that is there for one task got its turn on the loop or under the GIL late. */
  #lateTurn(process: Proc): void {
    if (!process.place || process.current >= 0) return;
    // A worker that was woken with a task is there for that one now.
    const task = process.task < 0 && typeof process.value === 'number' ? process.value : process.task;
    if (task < 0) return;
    this.#say(task, causeNumber(process.place.waitsFor), process.readyAt);
    this.#say(task, process.holds === 'gil' ? CAUSE.gil : CAUSE.loop, this.now);
  }

  /** Inside its span, up to now, it waited for the GIL or the loop. */
  #spanWait(process: Proc, from: number): void {
    if (this.now > from && process.holds !== 'core' && process.span >= 0)
      addWait(this.trace, process.span, process.holds === 'gil' ? CAUSE.gil : CAUSE.loop, from, this.now);
  }

  // ——— Ends ———

  #endProcess(process: Proc, error: unknown): void {
    process.ending = { died: false, task: undefined, error, chunk: undefined, oks: undefined };
    this.#leave(process);
    this.#tellJoiners(process);
    if (process === this.#main && error !== undefined && !(error instanceof Cancelled)) throw error;
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
    this.#unhook(process);
    this.#leave(process);
    process.ending = {
      died: true,
      task: process.current >= 0 ? process.current : undefined,
      error: undefined,
      chunk: process.chunk,
      oks: process.chunk ? process.oks : undefined,
    };
    this.#tellJoiners(process);
  }

  #closeSpan(process: Proc, outcome: number): void {
    const { spans, segments } = this.trace;
    if (process.segmentRow >= 0 && Number.isNaN(segments.at.end[process.segmentRow]!))
      segments.at.end[process.segmentRow] = this.now;
    spans.at.end[process.span] = this.now;
    spans.at.outcome[process.span] = outcome;
    process.span = -1;
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
      this.#since[process.current] = this.now;
    }
    process.current = -1;
    process.chunk = undefined;
    process.early.length = 0;
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
      return what === CORES ? stamp === this.#coresStamp : what === LOOP ? stamp === this.#loopStamp : what <= FIRST_QUEUE;
    });
  }

  #finish(): Trace {
    const { trace } = this;
    const { at, length } = trace.spans;
    let last = trace.facts.raisedMs ?? 0;
    for (let row = 0; row < length; row++) {
      if (at.end[row]! > last) last = at.end[row]!;
      if (at.yielded[row]! > last) last = at.yielded[row]!;
    }
    trace.totalMs = last;
    if (length < this.#attempts.length) trace.queued = this.#neverBegan();
    return trace;
  }

  #neverBegan(): Queued[] {
    const never: Queued[] = [];
    const place = this.#engine.place.waitsFor;
    for (const [task, spec] of this.#scenario.tasks.entries()) {
      if (this.#attempts[task] !== 0 || Number.isNaN(this.#submit[task]!)) continue;
      const cause: WaitCause = spec.after?.length ? 'dependency' : place;
      never.push({ task, attempt: 1, submit: this.#submit[task]!, cause, since: this.#since[task]! });
    }
    return never;
  }
}

/** Of the draws made from a scenario's seed, the one for which GIL waiter is next. */
const GIL_STREAM = 3;

const NOBODY = new Proc(-1, nothing(), undefined, 'core', -1, -1);
function* nothing(): Generator<Request, void, undefined> {}

/** Adds a wait, joined to the one before if it goes on with the same cause. */
function addWait(trace: Trace, span: number, cause: number, start: number, end: number): void {
  const last = trace.spans.at.lastWait[span]!;
  const { at } = trace.waits;
  if (last >= 0 && at.cause[last] === cause && at.end[last] === start && at.ms[last] === start - at.start[last]!) {
    at.end[last] = end;
    at.ms[last] = end - at.start[last]!;
  } else trace.addWait(span, cause, start, end, end - start);
}
