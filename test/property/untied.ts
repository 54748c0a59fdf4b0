/** Scenarios in which no two things happen at once: which of two that come at one moment goes first, no standard says. */
import type { Scenario, Segment } from '../../src/scenario/scenario.ts';

/** No two sums of their times are alike, and no stretch is shorter than 0.6 ms. `fill`: tasks of no segments get one. */
export function untied(scenario: Scenario, fill = false): Scenario {
  const apart = (segments: readonly Segment[], task: number, from: number): Segment[] =>
    (fill && segments.length === 0 ? [{ kind: 'sleep' as const, ms: 0 }] : segments).map(({ kind, ms }, s) => ({
      kind,
      ms: ms + 0.6 + 0.013 * Math.sqrt(2 + 3 * task + s + from),
    }));
  return {
    ...scenario,
    tasks: scenario.tasks.map((task, t) => {
      const own = Object.entries(task.segmentsOf ?? {}).map(([n, list]) => [n, apart(list, t, 40 * Number(n))]);
      return {
        ...task,
        segments: apart(task.segments, t, 0),
        ...(own.length > 0 && { segmentsOf: Object.fromEntries(own) }),
      };
    }),
  };
}
