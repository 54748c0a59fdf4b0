/** What a caller caught instead of a task's result, as both kernels tell it: by task id, the first that it caught. */
import type { Facts } from '../trace/trace.ts';

interface Caught {
  readonly ms: number;
  readonly error: string;
  readonly type: string;
}

export function noteCaught(facts: Facts, task: string, caught: Caught): void {
  const all = (facts.caught ??= {}) as Record<string, Caught>;
  all[task] ??= caught;
}
