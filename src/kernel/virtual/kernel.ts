/**
 * The virtual kernel: runs an engine's generators in virtual time and writes the trace. It goes from event to event and lets each
 * process go on that can; it knows cores, the GIL and the event loop, and nothing of any engine. Times are milliseconds. Events at
 * the same time happen in the order in which they were asked for.
 */
import type { Engine } from '../../engines/engine.ts';
import { Feed, feedColumns } from '../../engines/feed.ts';
import { settle } from '../../engines/knobs.ts';
import type { Entrant, Env, Program, Queue, Request, TaskNumber, Timer } from '../../engines/vocabulary.ts';
import { FURTHEST_MS } from '../../scenario/bounds.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { sfc32 } from '../../scenario/sfc32.ts';
import { Trace } from '../../trace/trace.ts';
import { type Budget, Meter, UNBOUNDED } from './budget.ts';
import { type EndingHost, Endings } from './endings.ts';
import { type EnvHost, envOf } from './env.ts';
import { Events } from './events.ts';
import { cutOff, finish } from './finish.ts';
import type { GilTurns, GilTurnsHost } from './gil-turns.ts';
import { Happenings, type HappeningsHost, INTERVAL } from './happenings.ts';
import { type Host, Hosts } from './hosts.ts';
import type { Intervals } from './intervals.ts';
import { parts, partsThere } from './late-parts.ts';
import { Ledger } from './ledger.ts';
import type { LocksOf } from './locks.ts';
import { type Loop, PageLoop } from './loops.ts';
import { planOf } from './plan.ts';
import { type Proc, WAKE, type Waitable } from './process.ts';
import { Processes } from './processes.ts';
import { Progress } from './progress.ts';
import type { VirtualPermits, VirtualQueue } from './queues.ts';
import { type RequestHost, Requests } from './requests.ts';
import { ALL_RULES, type Rules } from './rules.ts';
import { type TaskHost, Tasks } from './tasks.ts';
import { Turns } from './turns.ts';

/** Of the draws made from a scenario's seed, the one for which GIL waiter is next. */
const GIL_STREAM = 3;

