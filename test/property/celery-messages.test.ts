import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fetched, Held, Message } from '../../src/engines/celery/message.ts';

const TASKS = 40;

test('what was fetched and not acknowledged is what a map in the order of fetching would hold, whoever fetches and acknowledges', () => {
  const step = fc.record({
    op: fc.constantFrom('fetch' as const, 'fetch' as const, 'acknowledge' as const, 'restore' as const),
    task: fc.nat(TASKS - 1),
    reader: fc.nat(2),
  });
  const numbers = (messages: Iterable<Message>) => Array.from(messages, ({ task }) => task);
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 150 }), (steps) => {
      const messages = Array.from({ length: TASKS }, (_, task) => new Message(task, 0, 0));
      const fetched = new Fetched();
      const held = [new Held(), new Held(), new Held()];
      const kept = new Map<Message, number>();
      const sets = held.map(() => new Set<Message>());
      // Ten times over, so that acknowledged ones are taken out, too.
      for (let nowMs = 0; nowMs < 10 * steps.length; nowMs++) {
        const { op, task, reader } = steps[nowMs % steps.length]!;
        const one = messages[task]!;
        if (op === 'restore') {
          const late = [...kept].filter(([, ms]) => ms <= nowMs - 20).map(([its]) => its);
          expect(numbers(fetched.until(nowMs - 20))).toEqual(numbers(late));
          for (const its of late) expect([fetched.remove(its), kept.delete(its)]).toEqual([true, true]);
        } else if (op === 'acknowledge') {
          expect(held[reader]!.delete(one)).toBe(sets[reader]!.delete(one));
          expect(fetched.remove(one)).toBe(kept.delete(one));
        } else if (!kept.has(one)) {
          // Nobody fetches what lies aside.
          kept.set(one, nowMs);
          fetched.add(one, nowMs);
          sets[reader]!.add(one);
          held[reader]!.add(one);
        }
        const [first] = kept.keys();
        const lengths = [fetched.length, ...held.map(({ length }) => length), fetched.first?.task];
        expect(lengths).toEqual([kept.size, ...sets.map(({ size }) => size), first?.task]);
      }
    }),
    { numRuns: 30, endOnFailure: true },
  );
});
