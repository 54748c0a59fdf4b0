/**
 * A caller who gives up (`giveUpMs`). The caller's program hears of it where it waits for a result, as a `Cancelled` thrown
 * at its yield: a result that is there is taken even after that time, and only a wait ends (`Lib/concurrent/futures/_base.py`,
 * `Future.result`). What the program does then is each engine's own; one that does nothing leaves what it has begun running.
 */
import { Cancelled, type Env, join, type Process, type Request, type Steps } from './vocabulary.ts';

/** Runs the caller's part to its end, or until the caller gives up in it; gives whether the caller did. */
// biome-ignore lint/suspicious/noExplicitAny: what a yield gives back depends on the request.
export function* gaveUp(part: Steps): Generator<Request, boolean, any> {
  try {
    yield* part;
    return false;
  } catch (error) {
    if (error instanceof Cancelled) return true;
    throw error;
  }
}

/** Cancels all that have not ended, in order, and waits for the ends. */
export function* cancelAll(env: Env, children: readonly Process[]): Steps {
  for (const child of children) env.cancel(child);
  for (const child of children) yield join(child);
}
