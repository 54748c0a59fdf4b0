/** Programs on Spark (PySpark, RDDs). `spark-submit --master` names a cluster; without it Spark runs on this computer. */
import { hostsOf } from '../../scenario/hosts.ts';
import { type Scenario, workMs } from '../../scenario/scenario.ts';
import { tasksOf } from '../task-set.ts';
import type { Caller } from './file.ts';
import { indented, seconds } from './literals.ts';
import { Jobs, stageFunction } from './spark-jobs.ts';
import { sparkSettings } from './spark-settings.ts';
import type { TaskData } from './task-data.ts';
import { type Notes, notesOf, OF_PYTHON, type Tracing, YIELDED } from './tracing.ts';

/** Spark calls a function of its own where a task has to know which attempt it is. */
const callOf = (data: TaskData, traced: boolean): 'run' | 'task' =>
  traced || data.body.includes('attempt') ? 'run' : 'task';

const RUN = `def run(i):
    """One attempt at a task; Spark counts them."""
    return task(i, pyspark.TaskContext.get().attemptNumber() + 1)`;

/** `fails`: tasks of the scenario fail, so Java has to know that way, too. */
const warmUp = (fails: boolean): string => `def warm_up(spark):
    """A trace begins once all processes are there, and Java compiles little of itself."""
    global BEGAN
    java = spark._jvm.java.lang.management.ManagementFactory.getCompilationMXBean()
    n = spark.defaultParallelism
    compiled, share, until = 0, 1, time.time() + 45
    while share > 0.15 and time.time() < until:
        asked = time.time()
        for _ in range(20):
            rows = spark.parallelize(range(n), n).map(lambda i: (i, i))
            rows.partitionBy(n).collect()${fails ? FAILS : ''}
        before, compiled = compiled, java.getTotalCompilationTime() / 1000
        share = (compiled - before) / (time.time() - asked)
    spark.parallelize(range(n), n).map(lambda i: time.sleep(0.1)).collect()
    time.sleep(0.2)  # a process whose last task was short begins 40 ms late
    BEGAN = time.time()`;

const FAILS = `
        with contextlib.suppress(Exception):
            spark.parallelize(range(n), n).map(lambda i: 1 // 0).collect()`;

const TRACING: Tracing = {
  constants: `TRACE = os.path.abspath(sys.argv[2]) if sys.argv[1:2] == ["--trace"] else None
BEGAN = time.time()
${YIELDED}`,
  version: 'Spark {pyspark.__version__}, ',
  members: [],
  shift: undefined,
  raised: `found = re.search(r"ValueError: (.*)$", str(error), re.MULTILINE)
raised = [found[1] if found else type(error).__name__]`,
  yieldsLast: true,
  run: OF_PYTHON.run,
};

const mayFail = (data: TaskData): boolean => data.fails || data.body.includes('os._exit');

function main(scenario: Scenario, data: TaskData, notes: Notes): string {
  const { tasks } = scenario;
  const calls = new Jobs(scenario, notes).calls(callOf(data, notes.traced));
  const longest = Math.max(0, ...tasks.map(workMs));
  const guarded =
    notes.traced && mayFail(data)
      ? `try:
${indented(calls)}
except Exception:${notes.raised(4)}
    time.sleep(${seconds(longest + 500)})  # tasks that run go on, unseen
    raise`
      : calls;
  return `${sparkSettings(scenario)}
with pyspark.SparkContext(conf=conf) as spark:
${indented(notes.traced ? `warm_up(spark)\n${guarded}` : guarded)}`;
}

export const spark = (scenario: Scenario): Caller => {
  const { stageCount, isPlain } = new Jobs(scenario, notesOf(false));
  return {
    engine: 'spark',
    title: `${tasksOf(scenario)} on Spark, a partition each${stageCount > 1 ? `, in ${stageCount} stages` : ''}.`,
    needs: ['PySpark with Java 17', 'pyspark'],
    remarks: remarks(scenario),
    mortal: true,
    before: (data, traced) => [
      ...(callOf(data, traced) === 'run' ? [RUN] : []),
      ...(isPlain ? [] : [stageFunction(callOf(data, traced))]),
      ...(traced ? [warmUp(mayFail(data))] : []),
    ],
    main: (data, notes) => main(scenario, data, notes),
    tracing: TRACING,
  };
};

function remarks(scenario: Scenario): string[] {
  const out = [
    ...(scenario.tasks.some(({ retry }) => retry) ? ['retries that tasks ask for, since Spark counts failures'] : []),
    ...(scenario.together ? ['which tasks share a host'] : []),
  ];
  return [
    'It runs on this computer, unless spark-submit --master names a cluster.',
    ...(hostsOf(scenario) > 1 ? ['Its executors then all bear one host name.'] : []),
    ...(out.length > 0 ? [`Left out: ${out.join('; ')}.`] : []),
  ];
}
