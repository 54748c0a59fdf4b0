/** Engines of traces from elsewhere. */
import { type EngineFacts, lanesOf, OF_BROWSER } from './facts.ts';

/** The facts of an engine that is not in the list, for a trace from elsewhere. Its lanes are drawn as threads of which nothing more is known. */
export const foreignFacts = (id: string, title: string, holds: string): EngineFacts => ({
  ...OF_BROWSER,
  id,
  title,
  holds,
  lanes: lanesOf('thread', { waitsFor: 'thread', cpu: 'core', mortal: true }),
  caller: 'core',
  stallsPage: false,
  capacity: 'workers',
  live: { needs: 'nothing here', because: 'its file does not say how it schedules' },
  knobs: [],
});
