/** The run beside real time: it pauses for messages and pictures, goes no faster than the clock where that is wanted, and has limits. */
import type { End, Limits, Options } from '../messages.ts';
import type { MachineHost } from './host.ts';
import type { Telling } from './telling.ts';

/** So much real time (ms) passes at the most before messages are let in. */
const BREATH_MS = 25;
/** The longest rest (ms) between two looks at the clock. */
const REST_MS = 50;

/** What the pace needs of the machine. */
export interface PaceHost {
  readonly now: number;
  readonly over: End | undefined;
  readonly options: Options;
  readonly limits: Limits;
  readonly telling: Telling;
  readonly host: MachineHost;
  stop(end: End): void;
}

export class Pace {
  /** Real time (ms) in which the run waited on purpose: for the clock `real`, or for the user. */
  restedMs = 0;
  readonly #machine: PaceHost;
  #breathedAt = 0;
  #startedAt = 0;

  constructor(machine: PaceHost) {
    this.#machine = machine;
  }

  /** The run begins. */
  start(): void {
    this.#startedAt = this.#breathedAt = this.#machine.host.realNow();
  }

  /** Whether messages are to be let in before the run goes on. */
  get isBreathDue(): boolean {
    return this.#machine.host.realNow() - this.#breathedAt >= BREATH_MS;
  }

  /** Lets messages in and pictures out, and looks at the clock. */
  async breathe(): Promise<void> {
    const { host, limits } = this.#machine;
    await host.breathe();
    this.#breathedAt = host.realNow();
    if (this.#breathedAt - this.#startedAt - this.restedMs > limits.realMs)
      this.#limit('realMs', `The program took more than ${limits.realMs / 1000} s of real time.`);
  }

  /** Whether the run may go on to this time of its own (ms); else it is stopped. */
  mayReach(ms: number): boolean {
    const { virtualMs } = this.#machine.limits;
    if (ms <= virtualMs) return true;
    this.#limit('virtualMs', `The program went on for more than ${virtualMs / 1000} s of its own time.`);
    return false;
  }

  /** With the clock `real`: rests until that time of the run's own (ms) has come. */
  async keep(nextMs: number): Promise<void> {
    const { host, options } = this.#machine;
    const pace = options.pace ?? 1;
    for (;;) {
      const left = nextMs / pace - (host.realNow() - this.#startedAt);
      if (left < 1 || this.#machine.over) return;
      const rest = Math.min(left, REST_MS);
      await host.rest(rest);
      this.restedMs += rest;
      await this.breathe();
    }
  }

  #limit(of: 'realMs' | 'virtualMs', message: string): void {
    const { telling, limits, now } = this.#machine;
    telling.find({ find: 'limit', atMs: now, of, limit: limits[of] });
    this.#machine.stop({ exit: 'stopped', why: 'limit', message });
  }
}
