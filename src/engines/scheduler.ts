/** The programs that schedule: what an engine is beside its facts. */
import type { Machine } from '../scenario/machine.ts';
import type { Settings } from './knobs.ts';
import type { Program } from './vocabulary.ts';

export interface Scheduler {
  /** Programs that can be driven inside workers, by name. */
  readonly programs: Readonly<Record<string, Program>>;
  /** Whether they are, with these settings. They then need shared memory. */
  readonly inside?: (settings: Settings) => boolean;
  /** So many cores of a machine the engine's own processes need all the time: where tasks compute on all cores, they have so much less. Left out: none. */
  readonly ownCores?: (machine: Machine) => number;
  /** Live, its messages outlive the page: it asks for `env.durable`. */
  readonly durable?: true;
  /** The caller's program. */
  readonly main: Program;
}
