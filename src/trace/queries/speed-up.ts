/** How much more places can help: the least time that a scenario can take, and the pool size from which on there is little to gain. */
import { diesAt, failsAt, type Scenario, type TaskSpec } from '../../scenario/scenario.ts';

/** What there is to do a scenario with. */
export interface Resources {
  /** Places that tasks hold while they are done: the pool's, so many, or Infinity where they hold none. */
  readonly places: 'pool' | number;
  /** So many can compute at once: the cores; 1 where the GIL or an event loop must be held. */
  readonly cpuAtOnce: number;
  /** Divides `cpu`. */
  readonly speed: number;
  /** Tasks have a process of their own, which `dies` takes away. */
  readonly mortal: boolean;
  /** An error ends the caller's call and with it other tasks. */
  readonly stopsAtError: boolean;
  /** No bound can be told: how much is done at once, and how often, does not follow from the pool size and the tasks alone. */
  readonly unbounded: boolean;
}

/** The least that any engine needs for a scenario, read off it once. Times are ms. */
export interface Limits {
  /** All attempts, computing and sleeping: what places are held for at least. */
  readonly workMs: number;
  /** The computing part of it. */
  readonly cpuMs: number;
  /** The longest chain of tasks that wait for each other; without dependencies the longest task. Attempts follow each other. */
  readonly chainMs: number;
  /** Attempts, all in all. */
  readonly attempts: number;
  readonly places: Resources['places'];
  readonly cpuAtOnce: number;
}

/**
 * The limits of a scenario; undefined where a run may be cut short by something that is no work: a kill, a caller who
 * gives up, an error that ends the call. Takes time in proportion to tasks and dependencies.
 */
export function limits(scenario: Scenario, resources: Resources): Limits | undefined {
  const { tasks, kills, giveUpMs } = scenario;
  if ((kills && kills.length > 0) || giveUpMs !== undefined || resources.unbounded) return undefined;
  const ends = new Ends(tasks, resources);
  let [workMs, cpuMs, chainMs, attempts] = [0, 0, 0, 0];
  for (const [number, task] of tasks.entries()) {
    const endMs = ends.of(number);
    const tries = attemptsOf(task, resources.mortal);
    if (resources.stopsAtError && !tries.ok) return undefined;
    // It waits for one that never ends well: it does not begin.
    if (endMs === Number.POSITIVE_INFINITY) continue;
    const once = timeOf(task, resources.speed);
    workMs += once.workMs * tries.count;
    cpuMs += once.cpuMs * tries.count;
    attempts += tries.count;
    chainMs = Math.max(chainMs, endMs);
  }
  return { workMs, cpuMs, chainMs, attempts, places: resources.places, cpuAtOnce: resources.cpuAtOnce };
}

/**
 * Amdahl's bound: the least makespan (ms) of a pool of `size`, on a machine that costs nothing.
 *
 *     T(n) >= max(chain, cpu / computing at once, work / n)
 *
 * G. M. Amdahl ("Validity of the single processor approach ...", AFIPS 1967): whatever share s of the work can only be
 * done one thing at a time limits the speed-up to 1 / s. In a set of tasks two things can only be done one at a time:
 * the longest chain of dependencies (a single task is a chain), and all `cpu` where it needs the GIL or one event loop.
 * His formula, 1 / (s + (1 - s) / n), lets nothing else go on meanwhile. Here the rest does go on beside it: of
 * 4 s + 6 x 1 s two workers are done in 5 s, where the formula has 7. (It is what a greedy pool never exceeds: R. L. Graham,
 * SIAM J. Appl. Math. 17, 1969.) So its two ends are drawn, each of which holds: the serial part, and work / n. They are the
 * span law and the work law of Cormen, Leiserson, Rivest, Stein, "Introduction to Algorithms", chapter on multithreading.
 */
export function boundMs({ workMs, cpuMs, chainMs, places, cpuAtOnce }: Limits, size: number): number {
  return Math.max(chainMs, cpuMs / cpuAtOnce, workMs / (places === 'pool' ? size : places));
}

