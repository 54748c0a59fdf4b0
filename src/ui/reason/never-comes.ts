/** Which results a caller waits for in vain. */
import { outcomeNumber, type Trace } from '../../trace/trace.ts';
import { tasksWord } from '../words/names-and-numbers.ts';

const KILLED = outcomeNumber('killed');

/** The tasks whose worker died and that are not done again, by their place in the list. */
export function lostIn({ spans }: Trace): number[] {
  const { outcome, yielded, task } = spans.at;
  const lost = new Set<number>();
  for (let row = 0; row < spans.length; row++)
    if (outcome[row] === KILLED && Number.isNaN(yielded[row]!)) lost.add(task[row]!);
  return [...lost].sort((a, b) => a - b);
}

/** `task 2’s result never comes` */
export function whatNeverComes(trace: Trace): string {
  const lost = lostIn(trace);
  if (lost.length === 0) return 'what the caller waits for never comes';
  const whose = tasksWord(trace.scenario, lost);
  return lost.length === 1 ? `${whose}’s result never comes` : `the results of ${whose} never come`;
}
