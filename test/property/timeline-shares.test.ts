/** Shares of pixel columns, walked or from a summary, are those that brute force finds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { causeNumber } from '../../src/trace/cause.ts';
import { outcomeNumber, Trace } from '../../src/trace/trace.ts';
import { LaneIndex } from '../../src/ui/timeline/model/lane-index.ts';
import { CPU, Pieces, PLACE, SHARED, SLEEP } from '../../src/ui/timeline/model/pieces.ts';
import { addLane } from '../../src/ui/timeline/model/shares/lane-shares.ts';
import { LaneSummary } from '../../src/ui/timeline/model/shares/lane-summary.ts';
import { RunLoad } from '../../src/ui/timeline/model/shares/run-load.ts';
import { SHARES, Shares } from '../../src/ui/timeline/model/shares/shares.ts';

/** A gap, then a span: sleep, cpu with a wait for the GIL in it, cpu. */
interface Made {
  readonly gap: number;
  readonly wait: number;
  readonly sleep: number;
  readonly cpu: number;
  readonly gil: number;
  readonly bad: boolean;
}
const made = fc.record({
  gap: fc.constantFrom(0, 0.25, 1, 7),
  wait: fc.constantFrom(0, 0.5, 3),
  sleep: fc.constantFrom(0, 0.125, 1, 4, 40),
  cpu: fc.constantFrom(0, 0.5, 2, 9),
  gil: fc.constantFrom(0, 0, 0.25, 2),
  bad: fc.boolean(),
});

function traceOf(spans: readonly Made[], lanes: number): Trace {
  const trace = new Trace('measured', 'web-workers', { cores: 2 }, { tasks: [] });
  const free = new Float64Array(lanes);
  for (const [n, { gap, wait, sleep, cpu, gil, bad }] of spans.entries()) {
    const lane = n % lanes;
    const start = free[lane]! + gap;
    const row = trace.begin(n, lane, 1, 0, start);
    trace.addWait(row, causeNumber('worker'), start - wait, start, wait);
    if (sleep > 0) trace.addSegment(row, 0, start, start + sleep);
    const end = start + sleep + cpu + gil;
    if (cpu > 0) trace.addSegment(row, 1, start + sleep, end);
    if (cpu > 0 && gil > 0) trace.addWait(row, causeNumber('gil'), start + sleep, start + sleep + gil, gil);
    trace.spans.at.end[row] = end;
    trace.spans.at.outcome[row] = outcomeNumber(bad ? 'failed' : 'ok');
    free[lane] = end;
  }
  trace.totalMs = Math.max(1, ...free);
  return trace;
}

/** Every piece of every span laid against every column. */
function bruteForce(trace: Trace, rows: readonly number[], fromMs: number, columnMs: number, count: number) {
  const sums = { cpu: new Float64Array(count), sleep: new Float64Array(count), wait: new Float64Array(count) };
  const pieces = new Pieces();
  for (const row of rows) {
    pieces.load(trace, row);
    for (let i = 0; i < pieces.count; i++) {
      const kind = pieces.kind[i]!;
      if (kind === PLACE) continue;
      const of = sums[kind === CPU || kind === SHARED ? 'cpu' : kind === SLEEP ? 'sleep' : 'wait'];
      for (let column = 0; column < count; column++) {
        const a = Math.max(pieces.from[i]!, fromMs + column * columnMs);
        const b = Math.min(pieces.to[i]!, fromMs + (column + 1) * columnMs);
        if (b > a) of[column]! += (b - a) / columnMs;
      }
    }
  }
  return sums;
}

const rowsOf = (trace: Trace, lane: number) =>
  Array.from({ length: trace.spans.length }, (_, row) => row).filter((row) => trace.spans.at.lane[row] === lane);

test('walked columns of any window are exact', () => {
  fc.assert(
    fc.property(
      fc.array(made, { minLength: 1, maxLength: 120 }),
      fc.integer({ min: 1, max: 3 }),
      fc.double({ min: -20, max: 100, noNaN: true }),
      fc.double({ min: 0.05, max: 20, noNaN: true }),
      (spans, lanes, fromMs, columnMs) => {
        const trace = traceOf(spans, lanes);
        const index = new LaneIndex(trace);
        const shares = new Shares();
        const count = 40;
        for (const [number, lane] of index.lanes.entries()) {
          shares.reset(count);
          const first = index.firstAt(lane, fromMs);
          const last = index.startingAt(lane, fromMs + count * columnMs);
          addLane(shares, { index, lane, first, last }, 1 / columnMs, -fromMs / columnMs);
          shares.settle();
          const expected = bruteForce(trace, rowsOf(trace, number), fromMs, columnMs, count);
          for (const of of SHARES) {
            for (let column = 0; column < count; column++) {
              expect(Math.abs(shares[of][column]! - expected[of][column]!)).toBeLessThan(1e-4);
            }
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('columns from a summary hold what the walked ones hold, and none that has something is empty', () => {
  fc.assert(
    fc.property(
      fc.array(made, { minLength: 1500, maxLength: 2500 }),
      fc.integer({ min: 20, max: 120 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      (spans, count, begin) => {
        const trace = traceOf(spans, 1);
        const index = new LaneIndex(trace);
        const lane = index.lanes[0]!;
        const summary = new LaneSummary(index, lane);
        const fromMs = begin * trace.totalMs;
        const columnMs = (trace.totalMs - fromMs) / count;
        fc.pre(summary.serves(columnMs));
        expect(summary.byteLength / lane.sealed).toBeLessThan(1.2);
        const [summed, walked] = [new Shares(), new Shares()];
        summed.reset(count);
        walked.reset(count);
        summary.addTo(summed, 1 / columnMs, -fromMs / columnMs);
        addLane(walked, { index, lane, first: 0, last: summary.places }, 1 / columnMs, -fromMs / columnMs);
        walked.settle();
        for (const of of SHARES) {
          let [sum, expected] = [0, 0];
          for (let column = 0; column < count; column++) {
            // A bucket at the column's edge is spread evenly over it: it may be half a bucket off on either side.
            expect(Math.abs(summed[of][column]! - walked[of][column]!)).toBeLessThan(0.35);
            if (walked[of][column]! > 0.01) expect(summed[of][column]!).toBeGreaterThan(0);
            sum += summed[of][column]!;
            expected += walked[of][column]!;
          }
          expect(Math.abs(sum - expected)).toBeLessThan(0.01 * count + 0.5);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('the load of a whole run is that of its spans, however it has grown', () => {
  fc.assert(
    fc.property(fc.array(made, { minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 4 }), (spans, lanes) => {
      const whole = traceOf(spans, lanes);
      const load = new RunLoad(whole);
      while (!load.refresh(17));
      // The same, from a run that did not know how long it would be.
      const growing = traceOf(spans, lanes);
      growing.totalMs = Number.NaN;
      const grown = new RunLoad(growing);
      while (!grown.refresh(50));
      const all = Array.from({ length: whole.spans.length }, (_, row) => row);
      const expected = bruteForce(whole, all, 0, whole.totalMs, 1);
      for (const of of SHARES) {
        expect(load.before(of, whole.totalMs) / whole.totalMs).toBeCloseTo(expected[of][0]!, 3);
        expect(grown.before(of, whole.totalMs + 1) / whole.totalMs).toBeCloseTo(expected[of][0]!, 2);
      }
      const isBad = spans.some(({ bad }) => bad);
      expect(load.isBad(0, whole.totalMs)).toBe(isBad);
    }),
    { numRuns: 60 },
  );
});