/** The share of the work that is done one thing at a time, 0 to 1: the speed-up's limit is one over it. */
export function serialShare(limits: Limits): number {
  return limits.workMs > 0 ? boundMs({ ...limits, places: Number.POSITIVE_INFINITY }, 1) / limits.workMs : 1;
}

/** A makespan within this of the best is as good. */
export const KNEE_WITHIN = 0.05;

/**
 * The knee: the smallest pool size whose makespan is within 5 % of the best of all. Sizes ascend; makespans that are not
 * known are NaN. More places than that buy next to nothing; undefined where no makespan is known.
 */
export function knee(
  sizes: readonly number[],
  makespansMs: readonly number[],
  within = KNEE_WITHIN,
): number | undefined {
  let best = Number.POSITIVE_INFINITY;
  for (const ms of makespansMs) if (ms < best) best = ms;
  return sizes.find((_, i) => makespansMs[i]! <= best * (1 + within));
}

function timeOf(task: TaskSpec, speed: number): { workMs: number; cpuMs: number } {
  let [workMs, cpuMs] = [0, 0];
  for (const { kind, ms } of task.segments) {
    const own = kind === 'cpu' ? ms / speed : ms;
    workMs += own;
    if (kind === 'cpu') cpuMs += own;
  }
  return { workMs, cpuMs };
}

/** How often a task is tried, and whether it ends well. */
function attemptsOf(task: TaskSpec, mortal: boolean): { count: number; ok: boolean } {
  const most = 1 + (task.retry ?? 0);
  const deathCounts = mortal || task.fails === undefined;
  for (let attempt = 1; attempt <= most; attempt++)
    if (!failsAt(task, attempt) && !(deathCounts && diesAt(task, attempt))) return { count: attempt, ok: true };
  return { count: most, ok: false };
}

/** When each task has ended at the earliest, with places for all. Without recursion: a chain may have a million links. */
class Ends {
  readonly #tasks: Scenario['tasks'];
  readonly #resources: Resources;
  /** NaN: not known yet; Infinity: it never begins. */
  readonly #end: Float64Array;
  readonly #number: ReadonlyMap<string, number>;
  /** Tasks of a group share one list of dependencies, which is then looked at once. */
  readonly #ready = new Map<readonly string[], number>();

  constructor(tasks: Scenario['tasks'], resources: Resources) {
    this.#tasks = tasks;
    this.#resources = resources;
    this.#end = new Float64Array(tasks.length).fill(Number.NaN);
    const bound = tasks.some(({ after }) => after && after.length > 0);
    this.#number = new Map(bound ? tasks.map(({ id }, number) => [id, number]) : []);
  }

  of(wanted: number): number {
    const open = [wanted];
    for (let number = open.at(-1); number !== undefined; number = open.at(-1)) {
      const { after } = this.#tasks[number]!;
      if (!Number.isNaN(this.#end[number]!)) open.pop();
      else if (!after?.length) this.#settle(number, 0);
      else if (this.#ready.has(after)) this.#settle(number, this.#ready.get(after)!);
      else {
        const before = open.length;
        for (const id of after) {
          const cause = this.#number.get(id)!;
          if (Number.isNaN(this.#end[cause]!)) open.push(cause);
        }
        if (open.length === before) this.#ready.set(after, this.#latest(after));
      }
    }
    return this.#end[wanted]!;
  }

  #settle(number: number, readyMs: number): void {
    const task = this.#tasks[number]!;
    const { count } = attemptsOf(task, this.#resources.mortal);
    this.#end[number] = readyMs + timeOf(task, this.#resources.speed).workMs * count;
  }

  /** When all of these have ended well. */
  #latest(after: readonly string[]): number {
    let latest = 0;
    for (const id of after) {
      const cause = this.#number.get(id)!;
      const { ok } = attemptsOf(this.#tasks[cause]!, this.#resources.mortal);
      latest = Math.max(latest, ok ? this.#end[cause]! : Number.POSITIVE_INFINITY);
    }
    return latest;
  }
}