export class VirtualKernel implements GilTurnsHost, HappeningsHost, TaskHost, RequestHost, EndingHost, EnvHost {
  now = 0;
  readonly trace: Trace;
  readonly ledger: Ledger;
  readonly events = new Events();
  readonly processes: Processes;
  readonly tasks: Tasks;
  readonly requests: Requests;
  readonly endings: Endings;
  readonly hosts: Hosts<Proc>;
  readonly meter: Meter;
  readonly bare: boolean;
  readonly #engine: Engine;
  readonly #scenario: Scenario;
  readonly #env: Env;
  /** Only Python has one. */
  readonly #gil: GilTurns | undefined;
  readonly #loop: Loop;
  readonly #turns: Turns;
  readonly #happenings: Happenings;
  readonly #progress: Progress;

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
    this.#scenario = scenario;
    this.trace = new Trace('predicted', engine.id, machine, scenario);
    this.trace.reserve(n);
    this.trace.knowsCauses = true;
    this.meter = new Meter(budget, this.trace);
    const plan = planOf(scenario);
    this.bare = plan.bare;
    // Without locks and with a GIL only the engines' own programs ask for Python's rules.
    const its = engine.loop === 'asyncio' ? machine : { ...machine, gil: true };
    const further = plan.isLocked || rules.python || its.gil === false ? parts() : undefined;
    // Only Python's own threads feel that there is no GIL.
    const python = further?.rulesOf({ machine: its, python: rules.python });
    this.hosts = new Hosts(machine, engine.ownCores?.(machine), python?.runQueues ? further!.CoreQueues : undefined);
    // Where a lane is a task, so is a process; the caller is one more.
    // Kills name processes, and attempts with segments of their own have others than the plan says.
    const mayRest = engine.loop === 'asyncio' && !plan.isVaried && !scenario.kills?.length;
    this.processes = new Processes({
      caller: engine.caller,
      expected: engine.lanes.perTask ? n + 1 : 0,
      isFree: python?.gil === false,
      firstSegment: plan.first,
      Resting: mayRest ? partsThere()?.Resting : undefined,
    });
    const wakeUpMs = engine.wakes === 'thread' ? 2 * (machine.threadStartMs ?? 0) : 0;
    const late = engine.loop === 'asyncio' ? parts() : undefined;
    this.#gil =
      late &&
      new late.GilTurns(this, {
        intervalMs: rules.gilSwitches ? settings.switchIntervalMs : Number.POSITIVE_INFINITY,
        intervalEvent: INTERVAL,
        draw: rules.drawnHandOver ? sfc32(scenario.seed ?? 0, 0, GIL_STREAM) : undefined,
      });
    const gil = this.#gil?.gil;
    // Where all that runs holds cores, no loop is asked for.
    const hasLoop = engine.caller === 'loop' || engine.lanes.cpu === 'loop';
    this.#loop =
      late && hasLoop ? new late.AsyncioLoop((id) => this.processes.of(id), wakeUpMs, n + 1) : new PageLoop();
    this.#turns = new Turns({ gil, loop: this.#loop, meter: this.meter, clock: this });
    const feed = new Feed(feedColumns(scenario, undefined, plan.plain));
    // Engines of many machines try tasks again that nobody asked them to.
    this.ledger = new Ledger(this.trace, feed.plain && !engine.manyMachines, this);
    const yields = python?.yieldsFirst ? new further!.Yields(this, python, machine) : undefined;
    const machinery = {
      plan,
      yields,
      makeLocks: further && ((of: Omit<LocksOf, 'python'>) => new further.Locks({ ...of, python: python! })),
      trace: this.trace,
      ledger: this.ledger,
      gil,
      loop: this.#loop,
      rules,
      wakeUpMs,
      messageMs: (engine.inside?.(settings) ?? false) ? 0 : (machine.messageRoundTripMs ?? 0) / 2,
    };
    this.tasks = new Tasks(this, machinery);
    this.requests = new Requests(this, yields);
    this.endings = new Endings(this, machinery);
    this.#happenings = new Happenings(this, scenario);
    this.#progress = new Progress(this, {
      tellsQueues: engine.tellsQueues ?? false,
      yields,
      running: this.processes.main,
    });
    this.#env = envOf(this, settings, feed, rules.python);
  }

  /** Runs to the end and gives the trace. */
  run(): Trace {
    const { processes, events, meter } = this;
    const { waitsFor } = this.#engine.lanes;
    const happenings = this.#happenings;
    // Only loops with timers wake by themselves.
    const hasTimers = this.#loop.callAt !== undefined;
    happenings.askForKills();
    processes.main = this.start(this.#engine.main, [], undefined, -1, -1);
    this.wake(processes.main);
    this.#askForGivingUp();
    for (;;) {
      for (let next = this.#turns.next(); next; next = this.#turns.next()) this.carryOn(next);
      happenings.askForHosts();
      if (hasTimers && !this.#turns.loopIsTaken) happenings.loopWakesAt(this.#loop.wakeAt(this.now));
      if (meter.spent) return cutOff(this, waitsFor);
      if (events.length === 0) break;
      events.pop();
      if (!(events.time <= FURTHEST_MS)) return cutOff(this, waitsFor);
      meter.step();
      this.now = events.time;
      const { what, stamp } = events;
      if (happenings.isGivingUp(what) && !processes.main.ending && happenings.nothingIsUnderWay)
        this.trace.facts.hung = true;
      happenings.happen(what, stamp);
    }
    if (!processes.main.ending) this.trace.facts.hung = true;
    return finish(this, waitsFor);
  }

  #askForGivingUp(): void {
    const { giveUpMs } = this.#scenario;
    if (giveUpMs === undefined || giveUpMs > FURTHEST_MS) return;
    // A caller on asyncio's loop is told by one of the loop's own timers, any other at that moment.
    if (this.#engine.caller === 'loop' && this.#loop.callAt) this.#loop.callAt(giveUpMs, () => this.endings.giveUp());
    else this.#happenings.giveUpAt(giveUpMs);
  }

  // ——— Turns and timers ———

  setTimer(process: Proc, atMs: number, meaning: number): void {
    process.timer = meaning;
    this.events.push(atMs, process.id, ++process.stamp);
  }

  wakeIn(process: Proc, ms: number): void {
    this.setTimer(process, this.now + ms, WAKE);
  }

  wakeAtDue(process: Proc): void {
    process.timer = WAKE;
    this.events.push(process.due, process.id, ++process.stamp);
  }

  timerFired(process: Proc): void {
    if (process.timer !== WAKE) {
      this.#gil!.tell(process);
      this.carryOn(process);
    } else if (process.holds === 'loop') this.wake(process);
    else if (this.#turns.wakeAlone(process)) this.carryOn(process);
  }

  get intervals(): Intervals<Proc> {
    return this.#gil!.intervals;
  }

  entered(process: Proc): void {
    this.#turns.entered(process);
  }

  burnUnderGil(process: Proc): void {
    this.#gil!.burn(process);
  }

  wake(process: Proc): void {
    this.#turns.wake(process);
  }

  leave(process: Proc): void {
    this.#turns.leave(process);
  }

  carryOn(process: Proc): void {
    this.#progress.carryOn(process);
  }

  step(process: Proc): void {
    this.#progress.step(process);
  }

  stepInside(process: Proc, spawner: Proc): boolean {
    this.#turns.lend(process);
    this.step(process);
    this.#progress.running = spawner;
    return this.#turns.hasBack(spawner);
  }

  answer(process: Proc, request: Request): boolean {
    return this.requests.answer(process, request);
  }

  // ——— Processes ———

  start(program: Program, args: readonly unknown[], place: Proc['place'], lane: number, task: TaskNumber): Proc {
    const process = this.processes.add(place, lane, task);
    if (program.oneAttempt && args[0] === task) process.results = args[1] as Queue;
    else process.steps = program(this.#env, ...args);
    return process;
  }

  startUnnamed({ program, place, args, lane, task }: Request & { op: 'spawn' }): boolean {
    const loop = this.#loop;
    const isFit = program.oneAttempt && place?.cpu === 'loop' && task !== undefined && lane === task;
    if (!isFit || !loop.postById) return false;
    const id = this.processes.addResting(place, task, args[1] as Queue, this.now);
    if (id >= 0) loop.postById(id);
    return id >= 0;
  }

  rest(process: Proc): void {
    this.processes.rest(process);
  }

  enter(entrant: Entrant, task: TaskNumber, permits: VirtualPermits, waited: boolean, givenBy: number): void {
    const process = this.start(entrant.program, [task, permits, ...entrant.args], entrant.place, task, task);
    process.givenBy = givenBy;
    if (waited) process.waitingOn = permits;
    this.wake(process);
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

  began(process: Proc): void {
    this.#happenings.began(process);
  }

  die(process: Proc): void {
    this.endings.die(process);
  }

  get callerGaveUp(): boolean {
    return this.endings.callerGaveUp;
  }

  get lastOfRunning(): number {
    return this.#progress.running.last;
  }

  // ——— Queues ———

  queue(latencyMs: number): VirtualQueue {
    return this.#happenings.queue(latencyMs);
  }

  call<T>(ms: number, act: (of: T) => void, of: T): void {
    this.#happenings.call(ms, act, of);
  }

  send(queue: VirtualQueue, item: unknown): void {
    this.#happenings.send(queue, item);
  }

  sendLater(queue: VirtualQueue, item: unknown, ms: number): Timer {
    return this.#happenings.sendLater(queue, item, ms);
  }
}
