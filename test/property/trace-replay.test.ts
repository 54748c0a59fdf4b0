import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptable } from '../../src/engines/acceptable.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { CPYTHON_LINUX } from '../../src/scenario/machine.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { stateAt } from '../../src/trace/queries/moment.ts';
import { type Pending, pendingAfter } from '../../src/trace/queries/pending.ts';
import { EVENT_KINDS, eventsOf, firstAfter } from '../../src/trace/queries/replay.ts';
import { upTo } from '../../src/trace/queries/up-to.ts';
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

/** What the first so many events come to. */
function folded(trace: Trace, done: number) {
  const events = eventsOf(trace);
  const [queue, running, waits] = [new Set<number>(), new Set<number>(), new Map<number, number>()];
  let [ended, results] = [0, 0];
  const { task, attempt } = trace.spans.at;
  const last = new Map<number, number>();
  for (let row = 0; row < trace.spans.length; row++)
    last.set(task[row]!, Math.max(attempt[row]!, last.get(task[row]!) ?? 0));
  for (let i = 0; i < done; i++) {
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

/** A run up to a moment has in it what has happened, and nothing else. */
function expectUpTo(
  whole: Trace,
  ms: number,
  pending: Pending,
  { queue, running, ended }: Pick<ReturnType<typeof folded>, 'queue' | 'running' | 'ended'>,
): void {
  const cut = upTo(whole, ms, pending);
  const { at, length } = cut.spans;
  const named = (of: Trace, rows: Iterable<number>) =>
    Array.from(rows, (row) => `${of.spans.at.task[row]} ${of.spans.at.attempt[row]}`).sort();
  const rows = Array.from({ length }, (_, row) => row);
  expect(
    named(
      cut,
      rows.filter((row) => Number.isNaN(at.end[row]!)),
    ),
  ).toEqual(named(whole, running));
  expect(rows.filter((row) => !Number.isNaN(at.end[row]!)).length).toBe(ended);
  const waiting = cut.queued.map(({ task, attempt }) => `${task} ${attempt}`);
  for (const one of named(whole, queue)) expect(waiting).toContain(one);
  for (const row of rows) {
    cut.eachSegment(row, (_, from) => expect(from).toBeLessThanOrEqual(ms));
    cut.eachWait(row, (_, from, to, length) => {
      expect(to).toBeLessThanOrEqual(ms);
      expect(length).toBeLessThanOrEqual(to - from + 1e-9);
    });
  }
}

test('up to its end, a run is the whole of it', () => {
  fc.assert(
    fc.property(cases, ({ scenario, engine, machine }) => {
      fc.pre(takes(engine, scenario));
      const trace = predict(engine, scenario, machine);
      expect(traceFile(upTo(trace, Number.POSITIVE_INFINITY))).toEqual(traceFile(trace));
    }),
    { numRuns: 150 },
  );
});

test('how things stand at a moment is what the events up to it come to', () => {
  fc.assert(
    fc.property(cases, ({ scenario, engine, machine, shares, places }) => {
      fc.pre(takes(engine, scenario));
      const trace = predict(engine, scenario, machine);
      const events = eventsOf(trace);
      const { ms: times, count } = events;
      const last = times[count - 1] ?? 1;
      /** Moments, and how many events have happened by each: all of the moment, or up to an event in the midst of it. */
      const moments = shares.map((share) => ({ ms: share * last, done: firstAfter(events, share * last) }));
      if (count > 0) {
        for (const place of places.map((one) => one % count)) {
          moments.push({ ms: times[place]!, done: firstAfter(events, times[place]!) });
          moments.push({ ms: times[place]!, done: place + 1 });
        }
      }
      for (const { ms, done } of moments) {
        const pending = pendingAfter(trace, ms, done);
        const now = stateAt(trace, ms, 100, pending);
        const { queue, running, waits, ended, results } = folded(trace, done);
        expect(new Set(now.running)).toEqual(running);
        expect(new Set(now.queue)).toEqual(queue);
        expect(results).toBeLessThanOrEqual(scenario.tasks.length);
        expect(now).toMatchObject({ queued: queue.size, ended, results });
        expect([...now.waitsFor]).toEqual(Array.from(now.running, (row) => waits.get(row) ?? -1));
        expectUpTo(trace, ms, pending, { queue, running, ended });
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
