/** What a program on Spark calls: stages made of RDDs, and the actions of its jobs. */
import { type Job, jobsOf, type Stage } from '../../engines/spark/stages.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { PRINT } from './file.ts';
import { bracketed, indented, LINE, quoted, seconds } from './literals.ts';
import type { Notes } from './tracing.ts';

/** `call`: the function that Spark calls for a task. */
export const stageFunction = (call: string): string => `def stage(spark, tasks, *parents):
    """One task a partition; each begins once all tasks of the parents have ended."""
    if not parents:
        return spark.parallelize(tasks, len(tasks)).map(${call})

    def one(partition, results):
        list(results)  # of all tasks of the parents
        yield ${call}(tasks[partition])

    n = len(tasks)
    rows = [parent.flatMap(lambda r: [(p, r) for p in range(n)]) for parent in parents]
    shuffled = functools.reduce(pyspark.RDD.union, [r.partitionBy(n) for r in rows])
    return shuffled.mapPartitionsWithIndex(one)`;

export class Jobs {
  readonly jobs: readonly Job[];
  readonly #scenario: Scenario;
  readonly #notes: Notes;

  constructor(scenario: Scenario, notes: Notes) {
    this.jobs = jobsOf(scenario);
    this.#scenario = scenario;
    this.#notes = notes;
  }

  get stageCount(): number {
    return this.jobs.reduce((sum, job) => sum + stagesOf(job).length, 0);
  }

  /** All tasks are one stage of one job, so that no function is needed that makes stages. */
  get isPlain(): boolean {
    return this.jobs.length === 1 && this.stageCount === 1 && !isThread(this.jobs[0]!);
  }

  /** The calls of all actions. `call`: the function that Spark calls for a task. */
  calls(call: string): string {
    const { jobs } = this;
    if (jobs.length === 0) return 'pass';
    if (this.isPlain)
      return `results = spark.parallelize(TASKS, len(TASKS)).map(${call}).collect()\n${this.#printed(jobs[0]!)}`;
    const own = jobs.filter(isThread);
    const inTurn = jobs.filter((job) => !isThread(job)).map((job) => `${this.#action(job)}\n${this.#printed(job)}`);
    if (own.length === 0) return inTurn.join('\n');
    return [
      ...own.map((job, i) => this.#function(job, i)),
      `threads = [pyspark.InheritableThread(target=job) for job in [${own.map((_, i) => functionName(i)).join(', ')}]]`,
      'for thread in threads:\n    thread.start()',
      ...inTurn,
      'for thread in threads:\n    thread.join()',
    ].join('\n');
  }

  /** An action that is called at a time of its own. */
  #function(job: Job, i: number): string {
    const pool = job.pool === undefined ? [] : [`spark.setLocalProperty("spark.scheduler.pool", ${quoted(job.pool)})`];
    const body = [`time.sleep(${seconds(job.atMs ?? 0)})`, ...pool, this.#action(job), this.#printed(job)];
    return `${i > 0 ? '' : '\n'}def ${functionName(i)}():\n${indented(body.join('\n'))}\n`;
  }

  /** Builds the stages of a job and calls its action. */
  #action(job: Job): string {
    const stages = stagesOf(job);
    const name = (stage: Stage) => `stage_${stages.indexOf(stage) + 1}`;
    const lines = stages.map((stage) => {
      const parents = stage.parents.filter((parent) => parent.job === job).map(name);
      return bracketed(`${name(stage)} = stage(`, ['spark', this.#ids(stage.tasks), ...parents], ')', LINE - 12);
    });
    const results = job.results.map(name);
    const last = results.length === 1 ? results[0] : `spark.union([${results.join(', ')}])`;
    return [...lines, `results = ${last}.collect()`].join('\n');
  }

  #printed(job: Job): string {
    const { traced, yielded } = this.#notes;
    const tasks = this.#ids(job.results.flatMap((stage) => stage.tasks));
    return traced
      ? `for i, result in zip(${tasks}, results):${yielded(4, 'i')}\n    ${PRINT}`
      : `for result in results:\n    ${PRINT}`;
  }

  /** Tasks by their numbers, as Python. */
  #ids(numbers: readonly number[]): string {
    const { tasks } = this.#scenario;
    const [first = 0] = numbers;
    if (numbers.length === tasks.length) return 'TASKS';
    const isRow = numbers.length > 1 && numbers.every((number, i) => number === first + i);
    if (isRow) return `TASKS[${first}:${first + numbers.length}]`;
    const plain = tasks.every(({ id }, i) => id === String(i));
    return `[${numbers.map((number) => (plain ? number : quoted(tasks[number]!.id))).join(', ')}]`;
  }
}

const isThread = ({ atMs }: Job): boolean => atMs !== undefined;

const functionName = (i: number): string => `job_${i + 1}`;

/** The stages of a job, parents first. */
function stagesOf(job: Job): Stage[] {
  const found = new Set<Stage>();
  const add = (stage: Stage): void => {
    if (stage.job !== job || found.has(stage)) return;
    for (const parent of stage.parents) add(parent);
    found.add(stage);
  };
  for (const result of job.results) add(result);
  return [...found];
}
