/** What callers do where tasks wait for others (`after`): they hold them back, and start them as the last one ends. */

export const WAITING = 'waiting = {i: set(AFTER.get(i, ())) for i in TASKS}';

/** After task `i` ended well; `start`: the line that starts task `j`. */
export const releases = (start: string): string => `for j in [j for j, needs in waiting.items() if i in needs]:
    waiting[j].remove(i)
    if not waiting[j]:
        ${start}`;
