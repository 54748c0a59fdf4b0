/** Which of the page's own runs is one of the scenario on the page, and is drawn as bars; all others are its last run. */
import type { EngineFacts } from '../../engines/facts.ts';
import { type Knob, settle } from '../../engines/knobs.ts';
import { ENGINES } from '../../engines/list.ts';
import type { Scenario, TaskSpec } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Registry } from './registry.ts';
import { sameTasks } from './same-scenario.ts';

/** What a run had otherwise than the scenario on the page: its tasks, or only a knob that its engine looks at. */
export type Differs = 'tasks' | 'knobs';

/** The engine's knobs that are not the same in a run as they are for a scenario now. */
export function movedKnobs({ knobs }: Pick<EngineFacts, 'knobs'>, { scenario, machine }: Trace, now: Scenario): Knob[] {
  const [then, settled] = [settle(knobs, scenario, machine), settle(knobs, now, machine)];
  const isOfUse = (knob: Knob) => knob.isOfUse?.(scenario) !== false || knob.isOfUse?.(now) !== false;
  return knobs.filter((knob) => then[knob.name] !== settled[knob.name] && isOfUse(knob));
}

/** How the run of an engine differs from a run of the scenario `now`; undefined where it could be one. */
function differsIn(engine: Pick<EngineFacts, 'knobs'>, run: Trace, now: Scenario): Differs | undefined {
  const { scenario } = run;
  if (!sameTasksAgain(scenario.tasks, now.tasks)) {
    // Another seed draws other times for the same tasks.
    const drawnAnew = scenario.seed !== now.seed && sameIds(scenario.tasks, now.tasks);
    return drawnAnew ? 'knobs' : 'tasks';
  }
  const alike = scenario.giveUpMs === now.giveUpMs && JSON.stringify(scenario.kills) === JSON.stringify(now.kills);
  return alike && movedKnobs(engine, run, now).length === 0 ? undefined : 'knobs';
}

/**
 * Puts each run of the page's own to its place in the registry. Gives those that differ from the scenario, by engine id, and
 * whether any was moved.
 */
export function sortRuns(
  registry: Registry,
  now: Scenario,
): { readonly differing: ReadonlyMap<string, Differs>; readonly moved: boolean } {
  const differing = new Map<string, Differs>();
  let moved = false;
  for (const [id, trace] of Object.entries(registry.measured())) {
    const engine = ENGINES.find((one) => one.id === id);
    const differs = engine && differsIn(engine, trace, now);
    const shown = registry.of(id);
    moved ||= (differs === undefined) !== (shown.last === undefined);
    if (differs) {
      differing.set(id, differs);
      shown.last = trace;
      delete shown.measured;
    } else {
      shown.measured = trace;
      delete shown.last;
    }
  }
  return { differing, moved };
}

const sameIds = (a: readonly TaskSpec[], b: readonly TaskSpec[]): boolean =>
  a.length === b.length && a.every(({ id }, i) => id === b[i]!.id);

let compared: { a: readonly TaskSpec[]; b: readonly TaskSpec[]; same: boolean } | undefined;

/** All engines of one run have the same list of tasks: it is compared once. */
function sameTasksAgain(a: readonly TaskSpec[], b: readonly TaskSpec[]): boolean {
  if (compared?.a !== a || compared.b !== b) compared = { a, b, same: sameTasks(a, b) };
  return compared.same;
}
