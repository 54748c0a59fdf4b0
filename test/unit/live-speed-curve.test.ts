import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Burner, countsOf, measureSpeedCurve, speedCurve } from '../../src/kernel/live/calibrate/speed-curve.ts';
import { validateMachine } from '../../src/scenario/validate-settings.ts';

test('one core busy, all, and in between twice as many each time', () => {
  expect(countsOf(1)).toEqual([1]);
  expect(countsOf(2)).toEqual([1, 2]);
  expect(countsOf(6)).toEqual([1, 2, 4, 6]);
  expect(countsOf(8)).toEqual([1, 2, 4, 8]);
});

test('a moment in which the computer does something else spoils nothing', () => {
  const samples = [1000, 400, 1000, 1010, 990].map((roundsPerMs) => ({ busyCores: 1, roundsPerMs }));
  const both = [800, 805, 100, 795, 800].map((roundsPerMs) => ({ busyCores: 2, roundsPerMs }));
  expect(speedCurve([...samples, ...both], 2)).toEqual({ roundsPerMs: 1000, speedByBusyCores: [1, 0.8] });
});

test('with a core to spare the slow moments do not count, with all cores busy they do', () => {
  const slow = [500, 510, 520, 600, 600];
  const samples = [1, 2].flatMap((busyCores) => slow.map((roundsPerMs) => ({ busyCores, roundsPerMs })));
  expect(speedCurve(samples, 2)).toEqual({ roundsPerMs: 600, speedByBusyCores: [1, 0.867] });
  const alone = samples.filter(({ busyCores }) => busyCores === 1);
  expect(speedCurve(alone, 1).roundsPerMs).toBe(520);
});

test('between two counts that were measured the curve is a straight line', () => {
  const samples = [
    { busyCores: 1, roundsPerMs: 100 },
    { busyCores: 2, roundsPerMs: 90 },
    { busyCores: 4, roundsPerMs: 70 },
    { busyCores: 6, roundsPerMs: 60 },
  ];
  expect(speedCurve(samples, 6).speedByBusyCores).toEqual([1, 0.9, 0.8, 0.7, 0.65, 0.6]);
});

test('whatever is measured, a machine may have that curve', () => {
  const rates = fc.array(fc.integer({ min: 1000, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), rates, (cores, list) => {
      const samples = countsOf(cores).flatMap((busyCores) =>
        list.map((roundsPerMs) => ({ busyCores, roundsPerMs: roundsPerMs * (1 + (busyCores % 3) / 2) })),
      );
      const { speedByBusyCores } = speedCurve(samples, cores);
      expect(speedByBusyCores[0]).toBe(1);
      expect(speedByBusyCores).toHaveLength(cores);
      expect(validateMachine({ cores, speedByBusyCores }).machine.speedByBusyCores).toEqual(speedByBusyCores);
    }),
  );
});

test('as many compute at once as are said to, each count several times, one count after another', async () => {
  let busy = 0;
  const seen: number[] = [];
  const burner: Burner = {
    measureRate: async (fromMs, forMs) => {
      expect(fromMs).toBeGreaterThan(performance.timeOrigin);
      expect(forMs).toBeGreaterThan(0);
      busy++;
      await Promise.resolve();
      const together = busy;
      await Promise.resolve();
      if (--busy === 0) seen.push(together);
      return 1000 / together;
    },
  };
  const curve = await measureSpeedCurve([burner, burner, burner], 400);
  expect(curve).toEqual({ roundsPerMs: 1000, speedByBusyCores: [1, 0.5, 0.333] });
  expect(seen).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
});
