/**
 * Jobs and stages (`DAGScheduler.createResultStage`, `getOrCreateParentStages`): tasks of one job and group that wait for the same tasks are
 * a stage. A stage that others wait for writes a shuffle; a job's stages that none of its own waits for give its result.
 */
import type { Scenario } from '../../scenario/scenario.ts';
import type { TaskNumber } from '../vocabulary.ts';

/** One action. */
export interface Job {
  /** Its place among the jobs. */
  readonly id: number;
  readonly name: string;
  /** `spark.scheduler.pool` of its thread. */
  readonly pool: string | undefined;
  /** When a thread of its own calls it (ms); undefined: the caller's thread does, after what it called before. */
  readonly atMs: number | undefined;
  readonly tasks: TaskNumber[];
  /** Those that give its result. */
  readonly results: Stage[];
}

export interface Stage {
  /** Parents have lower ones. */
  id: number;
  readonly job: Job;
  readonly group: string | undefined;
  readonly tasks: TaskNumber[];
  readonly parents: Stage[];
  readonly children: Stage[];
  /** All that it gives are files of its executors; else the driver has its results. */
  isMap: boolean;
}

/** The jobs of a scenario, in the order in which they are called. */
export function jobsOf(scenario: Scenario): Job[] {
  const { tasks, jobs: given = [] } = scenario;
  const jobs = new Map<string, Job>();
  const add = (name: string, atMs?: number, pool?: string) => {
    const job: Job = { id: jobs.size, name, pool, atMs, tasks: [], results: [] };
    jobs.set(name, job);
    return job;
  };
  for (const { name, atMs, pool } of given) add(name, atMs, pool);
  const stages: Stage[] = [];
  const stageOf: Stage[] = [];
  const known = new Map<string, Stage>();
  const lists = new Map<readonly string[], number>();
  const keys = new Map<string, number>();
  // Lists that are equal but not one are found by their ids, each list looked at once.
  const listNumber = (after: readonly string[]): number => {
    let number = lists.get(after);
    if (number === undefined) {
      const key = JSON.stringify([...after].sort());
      number = keys.get(key) ?? keys.size + 1;
      keys.set(key, number);
      lists.set(after, number);
    }
    return number;
  };
  for (const [task, { job: name = '', group, after }] of tasks.entries()) {
    const job = jobs.get(name) ?? add(name);
    job.tasks.push(task);
    const key = `${job.id} ${after?.length ? listNumber(after) : 0} ${group === undefined ? '' : `=${group}`}`;
    let stage = known.get(key);
    if (!stage) {
      stage = { id: -1, job, group, tasks: [], parents: [], children: [], isMap: false };
      known.set(key, stage);
      stages.push(stage);
    }
    stage.tasks.push(task);
    stageOf[task] = stage;
  }
  link(scenario, stages, stageOf);
  number(stages);
  for (const stage of stages) {
    stage.isMap = stage.children.some(({ job }) => job === stage.job);
    if (!stage.isMap) stage.job.results.push(stage);
  }
  return [...jobs.values()].filter((job) => job.tasks.length > 0);
}

function link({ tasks }: Scenario, stages: readonly Stage[], stageOf: readonly Stage[]): void {
  if (stages.every((stage) => !tasks[stage.tasks[0]!]!.after?.length)) return;
  const byId = new Map(tasks.map(({ id }, task) => [id, task]));
  for (const stage of stages) {
    const parents = new Set<Stage>();
    for (const id of tasks[stage.tasks[0]!]!.after ?? []) parents.add(stageOf[byId.get(id)!]!);
    for (const parent of parents) {
      stage.parents.push(parent);
      parent.children.push(stage);
    }
  }
}

/** Numbers stages so that parents come first, those of one stage in the order of the list. */
function number(stages: readonly Stage[]): void {
  let next = 0;
  for (const stage of stages) {
    const path = [stage];
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const parent = at.id < 0 ? at.parents.find(({ id }) => id < 0) : undefined;
      if (parent) path.push(parent);
      else {
        if (at.id < 0) at.id = next++;
        path.pop();
      }
    }
  }
}

/** The stages of all jobs, in order of their ids. */
export function stagesOf(scenario: Scenario): Stage[] {
  const all = new Set<Stage>();
  const left = jobsOf(scenario).flatMap(({ results }) => results);
  for (let stage = left.pop(); stage; stage = left.pop()) {
    if (all.has(stage)) continue;
    all.add(stage);
    left.push(...stage.parents);
  }
  return [...all].sort((a, b) => a.id - b.id);
}
