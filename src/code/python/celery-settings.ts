/** Celery's settings, by the scenario's knobs. */
import { knobIn } from '../../scenario/knobs.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { indented, LINE, mapping, quoted, seconds } from './literals.ts';

/** Settings that are a knob's number, or true where it is on. 0 is "none", as it is where they are left out. */
const SETTINGS: readonly (readonly [knob: string, setting: string])[] = [
  ['workers', 'worker_concurrency'],
  ['prefetchMultiplier', 'worker_prefetch_multiplier'],
  ['disablePrefetch', 'worker_disable_prefetch'],
  ['acksLate', 'task_acks_late'],
  ['rejectOnWorkerLost', 'task_reject_on_worker_lost'],
  ['maxTasksPerChild', 'worker_max_tasks_per_child'],
];

/** The application and its settings, and what messages say of single tasks; a statement each. */
export function application(scenario: Scenario): string[] {
  const [broker, backend] =
    knobIn(scenario, 'broker') === 'redis'
      ? ['redis://localhost:6379/0', 'redis://localhost:6379/0']
      : ['sqla+sqlite:///celery.db', 'db+sqlite:///celery_results.db'];
  const set = SETTINGS.flatMap(([knob, setting]) => {
    const value = knobIn(scenario, knob);
    if (value === undefined || value === 'off' || (value === 0 && knob !== 'prefetchMultiplier')) return [];
    return [`${setting}=${value === 'on' ? 'True' : value}`];
  });
  const one = `app.conf.update(${set.join(', ')})`;
  const visible = knobIn(scenario, 'visibilityTimeoutMs');
  return [
    ...byTask(scenario, 'DELAYS', ({ delayMs }) => delayMs && seconds(delayMs)),
    ...byTask(scenario, 'PRIORITIES', ({ priority }) => priority && String(priority)),
    `app = Celery(\n    "program",\n    broker=${quoted(broker!)},\n    backend=${quoted(backend!)},\n)`,
    ...(set.length === 1 ? [`app.conf.${set[0]!.replace('=', ' = ')}`] : []),
    ...(set.length > 1 ? [one.length <= LINE ? one : `app.conf.update(\n${indented(set.join(',\n'))},\n)`] : []),
    ...(visible === undefined
      ? []
      : [
          'if app.conf.broker_url.startswith("redis"):',
          `    app.conf.broker_transport_options = {"visibility_timeout": ${seconds(Number(visible))}}`,
        ]),
  ];
}

function byTask({ tasks }: Scenario, name: string, value: (task: Scenario['tasks'][number]) => string | 0 | undefined) {
  const plain = tasks.every(({ id }, i) => id === String(i));
  const entries = tasks.flatMap((task) => {
    const text = value(task);
    return text ? [[plain ? task.id : quoted(task.id), text] as const] : [];
  });
  return entries.length === 0 ? [] : [`${name} = ${mapping(entries, LINE - name.length - 3)}`];
}

/** What Celery is told of the function that it calls. */
export function taskOptions(scenario: Scenario): string[] {
  const number = (knob: string) => Number(knobIn(scenario, knob) ?? 0);
  const [rate, hard, soft] = [number('rateLimitPerS'), number('timeLimitMs'), number('softTimeLimitMs')];
  return [
    ...(rate > 0 ? [`rate_limit="${rate}/s"`] : []),
    ...(hard > 0 ? [`time_limit=${seconds(hard)}`] : []),
    ...(soft > 0 ? [`soft_time_limit=${seconds(soft)}`] : []),
  ];
}

/** What the reader should know. */
export function remarks(scenario: Scenario): string[] {
  const restores = ['restoreIntervalMs', 'restoreEvery'].some((knob) => knobIn(scenario, knob) !== undefined);
  return [
    ...(knobIn(scenario, 'broker') === 'redis'
      ? ['CELERY_BROKER_URL and CELERY_RESULT_BACKEND name other servers.']
      : [
          'Messages and results go through SQLite, which is looked into once a second.',
          'CELERY_BROKER_URL and CELERY_RESULT_BACKEND name quicker servers, such as Redis.',
        ]),
    ...(restores ? ['Left out: how often the worker looks for messages that were lost.'] : []),
  ];
}
