import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Timers } from '../../src/kernel/virtual/timers.ts';

test('timers come in order of time, then of asking, however many are set between two of them', () => {
  const time = fc.oneof(fc.nat(3), fc.nat(1_000_000), fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constant(-0));
  const push = fc.record({
    op: fc.constant('push' as const),
    times: fc.array(time, { minLength: 1, maxLength: 50 }),
    count: fc.oneof(fc.nat(20), fc.integer({ min: 4000, max: 14_000 })),
  });
  const pop = fc.record({ op: fc.constant('pop' as const), count: fc.oneof(fc.nat(20), fc.nat(14_000)) });
  const look = fc.record({ op: fc.constant('look' as const) });
  fc.assert(
    fc.property(fc.array(fc.oneof(push, pop, look), { maxLength: 12 }), (steps) => {
      const timers = new Timers();
      let list: { time: number; what: number }[] = [];
      let asked = 0;
      for (const step of steps) {
        if (step.op === 'push') {
          for (let n = 0; n < step.count; n++, asked++) {
            const at = step.times[n % step.times.length]! * (1 + (n % 7));
            timers.push(at, asked, -asked);
            list.push({ time: at, what: asked });
          }
          // Sorting is stable: what was asked for first stands first.
          list = list.sort((a, b) => a.time - b.time);
        } else if (step.op === 'look') {
          if (list.length > 0) expect(timers.nextTime === list[0]!.time).toBe(true);
        } else
          for (const { time, what } of list.splice(0, step.count)) {
            const at = timers.pop();
            const { what: its, stamp } = timers;
            // Asking `expect` of each would take most of the time.
            if (at !== time || its !== what || stamp !== -what) expect([at, its, stamp]).toEqual([time, what, -what]);
          }
        expect(timers.length).toBe(list.length);
      }
    }),
    { numRuns: 100 },
  );
});
