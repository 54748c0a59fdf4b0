/**
 * How long a stack computes: by the checks that its interpreter counts down, and where that sees nothing, in C code, by real time. What
 * is none of the program's own is not counted.
 */
import type { End, Finding, Options, Place } from '../messages.ts';
import type { MachineHost } from './host.ts';
import type { Stack } from './program-process.ts';
import type { Telling } from './telling.ts';

/** Computing in which so few checks took so long (ms of real time, all and each) was that of C code, which the counter does not see. */
const C_CODE_MS = 100;
const C_CODE_MS_PER_CHECK = 0.005;

/** Checks that are never used up: while an interpreter runs what is none of the program's. */
export const UNCOUNTED = 1_000_000_000;

const NS_PER_CHECK = 50;

/** What counting needs of the machine. */
export interface CountingHost {
  readonly now: number;
  /** The stack whose Python runs. */
  readonly current: Stack | undefined;
  readonly over: End | undefined;
  readonly options: Options;
  readonly telling: Telling;
  readonly host: MachineHost;
  /** How long the stack may compute before something could ask for its GIL (ms). */
  limitMs(stack: Stack): number;
}

export class Counting {
  readonly #machine: CountingHost;
  readonly #msPerCheck: number;
  /** Since when what runs is counted, in real time (ms). */
  #since = 0;
  /** C code that was found in the burst under way. */
  #cCode: Extract<Finding, { find: 'C code' }> | undefined;

  constructor(machine: CountingHost) {
    this.#machine = machine;
    const { nsPerCheck = NS_PER_CHECK, speed = 1 } = machine.options.machine;
    this.#msPerCheck = nsPerCheck / 1e6 / speed;
  }

  /** How long the stack has computed in its burst (ms). */
  used(stack: Stack): number {
    if (stack.countsFrom === 0) return stack.usedMs;
    return stack.steppedMs + Math.max(0, stack.checks - stack.process.interpreter!.checksLeft) * this.#msPerCheck;
  }

  /** Python's code goes on: what it does from here on is counted. */
  begin(): void {
    const machine = this.#machine;
    const stack = machine.current;
    if (!stack) return;
    stack.hasBegun = true;
    stack.process.isEntered = false;
    stack.countsFrom = 1;
    const limit = Math.max(1, Math.ceil(machine.limitMs(stack) / this.#msPerCheck));
    stack.checks = machine.over ? 1 : Math.min(UNCOUNTED, limit);
    stack.process.interpreter!.setChecks(stack.checks);
    this.#since = machine.host.realNow();
  }

  /** What follows is none of the program's own: nothing is counted until the stack ends or goes on. */
  stop(): void {
    const stack = this.#machine.current;
    if (!stack || stack.countsFrom === 0) return;
    stack.usedMs = this.used(stack);
    stack.countsFrom = 0;
    stack.process.interpreter?.setChecks(UNCOUNTED);
    this.#lookForC(stack, this.#machine.host.realNow() - this.#since);
  }

  /** The stack has computed for so long in real time (ms). */
  #lookForC(stack: Stack, realMs: number): void {
    if (realMs < C_CODE_MS || realMs * this.#msPerCheck < stack.usedMs * C_CODE_MS_PER_CHECK) return;
    const charged = this.#machine.options.chargeC === true;
    if (charged) stack.usedMs += realMs;
    this.#cCode = { find: 'C code', atMs: this.#machine.now, measuredMs: realMs, charged };
  }

  /** Tells of C code before this line, if there was some. */
  tellC(at: Place | undefined): void {
    if (this.#cCode) this.#machine.telling.find({ ...this.#cCode, ...(at && { at }) });
    this.#cCode = undefined;
  }

  /** Counts so much computing (ms) that no check tells of; the counter asks as much earlier. */
  charge(ms: number): void {
    const stack = this.#machine.current;
    const interpreter = stack?.process.interpreter;
    if (!stack || !interpreter || stack.countsFrom === 0) return;
    const checks = Math.round(ms / this.#msPerCheck);
    const left = interpreter.checksLeft;
    const taken = Math.min(checks, Math.max(0, left - 1));
    stack.checks += checks - taken;
    interpreter.setChecks(left - taken);
  }

  /** The counter has run out, and the stack is to hear it: until it does nothing more is asked. */
  grantUncounted(): void {
    const stack = this.#machine.current;
    const interpreter = stack?.process.interpreter;
    if (!stack || !interpreter) return;
    stack.checks += UNCOUNTED;
    interpreter.setChecks(UNCOUNTED);
  }

  /** So many checks more before the counter asks again. */
  grant(checks: number): void {
    const stack = this.#machine.current;
    const interpreter = stack?.process.interpreter;
    if (!stack || !interpreter) return;
    if (stack.countsFrom > 0) stack.checks += checks - interpreter.checksLeft;
    interpreter.setChecks(checks);
  }
}
