/** What the chip of the last run says. */
import { engineById } from '../../engines/list.ts';
import { formatMs } from '../../scenario/duration.ts';
import { parseNotation } from '../../scenario/notation.ts';
import { PRESETS } from '../../scenario/presets.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { shortNameOf } from '../../store/runs/run-history.ts';
import type { LastRun } from '../../store/state/state.ts';
import { sameTasks } from '../../store/traces/same-scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { lastRunName } from '../words/last-run.ts';
import { capital } from '../words/names-and-numbers.ts';

export interface ChipWords {
  readonly what: string;
  /** What stands out behind it. */
  readonly figure: string;
  /** All of it, where room is short. */
  readonly whole: string;
}

/** `Last run: The article's case, pool 3`; where only a knob was moved `Last run, pool 3: 5.01 s`. `run`: the first engine's. */
export function lastRunChip({ differs, engines }: LastRun, run: Trace, now: Scenario): ChipWords {
  const [what, figure] =
    differs === 'tasks'
      ? ['Last run:', nameOfRun(run.scenario)]
      : [`${capital(lastRunName(engineById(engines[0]!), run, now))}:`, formatMs(run.totalMs)];
  return { what, figure, whole: `${what} ${figure}` };
}

function nameOfRun(scenario: Scenario): string {
  const name = exampleOf(scenario) ?? shortNameOf(scenario);
  return scenario.workers === undefined ? name : `${name}, pool ${scenario.workers}`;
}

/** The example with these very tasks; undefined where there is none. */
function exampleOf({ name, tasks, seed }: Scenario): string | undefined {
  if (name) return undefined;
  return PRESETS.find(({ text, knobs }) => {
    const drawn = seed ?? knobs.seed;
    return sameTasks(parseNotation(text, drawn === undefined ? {} : { seed: drawn }).scenario.tasks, tasks);
  })?.title;
}
