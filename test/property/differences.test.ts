import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { differencesOf } from '../../src/trace/compare/differences.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { arbScenario } from './scenario-arbitrary.ts';

/** Two engines that take dependencies and further attempts, on two scenarios and two machines. */
const any = ENGINES.filter((engine) => !engine.oneCall);
const scenarios = arbScenario({ after: true, fails: true, retry: true, dies: true });
const arbRun = fc
  .tuple(fc.constantFrom(...any), scenarios, fc.constantFrom(0, 0.5), fc.constantFrom(1, 2, 4))
  .map(([engine, scenario, messageRoundTripMs, cores]) =>
    predict(engine, scenario, { cores, messageRoundTripMs, pipeRoundTripMs: messageRoundTripMs, threadStartMs: 0.1 }),
  );
const sumOf = (shares: readonly { readonly ms: number }[]) => shares.reduce((sum, { ms }) => sum + ms, 0);
const name = ({ spans, scenario }: Trace, row: number) =>
  `${scenario.tasks[spans.at.task[row]!]!.id} ${spans.at.attempt[row]}`;

test('a run differs from itself in nothing', () => {
  fc.assert(
    fc.property(arbRun, (run) => {
      const { ms, onlyA, onlyB, sums, path, makespanMs, matched } = differencesOf(run, run);
      expect([ms.length, onlyA.length, onlyB.length, sums.length, path.length]).toEqual([0, 0, 0, 0, 0]);
      expect(matched).toBe(run.spans.length);
      expect(makespanMs).toBe(0);
    }),
  );
});

test('causes add up to each difference, with nothing left over in predictions', () => {
  fc.assert(
    fc.property(arbRun, arbRun, (a, b) => {
      const differences = differencesOf(a, b);
      for (const [place, ms] of differences.ms.entries()) {
        if (Number.isNaN(ms)) continue;
        const shares = differences.explain(place);
        expect(sumOf(shares)).toBeCloseTo(ms, 6);
        const rest = shares.find(({ part }) => part === 'rest')?.ms ?? 0;
        expect(Math.abs(rest), `${a.engine} ${b.engine} ${name(a, differences.rowA[place]!)}`).toBeLessThan(1e-6);
      }
      if (!Number.isNaN(differences.makespanMs)) expect(sumOf(differences.path)).toBeCloseTo(differences.makespanMs, 6);
    }),
    { numRuns: 300 },
  );
});

test('B against A is A against B turned round', () => {
  fc.assert(
    fc.property(arbRun, arbRun, (a, b) => {
      const [there, back] = [differencesOf(a, b), differencesOf(b, a)];
      const byName = (run: Trace, rows: Int32Array, ms: Float64Array) =>
        Object.fromEntries([...rows].map((row, i) => [name(run, row), ms[i]]));
      expect(byName(a, there.rowA, there.ms)).toEqual(
        byName(
          a,
          back.rowB,
          back.ms.map((ms) => 0 - ms),
        ),
      );
      expect([[...there.onlyA], [...there.onlyB]]).toEqual([[...back.onlyB], [...back.onlyA]]);
      const turned = new Map(back.sums.map(({ part, ms }) => [part, -ms]));
      for (const { part, ms } of there.sums) expect(turned.get(part)).toBeCloseTo(ms, 9);
    }),
  );
});

test('no attempt is dropped, none is told twice', () => {
  fc.assert(
    fc.property(arbRun, arbRun, (a, b) => {
      const { matched, onlyA, onlyB, rowA, rowB } = differencesOf(a, b);
      expect(matched + onlyA.length).toBe(a.spans.length);
      expect(matched + onlyB.length).toBe(b.spans.length);
      for (const [i, row] of rowA.entries()) expect(name(a, row)).toBe(name(b, rowB[i]!));
      expect(new Set([...rowA, ...onlyA]).size).toBe(rowA.length + onlyA.length);
      const inA = new Set([...a.spans.at.task.slice(0, a.spans.length)].map((_, row) => name(a, row)));
      for (const row of onlyB) expect(inA.has(name(b, row))).toBe(false);
    }),
  );
});
