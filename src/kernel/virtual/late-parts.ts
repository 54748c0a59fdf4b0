/**
 * Parts of the kernel that the first picture does not need: kills, locks, the GIL, the run queues and yields of free-threaded threads, asyncio's
 * loop. They are loaded with the first need of them, so that the page's first script has no room to give to them.
 */
import type { EngineFacts } from '../../engines/facts.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario, Segment } from '../../scenario/scenario.ts';
import type { Parts } from './parts.ts';

let there: Parts | undefined;

/** Whether such a run needs them, and they are not there yet: it can be predicted after `loadParts`. */
export const lacksParts = (
  { loop }: Pick<EngineFacts, 'loop'>,
  { tasks, kills }: Pick<Scenario, 'tasks' | 'kills'>,
  { gil }: Pick<Machine, 'gil'>,
): boolean => !there && (loop === 'asyncio' || gil === false || !!kills?.length || haveLocks(tasks));

/** The task list that was looked at last: a slider moves knobs many times a second while that stays. */
let seen: { readonly tasks: Scenario['tasks']; readonly locked: boolean } | undefined;

/** Whether any segment computes under a lock. */
export function haveLocks(tasks: Scenario['tasks']): boolean {
  if (seen?.tasks !== tasks)
    seen = {
      tasks,
      locked: tasks.some(
        ({ segments, segmentsOf }) => isLocked(segments) || (segmentsOf && Object.values(segmentsOf).some(isLocked)),
      ),
    };
  return seen.locked;
}

const isLocked = (segments: readonly Segment[]): boolean => segments.some(({ lock }) => lock !== undefined);

/** Resolves once they are there. @throws the error of a load that failed */
export async function loadParts(): Promise<void> {
  there ??= (await import('./parts.ts')).PARTS;
}

/** The parts, where they are there. */
export const partsThere = (): Parts | undefined => there;

/** The parts. @throws {Error} where they are not there yet */
export function parts(): Parts {
  if (!there) throw new Error('wait for loadParts()');
  return there;
}
