/**
 * A lesson's own page: a store and a registry like the page's, so that every instrument of the timeline works on its runs, and what
 * stands in Tasks stays as it is. Beside the engines that are run it has those that are only looked at, and the tasks by themselves.
 */
import { type EngineFacts, foreignFacts } from '../../engines/facts.ts';
import { engineById } from '../../engines/list.ts';
import { draftOf } from '../../learn/case-of.ts';
import type { Called, Lesson } from '../../learn/lesson.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { createOverlap, type Overlap } from '../overlap.ts';
import { predictScenario } from '../predict/predict-scenario.ts';
import type { SettingsSlice } from '../state/state.ts';

/** The section in which each task stands by itself. */
const ALONE = 'alone';
/** Who does every task at once, each on a core of its own: what a task takes alone. */
const EACH_BY_ITSELF = 'multiprocessing.Process';

export interface LessonPage {
  readonly overlap: Overlap;
  readonly lesson: Lesson;
  /** What is seen before there is a guess. */
  readonly before: readonly EngineFacts[];
  /** All of it. */
  readonly all: readonly EngineFacts[];
}

interface Opening extends SettingsSlice {
  readonly cores: number;
}

export function createLessonPage(lesson: Lesson, { theme, singleKeys, cores }: Opening): LessonPage {
  const overlap = createOverlap({ draft: draftOf(lesson), notice: null, theme, singleKeys, cores });
  const { store } = overlap;
  const { alone, beside, asked } = lesson.case;
  const predictBeside = () => {
    const { scenario } = store.getState();
    for (const id of beside) void show(overlap, id, id, scenario);
    if (alone) void show(overlap, ALONE, EACH_BY_ITSELF, scenario);
  };
  predictBeside();
  store.subscribe((now, then) => {
    if (now.scenario !== then.scenario || now.assumed !== then.assumed) predictBeside();
  });
  const tasks = alone
    ? [
        {
          ...foreignFacts(ALONE, alone, 'each one by itself'),
          lanes: { ...engineById(EACH_BY_ITSELF).lanes, perTask: true },
        },
      ]
    : [];
  const before = [...tasks, ...beside.map((id) => calledIn(lesson, id))];
  return { overlap, lesson, before, all: [...before, ...asked.map((id) => calledIn(lesson, id))] };
}

/** Predicts one engine for a section of this name. */
async function show({ store, registry }: Overlap, section: string, id: string, scenario: Scenario): Promise<void> {
  const { machine } = store.getState().assumed;
  const cores = section === ALONE ? Math.max(machine.cores, scenario.tasks.length) : machine.cores;
  try {
    const trace = await predictScenario(engineById(id), scenario, section === ALONE ? { cores } : machine);
    const now = store.getState();
    if (now.scenario !== scenario || now.assumed.machine !== machine) return;
    registry.of(section).predicted = trace;
    store.getState().tracesChanged();
  } catch {
    // An engine that cannot take these tasks has no section.
  }
}

function calledIn(lesson: Lesson, id: string): EngineFacts {
  const engine = engineById(id);
  const called: Called | undefined = lesson.case.called?.[id];
  if (!called) return engine;
  const { title, holds, lane } = called;
  const lanes = lane ? { ...engine.lanes, one: lane[0], many: lane[1] } : engine.lanes;
  return { ...engine, title, ...(holds !== undefined && { holds }), lanes };
}
