import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptable } from '../../src/engines/acceptable.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { CPYTHON_LINUX } from '../../src/scenario/machine.ts';
import { EVENT_KINDS, eventsOf, firstAfter, stateAt } from '../../src/trace/queries/replay.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { arbScenario } from './scenario-arbitrary.ts';

const cases = fc.record({
  scenario: arbScenario({ maxTasks: 14, after: true, fails: true, retry: true, dies: true, maxWorkers: 5 }),
  engine: fc.constantFrom(...ENGINES),
  machine: fc.constantFrom({ cores: 2 }, CPYTHON_LINUX),
  /** As shares of the run; some fall on events. */
  shares: fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }), { minLength: 1, maxLength: 6 }),
  places: fc.array(fc.nat(), { maxLength: 6 }),
});

/** Some engines cannot take every scenario. */
function takes(...given: Parameters<typeof acceptable>): boolean {
  try {
    acceptable(...given);
    return true;
  } catch {
    return false;
  }
}

/** What the events up to a moment come to. */
function folded(trace: Trace, ms: number) {
  const events = eventsOf(trace);
  const [queue, running, waits] = [new Set<number>(), new Set<number>(), new Map<number, number>()];
  let [ended, results] = [0, 0];
  const { task, attempt } = trace.spans.at;
  const last = new Map<number, number>();
  for (let row = 0; row < trace.spans.length; row++)
    last.set(task[row]!, Math.max(attempt[row]!, last.get(task[row]!) ?? 0));
  for (let i = 0; i < firstAfter(events, ms); i++) {
    const row = events.row[i]!;
    switch (EVENT_KINDS[events.kind[i]!]) {
      case 'submit':
        queue.add(row);
        break;
      case 'wait':
        waits.set(row, events.cause[i]!);
        break;
      case 'resume':
        waits.delete(row);
        break;
      case 'start':
        queue.delete(row);
        running.add(row);
        break;
      case 'end':
        running.delete(row);
        ended++;
        break;
      case 'result':
        if (attempt[row] === last.get(task[row]!)) results++;
    }
  }
  return { queue, running, waits, ended, results };
}

test('how things stand at a moment is what the events up to it come to', () => {
  fc.assert(
    fc.property(cases, ({ scenario, engine, machine, shares, places }) => {
      fc.pre(takes(engine, scenario));
      const trace = predict(engine, scenario, machine);
      const { ms: times, count } = eventsOf(trace);
      const last = times[count - 1] ?? 1;
      const moments = shares.map((share) => share * last);
      if (count > 0) for (const place of places) moments.push(times[place % count]!);
      for (const ms of moments) {
        const now = stateAt(trace, ms, 100);
        const { queue, running, waits, ended, results } = folded(trace, ms);
        expect(new Set(now.running)).toEqual(running);
        expect(new Set(now.queue)).toEqual(queue);
        expect(results).toBeLessThanOrEqual(scenario.tasks.length);
        expect(now).toMatchObject({ queued: queue.size, ended, results });
        expect([...now.waitsFor]).toEqual(Array.from(now.running, (row) => waits.get(row) ?? -1));
      }
    }),
    { numRuns: 300 },
  );
});

test('events come in order of time, each attempt’s own in order', () => {
  fc.assert(
    fc.property(cases, ({ scenario, engine, machine }) => {
      fc.pre(takes(engine, scenario));
      const trace = predict(engine, scenario, machine);
      const { ms, kind, row, count } = eventsOf(trace);
      const begun = new Set<number>();
      const over = new Set<number>();
      for (let i = 0; i < count; i++) {
        if (i > 0) expect(ms[i]).toBeGreaterThanOrEqual(ms[i - 1]!);
        if (EVENT_KINDS[kind[i]!] === 'start') begun.add(row[i]!);
        if (EVENT_KINDS[kind[i]!] === 'end') {
          expect(begun.has(row[i]!)).toBe(true);
          over.add(row[i]!);
        }
        if (EVENT_KINDS[kind[i]!] === 'result') expect(over.has(row[i]!)).toBe(true);
      }
      expect(begun.size).toBe(trace.spans.length);
    }),
    { numRuns: 200 },
  );
});
