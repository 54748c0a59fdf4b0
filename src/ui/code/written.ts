/** The program that the pane shows, or why there is none. Pure. */
import { linesOf, type ProgramLines } from '../../code/lines.ts';
import { type Language, languagesOf, programOf } from '../../code/program.ts';
import { refusal } from '../../engines/acceptable.ts';
import type { EngineFacts } from '../../engines/facts.ts';
import { formatCount } from '../../scenario/count.ts';
import { InputError } from '../../scenario/input-error.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { capital } from '../words/names-and-numbers.ts';

/** Programs of more tasks are lists of numbers, which nobody reads. */
const MOST_TASKS = 10_000;

export type Written =
  | { readonly text: string; readonly lines: ProgramLines; readonly language: Language; readonly refused?: undefined }
  | { readonly refused: string };

/** Of these engines, those of which there is a program. */
export const written = (engines: readonly EngineFacts[]): readonly EngineFacts[] =>
  engines.filter(({ id }) => languagesOf(id).length > 0);

/** The shortest program that does these tasks on an engine that has one. */
export function programFor(engine: EngineFacts, scenario: Scenario): Written {
  const { tasks } = scenario;
  if (tasks.length > MOST_TASKS)
    return {
      refused: `The code is shown for up to ${formatCount(MOST_TASKS)} tasks. These are ${formatCount(tasks.length)}.`,
    };
  const refused = refusal(engine, scenario);
  if (refused) return { refused: `There is no such program: ${engine.title} ${refused.short}.` };
  const language = languagesOf(engine.id)[0]!;
  try {
    const text = programOf(engine.id, scenario, { language, traced: false });
    return { text, lines: linesOf(text, language), language };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { refused: `There is no such program. ${capital(error.message)}.` };
  }
}
