/** What an engine is: one file a scheduler, one line in `list.ts`. */
import type { Knob, Settings } from './knobs.ts';
import type { Place, Program } from './vocabulary.ts';

/** A scheduler: a caller's program and what its tasks must hold. */
export interface Engine {
  readonly id: string;
  readonly title: string;
  /** Said in the header of its timeline: `a task holds a worker, cpu a core`. */
  readonly holds: string;
  readonly family: 'browser' | 'python';
  /** Where its tasks are done. */
  readonly place: Place;
  /** What the caller's own code must hold to run. */
  readonly caller: 'core' | 'gil' | 'loop';
  /** How its event loop queues: as a page does (the default), or as asyncio does (passes, timers rounded up to whole ms). */
  readonly loop?: 'page' | 'asyncio';
  /** The loop's ready queue and its timers are told turn by turn (`Trace.turns`), to be drawn as lanes of their own. */
  readonly tellsQueues?: true;
  /** What utilisation is a share of: places (`workers` of them), or the busy time of the loop, the GIL or the cores. */
  readonly capacity: 'workers' | 'loop' | 'gil' | 'cores';
  readonly knobs: readonly Knob[];
  /** Programs that can be driven inside workers, by name. */
  readonly programs: Readonly<Record<string, Program>>;
  /** Whether they are, with these settings. They then need shared memory. */
  readonly inside?: (settings: Settings) => boolean;
  /** The whole list goes over in one call: `after` and `retry` are refused. */
  readonly oneCall?: true;
  /** The caller's program. */
  readonly main: Program;
}
