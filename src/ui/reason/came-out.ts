/** What errors cost: how many results the caller has of a run that is over (of tasks whose results nobody takes, how many are done), and what became of the others. */
import type { EngineFacts } from '../../engines/facts.ts';
import { formatCount } from '../../scenario/count.ts';
import { formatMs } from '../../scenario/duration.ts';
import { doneEarlier } from '../../trace/queries/toll.ts';
import { OUTCOMES, outcomeNumber, type Trace } from '../../trace/trace.ts';
import { exceptionName } from '../words/exception-name.ts';
import { capital, countWord, tasksWord } from '../words/names-and-numbers.ts';
import { join, type Sentence, say, strong } from '../words/sentence.ts';

const OK = outcomeNumber('ok');

/** Undefined where the caller has every result. */
export function whatErrorsCost(engine: EngineFacts, trace: Trace): Sentence | undefined {
  const { task, outcome, yielded } = trace.spans.at;
  const keeps = engine.forgets || (engine.manyMachines === 'Executor' && !trace.facts.raised);
  const failed = new Map<number, string>();
  const results = new Set<number>();
  for (let row = 0; row < trace.spans.length; row++) {
    if (outcome[row] === OK && (keeps || !Number.isNaN(yielded[row]!))) results.add(task[row]!);
    else if (outcome[row] !== OK) failed.set(task[row]!, OUTCOMES[outcome[row]!]!);
  }
  for (const id of doneEarlier(trace)) results.add(trace.scenario.tasks.findIndex((one) => one.id === id));
  for (const done of results) failed.delete(done);
  const total = trace.scenario.tasks.length;
  if (results.size === total || trace.facts.hung || trace.source === 'imported') return undefined;
  const of = strong(`${formatCount(results.size)} of ${formatCount(total)}`);
  const has = keeps ? say`${of} tasks are done` : say`the caller has ${of} results`;
  const raised = exceptionName(trace, engine);
  if (raised !== undefined)
    return say`The call raised ${raised} at ${formatMs(trace.facts.raisedMs ?? trace.totalMs)}: ${has}.`;
  if (failed.size === 0) return undefined;
  const killed = [...failed].flatMap(([number, how]) => (how === 'killed' ? [number] : [])).sort((a, b) => a - b);
  const one = killed.length === 1;
  const died =
    killed.length === 0
      ? undefined
      : say`${capital(tasksWord(trace.scenario, killed))} ${one ? 'was' : 'were'} lost: the ${engine.lanes.one} died under ${one ? 'it' : 'them'}.`;
  const others = failed.size - killed.length;
  const errors = others === 1 ? 'One task failed' : `${capital(countWord(others))} tasks failed`;
  return join(died, others > 0 ? say`${errors}: ${has}.` : say`So ${has}.`);
}
