/** The columns of the table of tasks: what they are called, which number they sort by, what a cell says. */
import { formatMs } from '../../../scenario/duration.ts';
import { causeRow } from '../../../trace/cause.ts';
import { OUTCOMES } from '../../../trace/trace.ts';
import type { CauseName } from '../../../trace/wait-causes.ts';
import { whatOf } from '../../marks/kinds.ts';
import { laneName } from '../../words/lane-name.ts';
import { type Named, type Place, type TaskData, VALUES, type Value, waitedFor } from './task-data.ts';

export interface TaskColumn {
  readonly id: string;
  readonly title: string;
  /** Said of the column where its title is not enough. */
  readonly about?: string;
  /** Least width (px). */
  readonly width: number;
  /** What a cell says; a text stands on the left, a number on the right. */
  readonly text: boolean;
  /** Of the prediction, beside a measurement. */
  readonly predicted?: boolean;
  readonly value: Value;
  readonly says: (place: Place) => string;
}

const NONE = '–';

const text = (id: Named, title: string, width: number, says: TaskColumn['says']): TaskColumn => ({
  id,
  title,
  width,
  text: true,
  value: VALUES[id],
  says,
});

const time = (id: Named, title: string, about: string): TaskColumn => ({
  id,
  title,
  about,
  width: 76,
  text: false,
  predicted: id.startsWith('predicted'),
  value: VALUES[id],
  says: ({ section, row }) => formatMs(VALUES[id](section, row), 3),
});

const TASK = text('task', 'Task', 72, ({ section: { trace }, row }) => {
  const task = trace.spans.at.task[row]!;
  return trace.scenario.tasks[task]?.id ?? String(task);
});
const ENGINE = text('engine', 'Engine', 148, ({ section }) => section.engine.title);
const GROUP = text('group', 'Group', 80, ({ section: { trace }, row }) => {
  return trace.scenario.tasks[trace.spans.at.task[row]!]?.group ?? NONE;
});
const LANE = text('lane', 'Lane', 84, ({ section: { engine, trace }, row }) => {
  return laneName(engine.lanes, trace.spans.at.lane[row]!, trace);
});
const OUTCOME = text(
  'outcome',
  'Outcome',
  80,
  ({ section: { trace }, row }) => OUTCOMES[trace.spans.at.outcome[row]!]!,
);
const ATTEMPT: TaskColumn = {
  ...text('attempt', 'Attempt', 64, ({ section: { trace }, row }) => String(trace.spans.at.attempt[row]!)),
  text: false,
};

const SUBMIT = time('submit', 'Submit', 'When it was handed to the engine');
const START = time('start', 'Start', 'When it began');
const END = time('end', 'End', 'When it ended');
const WAIT = time('wait', 'Wait', 'All it waited for, before and inside');
const CPU = time('cpu', 'Cpu', 'Time that it computed');
const SLEEP = time('sleep', 'Sleep', 'Time that it slept or waited for I/O');
const DURATION = time('duration', 'Duration', 'From start to end');
const RESULT = time('result', 'Result at', 'When its result reached the caller');
const PREDICTED_END = time('predictedEnd', 'predicted', 'End, by prediction');
const PREDICTED_WAIT = time('predictedWait', 'predicted', 'Wait, by prediction');
const PREDICTED_DURATION = time('predictedDuration', 'predicted', 'Duration, by prediction');

const causeColumn = (cause: CauseName): TaskColumn => {
  const value = waitedFor(cause);
  return {
    id: `wait ${cause}`,
    title: causeRow(cause).title ?? cause,
    about: `Waited for ${whatOf(cause)}`,
    width: 76,
    text: false,
    value,
    says: ({ section, row }) => formatMs(value(section, row), 3),
  };
};

/** `byCause`: a column for each cause that anybody waited for, beside the sum. */
export function columnsFor(data: TaskData, byCause: boolean): TaskColumn[] {
  const beside = (column: TaskColumn) => (data.foretold ? [column] : []);
  return [
    TASK,
    ...(data.sections.length > 1 ? [ENGINE] : []),
    ...(data.grouped ? [GROUP] : []),
    ATTEMPT,
    LANE,
    SUBMIT,
    START,
    END,
    ...beside(PREDICTED_END),
    WAIT,
    ...beside(PREDICTED_WAIT),
    ...(byCause ? data.causes.map(causeColumn) : []),
    CPU,
    SLEEP,
    DURATION,
    ...beside(PREDICTED_DURATION),
    OUTCOME,
    RESULT,
  ];
}
