import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from '../../src/engines/fifo.ts';

test('a Fifo does what a list would, whatever is asked of it in whatever order', () => {
  const push = fc.record({ op: fc.constant('push' as const), times: fc.oneof(fc.constant(1), fc.constant(3000)) });
  const shift = fc.record({ op: fc.constant('shift' as const), times: fc.oneof(fc.constant(1), fc.constant(2500)) });
  const other = fc.record({
    op: fc.constantFrom('pushFront' as const, 'remove' as const, 'items' as const, 'clear' as const),
    times: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(push, shift, other), { maxLength: 30 }), (steps) => {
      const fifo = new Fifo<number>();
      let list: number[] = [];
      let next = 0;
      for (const { op, times } of steps) {
        const middle = list[list.length >> 1] ?? 0;
        for (let n = 0; n < times; n++) {
          if (op === 'push') list.push(next);
          if (op === 'pushFront') list.unshift(next);
          if (op === 'push' || op === 'pushFront') fifo[op](next);
          if (op === 'shift') expect(fifo.shift()).toBe(list.shift());
          next++;
        }
        if (op === 'remove') {
          fifo.remove(middle);
          if (list.includes(middle)) list.splice(list.indexOf(middle), 1);
          fifo.remove(-1);
        }
        if (op === 'items') expect(fifo.items()).toEqual(list);
        if (op === 'clear') {
          fifo.clear();
          list = [];
        }
        expect(fifo.length).toBe(list.length);
      }
      const rest: (number | undefined)[] = [];
      while (fifo.length > 0) rest.push(fifo.shift());
      expect(rest).toEqual(list);
      expect(fifo.shift()).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});
