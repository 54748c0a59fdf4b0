/** What callers do that hear of each attempt's end: they start what waited for it (`after`), or another attempt. */
import type { TaskData } from './task-data.ts';
import type { Notes } from './tracing.ts';

export const WAITING = 'waiting = {i: set(AFTER.get(i, ())) for i in TASKS}';

/** After task `i` ended well; `start`: the line that starts task `j`. */
export const releases = (start: string): string => `for j in [j for j, needs in waiting.items() if i in needs]:
    waiting[j].remove(i)
    if not waiting[j]:
        ${start}`;

/** The name of the attempt that has ended; with a `_` where nobody looks at it. */
export const attemptName = ({ retries }: TaskData, { traced }: Notes): string =>
  traced || retries ? 'attempt' : '_attempt';
