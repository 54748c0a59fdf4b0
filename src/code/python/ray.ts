/** Programs on Ray. `RAY_ADDRESS` names a cluster; without it Ray starts one on this computer. */
import { hostsOf } from '../../scenario/hosts.ts';
import type { Scenario, TaskSpec } from '../../scenario/scenario.ts';
import { tasksOf } from '../task-set.ts';
import { type Caller, PRINT } from './file.ts';
import { indented, LINE, mapping, quoted } from './literals.ts';
import type { TaskData } from './task-data.ts';
import { type Notes, OF_PYTHON, type Tracing } from './tracing.ts';

type Way = 'get' | 'wait' | 'ActorPool';

const TITLES: Readonly<Record<Way, string>> = {
  get: 'all results at once',
  wait: 'each result as it comes',
  ActorPool: 'on a pool of actors',
};

/** Asks for a number of CPUs that is not Ray's own default. */
const asksForCpus = ({ cpus = 1 }: TaskSpec): boolean => cpus !== 1;

const NEEDS = ', *(refs[j] for j in AFTER.get(i, ()))';

/** Starts the cluster, or finds it. A trace begins once its processes are there. */
function begin({ workers }: Scenario, { traced }: Notes): string {
  const init = initOf(workers);
  if (!traced) return `${init}\n`;
  return `global BEGAN
${init}
warm = ray.remote(wait_a_second)
ray.get([warm.remote() for _ in range(int(ray.cluster_resources()["CPU"]))])
BEGAN = time.time()  # the cluster and its processes are there
`;
}

const initOf = (workers: number | undefined): string =>
  workers === undefined ? 'ray.init()' : `ray.init(num_cpus=None if "RAY_ADDRESS" in os.environ else ${workers})`;

/** Hands all tasks over: `refs` has a reference to the result of each. */
function handOver(scenario: Scenario, data: TaskData): string {
  const { maxRetries, schedulingStrategy } = scenario as Scenario & Readonly<Record<string, unknown>>;
  const all = [
    ...(maxRetries === undefined ? [] : [`max_retries=${maxRetries}`]),
    ...(schedulingStrategy === 'SPREAD' ? ['scheduling_strategy="SPREAD"'] : []),
  ];
  const each = [
    ...(scenario.tasks.some(asksForCpus) ? ['num_cpus=CPUS.get(i, 1)'] : []),
    ...(data.retries ? ['max_retries=RETRIES.get(i, 0)', 'retry_exceptions=True'] : []),
  ];
  const body = data.after ? 'call' : 'task';
  const make = `remote = ${all.length === 0 ? 'ray.remote' : `ray.remote(${all.join(', ')})`}(${body})\n`;
  if (each.length === 0 && !data.after) return `${make}refs = {i: remote.remote(i) for i in TASKS}\n`;
  const one = each.length === 0 ? 'remote' : 'one';
  const options = each.length === 0 ? '' : `    one = remote.options(${each.join(', ')})\n`;
  return `${make}refs = {}\nfor i in TASKS:\n${options}    refs[i] = ${one}.remote(i${data.after ? NEEDS : ''})\n`;
}

function getAll(scenario: Scenario, data: TaskData, notes: Notes): string {
  const get = 'results = ray.get(list(refs.values()))';
  const theOthers = '    ray.wait(list(refs.values()), num_returns=len(refs))  # they go on\n';
  const guarded = data.fails
    ? `try:
    ${get}
except ray.exceptions.RayTaskError as error:${notes.raised(4)}
${theOthers}    raise error.cause from None`
    : get;
  return `${begin(scenario, notes)}${handOver(scenario, data)}${guarded}${notes.traced ? `\nfor i in TASKS:${notes.yielded(4, 'i')}` : ''}
print(results)`;
}

const waitEach = (
  scenario: Scenario,
  data: TaskData,
  notes: Notes,
): string => `${begin(scenario, notes)}${handOver(scenario, data)}left = {ref: i for i, ref in refs.items()}
while left:
    [ref], _ = ray.wait(list(left))
    i = left.pop(ref)
    try:
        result = ray.get(ref)
    except ray.exceptions.RayError as error:
        result = type(error).__name__${notes.caught(8, 'i')}${notes.yielded(4, 'i')}
    print(f"{datetime.now():%H:%M:%S.%f}: {i}: {result}")`;

