/** One proposal: one place more, if that is predicted to be faster; else what no number of places beats. */
import { cpuNeedOf, type EngineFacts } from '../../engines/facts.ts';
import { formatMs, fromTo } from '../../scenario/duration.ts';
import { workMs } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { placeWord } from '../words/names-and-numbers.ts';
import { oneMore } from '../words/one-more.ts';
import { type Sentence, say, strong } from '../words/sentence.ts';
import { poolSizeOf } from './places.ts';
import type { Known, Proposal } from './reason.ts';

/** Less than this is not worth a click. */
const WORTH = 0.01;
const MOST = 1000;

export function proposal(
  engine: EngineFacts,
  predicted: Trace | undefined,
  whatIf: Known['whatIf'],
): Proposal | undefined {
  const places = predicted && poolSizeOf(engine, predicted);
  if (!predicted || predicted.facts.hung || places === undefined || places >= MOST) return undefined;
  const better = whatIf(engine.id, places + 1);
  if (better === undefined || !(better < predicted.totalMs * (1 - WORTH))) return undefined;
  const more = oneMore(places + 1, placeWord(engine));
  return {
    says: say`${more}: ${strong(fromTo(predicted.totalMs, better))}, by prediction.`,
    workers: places + 1,
  };
}

/** What bounds the makespan whatever the pool: the longest task or chain of tasks, or all the computing where one computes at a time. */
export function bound(engine: EngineFacts, predicted: Trace | undefined): Sentence | undefined {
  if (!predicted || poolSizeOf(engine, predicted) === undefined) return undefined;
  const { tasks } = predicted.scenario;
  const speed = predicted.machine.speed ?? 1;
  const cores = predicted.machine.cores;
  let cpu = 0;
  let longest = 0;
  let isChain = false;
  // By task, how long it takes with what must be done before it.
  const chains = new Map<string, number>();
  for (const task of tasks) {
    for (const { kind, ms } of task.segments) if (kind === 'cpu') cpu += ms / speed;
    let before = 0;
    for (const id of task.after ?? []) before = Math.max(before, chains.get(id) ?? 0);
    const chain = before + workMs(task);
    chains.set(task.id, chain);
    if (chain > longest) isChain = before > 0;
    longest = Math.max(longest, chain);
  }
  const place = `${placeWord(engine)}s`;
  const needs = cpuNeedOf(engine, predicted.machine);
  switch (needs) {
    case 'gil':
    case 'loop':
      if (cpu > longest) {
        const under = needs === 'gil' ? 'the cpu work under one GIL' : 'the cpu work of one event loop';
        return say`No number of ${place} beats ${strong(formatMs(cpu))}, ${under}.`;
      }
      break;
    case 'core':
      if (cpu / cores > longest)
        return say`No number of ${place} beats ${strong(formatMs(cpu / cores))}, the cpu work on ${cores === 1 ? 'one core' : `${cores} cores`}.`;
  }
  if (tasks.length < 2) return undefined;
  return say`No number of ${place} beats ${strong(formatMs(longest))}, the longest ${isChain ? 'chain of tasks' : 'task'}.`;
}
