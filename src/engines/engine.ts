/** What an engine is: its facts, and the programs that schedule. One file a scheduler, one line in `list.ts`. */
import type { EngineFacts } from './facts.ts';
import { Late } from './late.ts';
import type { Scheduler } from './scheduler.ts';

/** A scheduler that can be run. Who only looks at what it did takes its `EngineFacts`. */
export interface Engine extends EngineFacts, Scheduler {
  /** Its programs are loaded with the first need of them (`whenThere`); left out where they are there from the start. */
  readonly late?: Late;
}

/** An engine whose programs come later. Its facts and knobs are there at once, so that lists, links and the notation know them. */
export function lateEngine(facts: EngineFacts, load: () => Promise<Scheduler>): Engine {
  const late = new Late(load);
  const engine: Omit<Engine, 'programs'> = {
    ...facts,
    late,
    inside: (settings) => late.scheduler.inside?.(settings) ?? false,
    ownCores: (machine) => late.scheduler.ownCores?.(machine) ?? 0,
    main: (env, ...args) => late.scheduler.main(env, ...args),
  };
  // Who copies an engine's facts asks for no programs: these are not counted among what is copied.
  return Object.defineProperty(engine as Engine, 'programs', { get: () => late.scheduler.programs });
}
