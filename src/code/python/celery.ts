/**
 * Programs on Celery. Broker and back end are SQLite files, as no server is needed for them; `CELERY_BROKER_URL` and
 * `CELERY_RESULT_BACKEND`, which Celery itself looks for, name others.
 */
import { hostsOf } from '../../scenario/hosts.ts';
import { knobIn } from '../../scenario/knobs.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { tasksOf } from '../task-set.ts';
import { type CeleryWay, canvas } from './celery-canvas.ts';
import { application, remarks, taskOptions } from './celery-settings.ts';
import { celeryTracing, ownWorkers, TRACE_QUEUE } from './celery-tracing.ts';
import { type Caller, PRINT } from './file.ts';
import { seconds } from './literals.ts';
import type { TaskData } from './task-data.ts';
import type { Notes } from './tracing.ts';

const TITLES: Readonly<Record<CeleryWay, string>> = {
  celery: 'on Celery; nobody waits for their results',
  'celery.group': 'as a group on Celery, all results at once',
  'celery.group.iter_native': 'as a group on Celery, each result as it comes',
  'celery.chain': 'as a chain on Celery, one after another',
  'celery.chord': 'as a chord on Celery: the last one follows all others',
};

/** Celery calls a function of its own where more than the task's number is needed: its attempt, a retry, a note. */
const wraps = (data: TaskData, traced: boolean): boolean => traced || data.retries || data.body.includes('attempt');

/** That function. A retry is a message of its own, sent by the worker. */
function wrapper(scenario: Scenario, data: TaskData): string {
  const head = `@app.task(${['bind=True', ...taskOptions(scenario)].join(', ')})\ndef run(self, i):`;
  const call = 'return task(i, self.request.retries + 1)';
  if (!data.retries) return `${head}\n    ${call}`;
  const delay = seconds(Number(knobIn(scenario, 'retryDelayMs') ?? 180_000));
  const doubled = knobIn(scenario, 'retryBackoff') === 'on' ? ' * 2**self.request.retries' : '';
  return `${head}
    try:
        ${call}
    except ValueError:
        if i not in RETRIES:
            raise
        raise self.retry(countdown=${delay}${doubled}, max_retries=RETRIES[i])`;
}

function main(way: CeleryWay, scenario: Scenario, data: TaskData, notes: Notes): string {
  const name = wraps(data, notes.traced) ? 'run' : 'task';
  const { traced } = notes;
  const { giveUpMs } = scenario;
  const timeout = giveUpMs === undefined ? '' : `timeout=${seconds(giveUpMs)}`;
  const begun = canvas(way, scenario, name, traced);
  const kept = (what: string) => (traced ? `\nRESULTS.update(${what})` : '');
  switch (way) {
    case 'celery':
      return begun;
    case 'celery.group':
      return `${begun}${kept('zip(TASKS, results)')}
for ${traced ? `i, result in zip(TASKS, results.get(${timeout}))` : `result in results.get(${timeout})`}:${notes.yielded(4, 'i')}
    ${PRINT}`;
    case 'celery.group.iter_native':
      return `${begun}${kept('zip(TASKS, results)')}${traced ? '\nnumbers = {result.id: i for i, result in RESULTS.items()}' : ''}
for ${traced ? 'key' : '_'}, end in results.iter_native(${timeout}):
    result = end["result"]${notes.yielded(4, 'numbers[key]')}
    ${PRINT}`;
    case 'celery.chain':
    case 'celery.chord':
      return `${begun}${kept('{TASKS[-1]: last}')}
result = last.get(${timeout})${notes.yielded(0, 'TASKS[-1]')}
${PRINT}`;
  }
}

export const celery =
  (way: CeleryWay) =>
  (scenario: Scenario): Caller => {
    const hosts = hostsOf(scenario);
    const server = knobIn(scenario, 'broker') === 'redis' ? 'redis' : 'sqlalchemy';
    return {
      engine: way,
      title: `${tasksOf(scenario)} ${TITLES[way]}.`,
      needs: ['Celery', `"celery[${server}]"`],
      first: [
        hosts > 1
          ? `Start ${hosts} workers, each with a name: celery -A program worker -n NAME`
          : 'Start a worker: celery -A program worker --loglevel INFO',
      ],
      remarks: [...(way === 'celery' ? ['The log of the worker shows what tasks return.'] : []), ...remarks(scenario)],
      mortal: true,
      setup: (_, traced) => [[...application(scenario), ...(traced ? [TRACE_QUEUE] : [])].join('\n')],
      decorator: (data, traced) => {
        if (wraps(data, traced)) return '';
        const options = taskOptions(scenario);
        return `@app.task${options.length > 0 ? `(${options.join(', ')})` : ''}\n`;
      },
      before: (data, traced) => [
        ...(wraps(data, traced) ? [wrapper(scenario, data)] : []),
        ...(traced ? ownWorkers(hosts, way === 'celery' && data.after) : []),
      ],
      main: (data, notes) => main(way, scenario, data, notes),
      tracing: celeryTracing,
    };
  };
