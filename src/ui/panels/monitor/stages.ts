/** The stages of a Spark run as a table: tasks, how long, the median and the slowest task, copies, and what it has to do with a shuffle. Pure. */
import { type Stage, stagesOf } from '../../../engines/spark/stages.ts';
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { endOf } from '../../../trace/ends.ts';
import { OUTCOMES, type Trace } from '../../../trace/trace.ts';
import type { Table } from './machines.ts';

/** What became of a stage up to a moment. */
export interface StageFigures {
  readonly stage: Stage;
  /** From the first start of its tasks to the moment at which all that are done were (ms); NaN while there is none. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly running: number;
  readonly done: number;
  /** How long its attempts took that ended well (ms), ascending, and the longest of all. */
  readonly durations: readonly number[];
  readonly slowestMs: number;
  /** Attempts of tasks that had been begun before: retries, copies, and work whose files were lost. */
  readonly again: number;
}

/** By stage, in order of their ids. */
export function stageFigures(trace: Trace, untilMs: number): StageFigures[] {
  const stages = stagesOf(trace.scenario);
  const numberOf = new Map<number, number>();
  for (const [i, { tasks }] of stages.entries()) for (const task of tasks) numberOf.set(task, i);
  const all = stages.map((stage) => ({
    stage,
    fromMs: Number.NaN,
    running: 0,
    over: new Map<number, readonly [endMs: number, durationMs: number]>(),
    slowestMs: 0,
    again: 0,
  }));
  const { task, start, end, attempt, outcome } = trace.spans.at;
  for (let row = 0; row < trace.spans.length; row++) {
    if (start[row]! > untilMs) continue;
    const its = all[numberOf.get(task[row]!)!]!;
    const ended = endOf(trace, row);
    const under = !(end[row]! <= untilMs);
    if (!(its.fromMs <= start[row]!)) its.fromMs = start[row]!;
    if (under) its.running++;
    if (attempt[row]! > 1) its.again++;
    its.slowestMs = Math.max(its.slowestMs, Math.min(ended, untilMs) - start[row]!);
    if (under || OUTCOMES[outcome[row]!] !== 'ok') continue;
    // Of two attempts at one task, who ends first counts.
    const [before = Number.POSITIVE_INFINITY] = its.over.get(task[row]!) ?? [];
    if (ended < before) its.over.set(task[row]!, [ended, ended - start[row]!]);
  }
  return all.map(({ over, ...rest }) => {
    const ends = [...over.values()];
    return {
      ...rest,
      toMs: ends.reduce((last, [endMs]) => (last >= endMs ? last : endMs), Number.NaN),
      done: over.size,
      durations: ends.map(([, ms]) => ms).sort((a, b) => a - b),
    };
  });
}

export const nameOfStage = ({ id, group }: Stage): string => `${id}${group === undefined ? '' : ` ${group}`}`;

const NONE = '–';

export function stagesAt(trace: Trace, untilMs: number): Table {
  const all = stageFigures(trace, untilMs);
  return {
    heads: ['Stage', 'Tasks', 'Takes', 'Median task', 'Slowest', 'Begun again', 'Shuffle'],
    rows: all.map(({ stage, done, fromMs, toMs, durations, slowestMs, again }) => [
      nameOfStage(stage),
      done < stage.tasks.length ? `${formatCount(done)} of ${formatCount(stage.tasks.length)}` : formatCount(done),
      Number.isNaN(toMs) ? NONE : formatMs(toMs - fromMs),
      durations.length === 0 ? NONE : formatMs(durations[durations.length >> 1]!),
      slowestMs === 0 ? NONE : formatMs(slowestMs),
      again === 0 ? NONE : formatCount(again),
      shuffleOf(
        stage,
        all.filter((one) => stage.parents.includes(one.stage)),
        fromMs,
      ),
    ]),
  };
}

/** What it reads and writes, and how long it was from the end of all before it to its begin. */
function shuffleOf({ isMap, parents }: Stage, before: readonly StageFigures[], fromMs: number): string {
  const words: string[] = [];
  if (parents.length > 0) {
    const gap = fromMs - Math.max(...before.map(({ toMs }) => toMs));
    words.push(gap > 0 ? `reads, ${formatMs(gap)}` : 'reads');
  }
  if (isMap) words.push('writes');
  return words.join(', ') || NONE;
}
