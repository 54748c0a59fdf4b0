/** The part of the vocabulary that programs inside workers do not have: engines that use it keep their programs on the page. */
import type { Env } from '../../engines/vocabulary.ts';

export const notLive = (what: string) => (): never => {
  throw new Error(`${what} has no form inside a worker.`);
};

export const NOT_LIVE = {
  caught: notLive('caught'),
  interrupt: notLive('interrupt'),
  waited: notLive('waited'),
  killHost: notLive('killHost'),
  cancelWithCaller: notLive('cancelWithCaller'),
  link: notLive('link'),
  attempts: notLive('attempts'),
} satisfies Partial<Env>;
