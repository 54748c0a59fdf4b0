import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Line } from '../../src/engines/celery/line.ts';
import { Fetched, Held, type MessageNumber, Messages } from '../../src/engines/celery/messages.ts';
import { NumberList } from '../../src/engines/number-list.ts';

const TASKS = 40;

test('what was fetched and not acknowledged is what a map in the order of fetching would hold, whoever fetches and acknowledges', () => {
  const step = fc.record({
    op: fc.constantFrom('fetch' as const, 'fetch' as const, 'acknowledge' as const, 'restore' as const),
    task: fc.nat(TASKS - 1),
    reader: fc.nat(2),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 150 }), (steps) => {
      const messages = new Messages({ taskCount: TASKS / 2 });
      // The first messages of tasks, and as many second ones.
      const numbers = Array.from({ length: TASKS }, (_, n) => messages.of(n % (TASKS / 2), n < TASKS / 2 ? 0 : 1, 0));
      const clock = { now: 0 };
      const fetched = new Fetched(messages, clock);
      const held = [1, 2, 3].map((reader) => new Held(messages, reader));
      const kept = new Map<MessageNumber, number>();
      const sets = held.map(() => new Set<MessageNumber>());
      // Ten times over, so that acknowledged ones are taken out, too.
      for (let nowMs = 0; nowMs < 10 * steps.length; nowMs++) {
        const { op, task, reader } = steps[nowMs % steps.length]!;
        const one = numbers[task]!;
        if (op === 'restore') {
          const late = [...kept].filter(([, ms]) => ms <= nowMs - 20).map(([its]) => its);
          expect(fetched.until(nowMs - 20)).toEqual(late);
          for (const its of late) expect([fetched.remove(its), kept.delete(its)]).toEqual([true, true]);
        } else if (op === 'acknowledge') {
          expect(held[reader]!.delete(one)).toBe(sets[reader]!.delete(one));
          expect(fetched.remove(one)).toBe(kept.delete(one));
        } else if (!kept.has(one)) {
          // Nobody fetches what lies aside.
          kept.set(one, nowMs);
          clock.now = nowMs;
          fetched.add(one);
          sets[reader]!.add(one);
          held[reader]!.add(one);
        }
        const [first] = kept.values();
        const lengths = [fetched.length, ...held.map(({ length }) => length), fetched.firstMs];
        expect(lengths).toEqual([kept.size, ...sets.map(({ size }) => size), first]);
      }
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

test('the first message of a task says no more than the task; others say what they were made with', () => {
  const messages = new Messages({ taskCount: 3 });
  const [plain, late, retry] = [messages.of(2, 0, 0), messages.of(2, 0, 40.5), messages.of(1, 2, 0)];
  const said = [plain, late, retry].map((one) => [
    messages.taskOf(one),
    messages.retriesOf(one),
    messages.dueMsOf(one),
  ]);
  expect(said).toEqual([
    [2, 0, 0],
    [2, 0, 40.5],
    [1, 2, 0],
  ]);
  expect(new Set([plain, late, retry]).size).toBe(3);
});

test('a list of messages is first in, first out, whatever follows what and is put in front', () => {
  const step = fc.oneof(
    fc.constant('shift' as const),
    fc.record({ message: fc.nat(8), front: fc.boolean() }),
    fc.record({ message: fc.nat(8), front: fc.constant(false), row: fc.integer({ min: 2, max: 5 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const [list, plain] = [new NumberList(), [] as MessageNumber[]];
      for (const one of steps) {
        if (one === 'shift') {
          if (plain.length > 0) expect(list.shift()).toBe(plain.shift());
        } else if (one.front) {
          list.pushFront(one.message);
          plain.unshift(one.message);
        } else
          for (let n = 0; n < ('row' in one ? one.row : 1); n++) {
            list.push(one.message + n);
            plain.push(one.message + n);
          }
        expect(list.length).toBe(plain.length);
      }
      expect(Array.from({ length: list.length }, () => list.shift())).toEqual(plain);
    }),
  );
});

test('a line of messages is first in, first out, however long it gets', () => {
  const step = fc.constantFrom('push' as const, 'push' as const, 'front' as const, 'shift' as const);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const [line, plain] = [new Line(), [] as MessageNumber[]];
      for (const [message, one] of steps.entries()) {
        if (one === 'push') plain.push(message);
        else if (one === 'front') plain.unshift(message);
        if (one === 'push') line.push(message);
        else if (one === 'front') line.pushFront(message);
        else if (plain.length > 0) expect(line.shift()).toBe(plain.shift());
        expect(line.length).toBe(plain.length);
        if (plain.length > 0) expect(line.first).toBe(plain[0]);
      }
    }),
  );
});
