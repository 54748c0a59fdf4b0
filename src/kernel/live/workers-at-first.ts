/** How many workers a live run has ready when it begins. */
import type { Engine } from '../../engines/engine.ts';
import { HOSTS, type Settings, WORKERS } from '../../engines/knobs.ts';
import { mostAttempts } from '../../scenario/bounds.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { RunMemory } from './run-memory.ts';

/** A browser carries no more workers than this in one run without getting into trouble. */
export const MOST_LIVE_WORKERS = 64;
/** So many are started at most for those that will be used up or lost: each takes some 25 ms before the run. */
const MOST_SPARES = 16;

/** How many lanes do tasks at the same time, at most: of engines of many machines on each; there an actor has a process of its own beside. */
export function placesOf(engine: Engine, settings: Settings, { tasks }: Scenario): number {
  if (!engine.knobs.some(({ name }) => name === WORKERS.name)) return tasks.length;
  if (!engine.manyMachines) return settings.workers;
  const actors = new Set(tasks.flatMap(({ actor }) => actor ?? []));
  return settings.workers * Number(settings[HOSTS.name] ?? 1) + actors.size;
}

/** A worker for each lane, and others for those that are used up or lost, since a worker that starts in mid-run comes late. */
export function workersAtFirst(engine: Engine, { scenario, attempts, places, inside }: RunMemory): number {
  const spares = Math.min(usedUp(engine, scenario), MOST_SPARES);
  if (inside && engine.lanes.kind === 'worker') return places;
  // Lanes driven on the page take a worker with their first task: there are never more of them than attempts.
  const lanes = inside ? places : Math.min(places, engine.manyMachines ? scenario.tasks.length : attempts);
  return Math.min(lanes + spares, Math.max(lanes, MOST_LIVE_WORKERS));
}

/** How many workers the scenario costs at most, by its failures, deaths and kills. */
function usedUp({ usesUp, lanes, manyMachines }: Engine, { tasks, kills = [] }: Scenario): number {
  // Elsewhere a new worker on a lane that lost one is part of what is measured.
  const dies = (task: (typeof tasks)[number]) => (manyMachines && lanes.mortal ? (task.dies ?? false) : false);
  const lost = tasks.reduce((sum, { fails = false, retry = 0, ...task }) => {
    if (usesUp === 'each attempt') return sum + mostAttempts({ fails, dies: task.dies, retry }) - 1;
    return sum + listed(dies(task), retry) + (usesUp === 'a failure' ? listed(fails, retry) : 0);
  }, 0);
  return lost + (manyMachines ? kills.length : 0);
}

/** How many attempts such a list takes, at most. */
const listed = (attempts: boolean | readonly number[], retry: number): number =>
  attempts === true ? retry + 1 : attempts === false ? 0 : Math.min(attempts.length, retry + 1);
