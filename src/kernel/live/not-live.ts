/** The part of the vocabulary that only the virtual kernel knows so far. Engines that use it are predicted only, so nobody gets here. */
import type { Env } from '../../engines/vocabulary.ts';

export const notLive = (what: string) => (): never => {
  throw new Error(`${what} has no live form yet.`);
};

export const NOT_LIVE = {
  caught: notLive('caught'),
  interrupt: notLive('interrupt'),
  waited: notLive('waited'),
  killHost: notLive('killHost'),
  link: notLive('link'),
  attempts: notLive('attempts'),
} satisfies Partial<Env>;
