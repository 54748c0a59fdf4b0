/**
 * Stacks run in bursts. A burst really runs first; then its computing takes its time on the cores; and what the stack asked for at the
 * burst's end happens at the end of that time.
 */
import type { Cores } from '../../virtual/cores.ts';
import type { End, Place } from '../messages.ts';
import type { Agenda } from './agenda.ts';
import { type Counting, UNCOUNTED } from './counting.ts';
import type { MemoryShares } from './memory-shares.ts';
import type { Act, Stack } from './program-process.ts';
import { COMPUTING, type Doing, type Telling } from './telling.ts';

/** What a line of the user's takes with the clock `steps` (ms), beside the little that is counted. */
const STEP_MS = 1;

/** So long (ms of the program's own time) a stack goes on by itself at the most, before it gives up the CPU though nobody wants it; that long with the clock `steps`. */
const ALONE_MS = 5;
const ALONE_STEPS_MS = 20;

/** What bursts need of the machine. */
export interface BurstsHost {
  now: number;
  /** The stack whose Python runs. */
  current: Stack | undefined;
  readonly over: End | undefined;
  /** Time is counted in lines, and switches come between any two of them. */
  readonly inSteps: boolean;
  readonly telling: Telling;
  readonly agenda: Agenda;
  readonly cores: Cores<Stack>;
  readonly counting: Counting;
  readonly memory: MemoryShares;
  /** Those that have all they need to run. */
  readonly runnable: Stack[];
  readonly processes: { readonly livingStacks: number };
  readonly limits: { readonly virtualMs: number };
  does(stack: Stack, doing: Doing, at?: Place): void;
  draw(below: number): number;
}

export class Bursts {
  readonly #machine: BurstsHost;
  #over: (() => void) | undefined;

  constructor(machine: BurstsHost) {
    this.#machine = machine;
  }

  /** Lets a stack run until it asks for something. */
  async run(stack: Stack): Promise<void> {
    const machine = this.#machine;
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
    stack.burstFrom = stack.laneSince = stack.aloneFrom = machine.now;
    process.interpreter!.setChecks(UNCOUNTED);
    machine.memory.handTo(process);
    machine.current = stack;
    if (!stack.hasBegun) process.isEntered = true;
    await new Promise<void>((over) => {
      this.#over = over;
      go();
    });
    machine.current = undefined;
    spent(stack);
    if (!machine.over) machine.cores.add(stack, machine.now, stack.usedMs);
  }

  /** The burst under way is over: nothing more of it is waited for. */
  end(): void {
    const over = this.#over;
    this.#over = undefined;
    over?.();
  }

  /** The stack's computing has taken its time. */
  finish(stack: Stack): void {
    if (stack.ended) return;
    this.#account(stack);
    const { act } = stack;
    stack.act = undefined;
    act?.(stack);
  }

  /** A stack gives up the CPU. `act` happens when its burst has taken its time; the promise is what the stack gets when it goes on. */
  yield(act: Act, doing: Doing, at: Place | undefined): Promise<unknown> {
    const machine = this.#machine;
    const stack = machine.current!;
    machine.counting.stop();
    machine.counting.tellC(at);
    stack.act = (of) => {
      if (doing !== COMPUTING) machine.does(of, doing, at);
      act(of);
    };
    return new Promise((resolve) => {
      stack.resolve = resolve;
      this.end();
    });
  }

  /** The stack asks for this, and never goes on. */
  yieldForGood(act: Act): void {
    const { current: stack, counting, telling } = this.#machine;
    if (!stack) return;
    counting.stop();
    counting.tellC(stack.actingLane >= 0 ? telling.placeOf(stack.actingLane) : undefined);
    stack.act = act;
    this.end();
  }

  /**
   * The counter has run out. Gives nothing where the stack may simply go on, and is counted again from then on: nobody else is there who could do
   * anything before now. It gives up the CPU now and then all the same, for messages to be let in: by the program's own time, since real time must
   * not show. Whoever gives it up finds other holes in the interpreter's memory than whoever does not, and so other addresses, and sets go by those.
   * @param at the line where it is
   * @param next the line that it is about to begin, if that is known
   */
  slice(at: Place | undefined, next?: Place): Promise<unknown> | undefined {
    const machine = this.#machine;
    const { cores, counting, telling } = machine;
    const stack = machine.current!;
    const now = machine.now + counting.used(stack);
    const alone = cores.computing === 0 && machine.runnable.length === 0 && !stack.process.gil.isWanted;
    const nobody = machine.agenda.nextMs > now;
    if (stack.actingLane >= 0) telling.computesAt(stack.actingLane, at, machine.now);
    const tooLong = now - stack.aloneFrom >= (machine.inSteps ? ALONE_STEPS_MS : ALONE_MS);
    if (!machine.over && alone && nobody && !tooLong && now < machine.limits.virtualMs) {
      // The same sums as where the stack gives up the CPU.
      counting.stop();
      counting.tellC(at);
      cores.add(stack, machine.now, stack.usedMs);
      machine.now = cores.nextEnd;
      cores.done(machine.now);
      this.#account(stack);
      spent(stack);
      stack.burstFrom = stack.laneSince = machine.now;
      stack.usedMs = stack.steppedMs = 0;
      if (next) machine.does(stack, COMPUTING, next);
      return undefined;
    }
    const heard = (of: Stack) => {
      if (next) machine.does(of, COMPUTING, next);
      this.#heard(of);
    };
    return this.yield(heard, COMPUTING, at);
  }

  /** With the clock `steps`: a line is to begin, the one before is done. Who does the next is drawn among all that could. */
  step(at: Place | undefined): Promise<unknown> | undefined {
    const machine = this.#machine;
    const stack = machine.current;
    if (!stack || stack.countsFrom === 0) return undefined;
    if (stack.isInLine) stack.steppedMs += STEP_MS;
    stack.isInLine = true;
    const last = stack.actingLane >= 0 ? machine.telling.placeOf(stack.actingLane) : undefined;
    if (machine.processes.livingStacks === 1) return this.slice(last, at);
    return this.yield(
      (of) => {
        machine.does(of, COMPUTING, at);
        const { gil } = of.process;
        if (gil.waiting === 0 || machine.draw(gil.waiting + 1) === 0) return this.#heard(of);
        of.go = () => of.resolve!(undefined);
        gil.forceOut();
      },
      COMPUTING,
      last,
    );
  }

  /** With the clock `steps`: a line is done that no other line of the user's follows. */
  lineEnds(): void {
    const { current: stack, inSteps } = this.#machine;
    if (!inSteps || !stack?.isInLine || stack.countsFrom === 0) return;
    stack.steppedMs += STEP_MS;
    stack.isInLine = false;
  }

  /** At the end of a burst in which the stack asked for nothing: it goes on, unless a waiter asked for the GIL. */
  #heard(stack: Stack): void {
    stack.go = () => stack.resolve!(undefined);
    this.#machine.runnable.push(stack);
  }

  /** What was computed for another lane, before a task's step began or after it ended, has been told already. */
  #account({ actingLane, usedMs, laneSince, burstFrom }: Stack): void {
    const before = Math.max(0, laneSince - burstFrom);
    if (actingLane >= 0) this.#machine.telling.computed(actingLane, Math.max(0, usedMs - before));
  }
}

function spent(stack: Stack): void {
  stack.cpuMs += stack.usedMs;
  stack.process.cpuMs += stack.usedMs;
}
