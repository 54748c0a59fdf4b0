/** Which runs would stop the page, and for how long. */
import type { EngineFacts } from '../../engines/facts.ts';
import { failsAt, type Scenario } from '../../scenario/scenario.ts';

/** Longer than this, and the page asks first. */
export const ASK_FROM_MS = 2_000;

/** Milliseconds of CPU time that a run of this engine takes on the main thread, retries included. */
export function blockedMs(engine: EngineFacts, scenario: Scenario): number {
  if (engine.lanes.cpu !== 'loop') return 0;
  let sum = 0;
  for (const task of scenario.tasks) {
    let cpu = 0;
    for (const { kind, ms } of task.segments) if (kind === 'cpu') cpu += ms;
    if (cpu === 0) continue;
    let attempts = 1;
    while (attempts <= (task.retry ?? 0) && failsAt(task, attempts)) attempts++;
    sum += cpu * attempts;
  }
  return sum;
}
