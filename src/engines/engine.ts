/** What an engine is: its facts, and the programs that schedule. One file a scheduler, one line in `list.ts`. */
import type { EngineFacts } from './facts.ts';
import type { Settings } from './knobs.ts';
import type { Program } from './vocabulary.ts';

/** A scheduler that can be run. Who only looks at what it did takes its `EngineFacts`. */
export interface Engine extends EngineFacts {
  /** Programs that can be driven inside workers, by name. */
  readonly programs: Readonly<Record<string, Program>>;
  /** Whether they are, with these settings. They then need shared memory. */
  readonly inside?: (settings: Settings) => boolean;
  /** The caller's program. */
  readonly main: Program;
}
