/** What this browser costs: measured when somebody asks, never beside a run. */

import type { Measured } from '../../kernel/live/calibrate/measure-machine.ts';
import { RefusedError } from '../../kernel/live/refused-error.ts';

interface Host {
  readonly cores: number;
  /** Does it while no run is under way and none can begin. @throws RefusedError where one is */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Draws the page anew, as beside a run. */
  show(): void;
}

export class Calibrator {
  readonly #host: Host;
  #found: Measured | undefined;
  #underWay: Promise<Measured> | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Rounds of the burn loop a millisecond, once measured. */
  get roundsPerMs(): number | undefined {
    return this.#found?.roundsPerMs;
  }

  /** Measures this browser anew. A caller that asks during a measurement gets the result of that one. @throws RefusedError where that is impossible */
  measure(): Promise<Measured> {
    this.#underWay ??= this.#begin().finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  /** What was found. If this browser has not been measured yet, it is measured now. */
  async here(): Promise<Measured> {
    return this.#found ?? this.measure();
  }

  async #begin(): Promise<Measured> {
    if (typeof Worker === 'undefined')
      throw new RefusedError('this browser has no Web Workers, so nothing is measured');
    return (this.#found = await this.#host.alone(async () =>
      (await import('./measure-here.ts')).measureHere(this.#host),
    ));
  }
}
