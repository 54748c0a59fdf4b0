/** What all worker instances share, and what an instance is to its children. */
import type { Io } from '../io.ts';
import type { Env } from '../vocabulary.ts';
import type { Broker } from './broker.ts';
import type { Canvas } from './canvas.ts';
import type { Costs } from './costs.ts';
import type { MessageNumber } from './messages.ts';
import type { CeleryRules } from './rules.ts';
import type { Ticks } from './ticks.ts';

export interface App {
  readonly env: Env;
  readonly io: Io;
  readonly costs: Costs;
  readonly rules: CeleryRules;
  readonly broker: Broker;
  readonly canvas: Canvas;
  readonly ticks: Ticks;
}

/** The main process, as its children know it. */
export interface MainProcess {
  readonly app: App;
  readonly host: number;
  readonly alive: boolean;
  /** How long its loop is kept from now on (ms). */
  readonly keptMs: number;
  /** Its loop does nothing else for so long (ms). */
  keep(ms: number): void;
  /** A child has begun the task. */
  accepted(message: MessageNumber): void;
  /** A child has answered. */
  answered(message: MessageNumber): void;
  /** A child is gone with a task that it had begun. */
  lost(message: MessageNumber): void;
  /** A task that was written to a child and not begun goes back to the front of the line. */
  putBack(message: MessageNumber): void;
  /** Writes tasks to children that are idle, as far as it knows. */
  dispatch(): void;
  /** The machine is gone. Nobody is told. */
  gone(): void;
}
