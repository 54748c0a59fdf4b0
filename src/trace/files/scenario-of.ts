/**
 * A run as a scenario, so that it can be predicted with other knobs. What a file of ours names is taken as it is; for a foreign one
 * it is put together from its spans, and every assumption made is said.
 */

import { MAX_WORKERS } from '../../scenario/bounds.ts';
import { formatCount } from '../../scenario/count.ts';
import { formatMs } from '../../scenario/duration.ts';
import type { Scenario, SegmentKind, TaskSpec } from '../../scenario/scenario.ts';
import type { Trace } from '../trace.ts';

export interface Made {
  readonly scenario: Scenario;
  /** Sentences: what the file does not say, and what is taken for it. Empty for a trace that has its scenario. */
  readonly assumed: readonly string[];
}

/** More tasks than this make no scenario that anybody could edit. */
const MOST_MADE = 20_000;

/** Whether the run says itself what its tasks were. */
export function hasScenario(trace: Trace): boolean {
  return !Array.isArray(trace.facts.outermostLanes);
}

/**
 * The run's scenario. Pure.
 * @param as what the time of foreign spans is taken for: `cpu` needs a core, `sleep` none
 */
export function scenarioOf(trace: Trace, as: SegmentKind): Made {
  if (hasScenario(trace)) return { scenario: trace.scenario, assumed: [] };
  const { spans, scenario } = trace;
  const outermost = new Set(trace.facts.outermostLanes as number[]);
  const lanes = new Set<number>();
  const rows: number[] = [];
  let nested = 0;
  for (let row = 0; row < spans.length; row++) {
    const lane = spans.at.lane[row]!;
    if (!outermost.has(lane)) {
      nested++;
      continue;
    }
    lanes.add(lane);
    rows.push(row);
  }
  rows.sort((a, b) => spans.at.start[a]! - spans.at.start[b]!);
  const kept = rows.slice(0, MOST_MADE);
  let workMs = 0;
  const tasks = kept.map((row): TaskSpec => {
    let waited = 0;
    trace.eachWait(row, (_, from, __, ms) => {
      if (from >= spans.at.start[row]!) waited += ms;
    });
    // Whole microseconds: what tracers measure, and short in the editor.
    const ms = Math.round(Math.max(0, spans.at.end[row]! - spans.at.start[row]! - waited) * 1000) / 1000;
    workMs += ms;
    const { id, group } = scenario.tasks[spans.at.task[row]!]!;
    return { id, segments: [{ kind: as, ms }], ...(group !== undefined && { group }) };
  });
  const workers = Math.max(1, Math.min(MAX_WORKERS, lanes.size));
  const assumed = [
    as === 'cpu'
      ? 'All their time is taken for computing, which needs a core: the file does not say what was waiting.'
      : 'All their time is taken for sleeping, which needs no core: the file does not say what was computing.',
    'No dependencies are known: each task may begin as soon as there is a worker, in the order in which they began.',
    `${formatCount(workers)} ${workers === 1 ? 'lane' : 'lanes'} of the file ${workers === 1 ? 'is' : 'are'} the pool; how long each was idle between tasks is left out.`,
  ];
  if (nested > 0) assumed.push(`${formatCount(nested)} events that lie inside others are part of them, not tasks.`);
  if (rows.length > kept.length)
    assumed.push(
      `The first ${formatCount(kept.length)} of ${formatCount(rows.length)} tasks, ${formatMs(workMs, 1)} of work.`,
    );
  return { scenario: { name: scenario.name ?? 'imported', workers, tasks }, assumed };
}
