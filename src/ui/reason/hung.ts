/** A caller that waits for ever: whose result never comes, and why. */
import type { EngineFacts } from '../../engines/facts.ts';
import type { Trace } from '../../trace/trace.ts';
import { tasksWord } from '../words/names-and-numbers.ts';
import { join, type Sentence, say } from '../words/sentence.ts';
import { lostIn, whatNeverComes } from './never-comes.ts';
import type { Reason, Subject } from './reason.ts';

/** What happened, and what its engine makes of it. */
export function whyHung(engine: EngineFacts, trace: Trace): Sentence {
  const lost = lostIn(trace);
  if (lost.length === 0) return say`No task that still runs can give the caller the result that it waits for.`;
  const whose = tasksWord(trace.scenario, lost);
  const [workers, went] =
    lost.length === 1 ? ['worker of', 'died while it ran'] : ['workers of', 'died while they ran'];
  const then = engine.id.startsWith('multiprocessing.Pool')
    ? say`The pool starts another worker, but it does not repeat the lost task and does not tell the caller.`
    : undefined;
  return join(
    say`The ${workers} ${whose} ${went}.`,
    then,
    say`So ${whatNeverComes(trace)}: the caller waits for ever.`,
  );
}

/** While the page's run hangs. */
export function hangs(subjects: readonly Subject[], ids: readonly string[]): Reason {
  const hung = subjects.filter(({ engine, measured }) => ids.includes(engine.id) && measured);
  const [first] = hung;
  const title = first ? `${first.engine.title} hangs` : 'Hung';
  const others = hung.length > 1 ? `and ${hung.length - 1} more` : undefined;
  return {
    title,
    ...(others && { about: others }),
    says: [
      first ? whyHung(first.engine, first.measured!) : say`No task can give the caller the result that it waits for.`,
    ],
    notes: [say`Press Cancel to end the run. ProcessPoolExecutor would have raised BrokenProcessPool.`],
  };
}
