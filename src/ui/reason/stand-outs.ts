/** What stands out, in words, and what choosing it selects. */
import type { EngineFacts } from '../../engines/facts.ts';
import { formatCount } from '../../scenario/count.ts';
import { formatMs } from '../../scenario/duration.ts';
import type { Look } from '../../store/state/state.ts';
import type { StandOut } from '../../trace/compare/stand-outs.ts';
import type { Trace } from '../../trace/trace.ts';
import { whatOf } from '../marks/kinds.ts';
import { laneName } from '../words/lane-name.ts';
import { capital, percent } from '../words/names-and-numbers.ts';
import { type Sentence, say, strong } from '../words/sentence.ts';

/** `task 3`, `task 3, attempt 2` */
export function attemptName({ spans, scenario }: Trace, row: number): string {
  const id = scenario.tasks[spans.at.task[row]!]?.id ?? String(spans.at.task[row]!);
  return spans.at.attempt[row]! > 1 ? `task ${id}, attempt ${spans.at.attempt[row]!}` : `task ${id}`;
}

/** One line: `Longest wait: task 4, 1.00 s for a permit, until task 1 ended.` */
export function standOutSays(one: StandOut, trace: Trace, engine: EngineFacts): Sentence {
  switch (one.kind) {
    case 'not-ok': {
      const what = { failed: 'failed', killed: 'lost their worker', cancelled: 'were cancelled' }[one.outcome];
      const alone = { failed: 'failed', killed: 'lost its worker', cancelled: 'was cancelled' }[one.outcome];
      const name = attemptName(trace, one.row);
      if (one.count === 1) return say`${strong(capital(name))} ${alone} at ${formatMs(trace.spans.at.end[one.row]!)}.`;
      return say`${strong(`${formatCount(one.count)} attempts`)} ${what}, ${name} first.`;
    }
    case 'stall': {
      const what = one.of === 'page' ? 'The main thread' : 'The event loop';
      const did = one.of === 'page' ? 'stood still for' : 'was held for';
      const who = trace.scenario.tasks[one.task];
      const by = who ? `: task ${who.id} computed` : '';
      return say`${what} ${did} ${strong(formatMs(one.ms))} from ${formatMs(one.fromMs)}${by}.`;
    }
    case 'wait': {
      const by = one.by < 0 ? '' : `, until ${attemptName(trace, one.by)} ended`;
      return say`Longest wait: ${attemptName(trace, one.row)}, ${strong(formatMs(one.ms))} for ${whatOf(one.cause)}${by}.`;
    }
    case 'off': {
      const how = one.ms < 0 ? 'earlier' : 'later';
      return say`Furthest from its prediction: ${attemptName(trace, one.row)}, which ended ${strong(formatMs(Math.abs(one.ms)))} ${how}.`;
    }
    case 'straggler':
      return say`Slowest: ${attemptName(trace, one.row)} took ${strong(formatMs(one.ms))}, while half of all attempts took at most ${formatMs(one.medianMs)}.`;
    case 'alone':
      return say`From ${formatMs(one.fromMs)} on ${attemptName(trace, one.row)} ran alone, for ${strong(formatMs(one.ms))}.`;
    case 'least-used':
      return say`Least used: ${laneName(engine.lanes, one.lane, trace)}, ${strong(percent(one.share))} of the time; on average lanes are used ${percent(one.meanShare)} of it.`;
  }
}

/** What to look at, for `actions.look`: the attempt, the empty stretch of the lane or the range. `section`: the id of the engine or run. */
export function standOutLook({ place }: StandOut, trace: Trace, section: string): Partial<Look> {
  const none = { selected: null, idle: null };
  switch (place.at) {
    case 'attempt': {
      const { task, attempt } = trace.spans.at;
      return { ...none, selected: { engine: section, task: task[place.row]!, attempt: attempt[place.row]! } };
    }
    case 'lane':
      return { ...none, idle: { engine: section, lane: place.lane, fromMs: place.fromMs, toMs: place.toMs } };
    case 'window':
      return { ...none, range: { fromMs: place.fromMs, toMs: place.toMs } };
  }
}
