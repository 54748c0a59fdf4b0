/** Traces of the real engine against the prediction for the machine that was measured, by the rule of comparison. */
import { predict } from '../../src/kernel/virtual/predict.ts';
import type { Machine } from '../../src/scenario/machine.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { isDrawn, type Recording, shortcomingsOf } from '../conformance/rule.ts';
import type { Case } from './scenarios.ts';

export interface Verdict {
  readonly short: readonly string[];
  /** Those of `short` that no busy machine explains. */
  readonly wrong: readonly string[];
  readonly predictedMs: number;
  readonly realMs: number;
}

/** Several runs of one scenario as one recording: the median by its length, with the ranges of all. */
export function recordingOf(traces: readonly TraceFile[]): Recording {
  const first = traces.toSorted((a, b) => a.totalMs! - b.totalMs!)[traces.length >> 1]!;
  const same = ({ task, attempt }: { task: string; attempt: number }) =>
    traces.flatMap(({ spans }) => spans.filter((span) => span.task === task && span.attempt === attempt));
  const range = (values: readonly (number | null)[]): [number, number] | undefined => {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? [Math.min(...known), Math.max(...known)] : undefined;
  };
  return {
    ...first,
    repeatsTotalMs: traces.map(({ totalMs }) => totalMs!),
    spans: first.spans.map((span) => {
      const all = same(span);
      const found = {
        start: range(all.map(({ start }) => start)),
        end: range(all.map(({ end }) => end)),
        yielded: range(all.map(({ yielded }) => yielded)),
      };
      return { ...span, range: Object.fromEntries(Object.entries(found).filter(([, value]) => value)) };
    }),
  };
}

/** What no model can know, and is told: when the worker last looked into an empty SQLite. */
export function told(scenario: Scenario, { spans }: Pick<Recording, 'spans'>, { place }: Case): Scenario {
  if (place !== 'sqlite') return scenario;
  const first = Math.min(...spans.map(({ start }) => start));
  return { ...scenario, pollPhaseMs: Math.min(1000, Math.max(0, Math.round(1000 - first))) } as Scenario;
}

export function against(one: Case, traces: readonly TraceFile[], machine: Machine): Verdict {
  const recording = recordingOf(traces);
  const { name: _, ...scenario } = told(one.scenario, recording, one);
  const seeds = isDrawn(recording) ? 100 : 1;
  const predictions = Array.from({ length: seeds }, (_unused, seed) =>
    traceFile(predict(one.engine, { ...scenario, seed }, machine)),
  );
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
  const short = shortcomingsOf(recording, predictions);
  return {
    short: short.map(({ words }) => words),
    wrong: short.filter(({ isTime }) => !isTime).map(({ words }) => words),
    predictedMs: middle(predictions.map(({ totalMs }) => totalMs!)),
    realMs: middle(traces.map(({ totalMs }) => totalMs!)),
  };
}
