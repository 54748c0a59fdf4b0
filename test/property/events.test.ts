import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Events } from '../../src/kernel/virtual/events.ts';

test('events come in order of time, then of asking: those that are due at once, and those whose number was taken before, among them', () => {
  // `at once` is due at the time of the event taken last; `numbered before` takes a number now, and is asked for after the next steps.
  const step = fc.oneof(
    fc.record({
      op: fc.constant('push' as const),
      after: fc.oneof(fc.nat(3), fc.double({ min: 0, max: 5, noNaN: true })),
    }),
    fc.record({ op: fc.constant('at once' as const), count: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ op: fc.constant('numbered before' as const), after: fc.nat(2) }),
    fc.record({ op: fc.constant('pop' as const), count: fc.nat(150) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const events = new Events();
      const there: { time: number; order: number }[] = [];
      const numbered: { time: number; order: number }[] = [];
      let now = 0;
      const push = (time: number) => {
        there.push({ time, order: events.asked });
        events.push(time, events.asked, -events.asked);
      };
      const askForNumbered = () => {
        for (const { time, order } of numbered.splice(0)) {
          there.push({ time: Math.max(time, now), order });
          events.pushAs(order, Math.max(time, now), order, -order);
        }
      };
      for (const one of steps) {
        if (one.op === 'push') push(now + one.after);
        else if (one.op === 'at once') for (let n = 0; n < one.count; n++) push(now);
        else if (one.op === 'numbered before') numbered.push({ time: now + one.after, order: events.asked++ });
        else {
          askForNumbered();
          there.sort((a, b) => a.time - b.time || a.order - b.order);
          for (const { time, order } of there.splice(0, one.count)) {
            expect(events.nextTime).toBe(time);
            expect(events.isNextBefore(time, order)).toBe(false);
            expect(events.isNextBefore(time, order + 1)).toBe(true);
            events.pop();
            now = events.time;
            expect([now, events.what, events.stamp]).toEqual([time, order, 0 - order]);
          }
        }
        expect(events.length).toBe(there.length);
        expect(events.some((what) => what === there.at(-1)?.order)).toBe(there.length > 0);
      }
    }),
    { numRuns: 300 },
  );
});