/** A trace begins once each actor has answered a call. */
function actorPool({ workers }: Scenario, data: TaskData, notes: Notes): string {
  const all = '[actor.remote() for _ in range(size)]';
  const made = notes.traced
    ? `actors = ${all}
ray.get([one.ready.remote() for one in actors])
BEGAN = time.time()  # the actors are there
pool = ActorPool(actors)`
    : `pool = ActorPool(${all})`;
  const results = `for result in pool.map_unordered(lambda worker, i: worker.run.remote(i), TASKS):${notes.yielded(4, 'result')}
    ${PRINT}`;
  const guarded =
    notes.traced && data.fails
      ? `try:
${indented(results)}
except ray.exceptions.RayTaskError:${notes.raised(4)}
    ray.get([one.ready.remote() for one in actors])  # calls under way go on, unseen
    raise`
      : results;
  return `${notes.traced ? 'global BEGAN\n' : ''}${initOf(workers)}
actor = ray.remote(Worker)
size = ${workers ?? 'int(ray.cluster_resources()["CPU"])'}
${made}
${guarded}`;
}

const WORKER = `class Worker:
    def run(self, i):
        return task(i)`;

const READY = `

    def ready(self):
        pass`;

const TRACING: Tracing = {
  ...OF_PYTHON,
  version: 'Ray {ray.__version__}, ',
  countsAttempts: true,
  yieldsLast: true,
  // The task's own error is in that of Ray.
  raised: `error = getattr(error, "cause", None) or error\n${OF_PYTHON.raised}`,
};

/** Which failures the caller caught, and when. */
const CAUGHT: Pick<Tracing, 'constants' | 'caught'> = {
  constants: `${OF_PYTHON.constants}\nCAUGHT = {}`,
  caught: 'CAUGHT',
};

/** Actors were made before the trace began, and have the clock of then. */
const SHIFT: Pick<Tracing, 'shift'> = { shift: '(BEGAN - float(os.environ["BEGAN"])) * 1000' };

const TOLD = `def told(error):
    """An error as traces tell it: the text of the task's own, or the name of Ray's."""
    name = type(error).__name__
    return {"error": str(getattr(error, "cause", name)), "type": name}`;

const WAIT = `def wait_a_second():
    time.sleep(1)`;

const CALL = `def call(i, *needs):
    """Ray calls it once all that the task needs is there."""
    return task(i)`;

export const ray =
  (way: Way) =>
  (scenario: Scenario): Caller => ({
    engine: way === 'ActorPool' ? 'ray.util.ActorPool' : `ray.${way}`,
    title: `${tasksOf(scenario)} on Ray, ${TITLES[way]}.`,
    needs: ['Ray', 'ray'],
    remarks: remarks(scenario),
    tasksPrint: way === 'get',
    mortal: true,
    tracing: { ...TRACING, ...(way === 'wait' && CAUGHT), ...(way === 'ActorPool' && SHIFT) },
    before: (data, traced) => [
      ...cpus(scenario),
      ...(data.after && way !== 'ActorPool' ? [CALL] : []),
      ...(way === 'wait' && traced ? [TOLD] : []),
      ...(way === 'ActorPool' ? [traced ? WORKER + READY : WORKER] : traced ? [WAIT] : []),
    ],
    main: (data, notes) => {
      if (way === 'ActorPool') return actorPool(scenario, data, notes);
      return way === 'get' ? getAll(scenario, data, notes) : waitEach(scenario, data, notes);
    },
  });

function cpus({ tasks }: Scenario): string[] {
  const some = tasks.filter(asksForCpus);
  const plain = tasks.every(({ id }, i) => id === String(i));
  if (some.length === 0) return [];
  const entries = some.map(({ id, cpus }) => [plain ? id : quoted(id), String(cpus)] as const);
  return [`CPUS = ${mapping(entries, LINE - 7)}`];
}

/** What the reader should know, and what of the scenario the program does not do. */
function remarks(scenario: Scenario): string[] {
  const has = (member: 'actor' | 'gets') => scenario.tasks.some((task) => task[member] !== undefined);
  const out = [
    ...(hostsOf(scenario) > 1 ? ['further machines, which are those of the cluster that RAY_ADDRESS names'] : []),
    ...(has('actor') ? ['named actors'] : []),
    ...(has('gets') ? ['tasks that submit others'] : []),
    ...(scenario.tasks.some(({ fails }) => typeof fails === 'object') ? ['tasks that fail in some attempts only'] : []),
  ];
  return [
    'It starts Ray on this computer, unless RAY_ADDRESS names a cluster.',
    ...(out.length > 0 ? [`Left out: ${out.join('; ')}.`] : []),
  ];
}
