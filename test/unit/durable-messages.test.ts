/** A run of Celery whose page goes away in its midst: the next page goes on with what is in the broker. Workers and clock are not real. */
import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import type { KeptMessage, TaskNumber } from '../../src/engines/vocabulary.ts';
import type { Earlier, RunMessages } from '../../src/kernel/live/broker/durable-messages.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { tollOf } from '../../src/trace/queries/toll.ts';
import { startOnFakeWorkers } from '../live-on-fake-page.ts';
import { story } from '../live-story.ts';

/** A broker that keeps messages in memory, for one page after another. */
class Memory {
  readonly published = new Map<KeptMessage, { begun: number; acknowledged: boolean; done: boolean }>();

  /** As the next page has it; the first one begins the run. */
  page(): RunMessages {
    const { published } = this;
    const resumed = published.size > 0;
    const left = [...published].flatMap(([message, { acknowledged }]) => (acknowledged ? [] : [message]));
    const begun = new Map<TaskNumber, number>();
    for (const [{ task }, one] of published) begun.set(task, (begun.get(task) ?? 0) + one.begun);
    const done = new Set([...published].flatMap(([{ task }, one]) => (one.done ? [task] : [])));
    const earlier: Earlier | undefined = resumed ? { begun, done } : undefined;
    return {
      left: resumed ? left : undefined,
      earlier,
      start: () => {},
      wasPublished: (task) => earlier?.begun.has(task) ?? false,
      isDone: (task) => earlier?.done.has(task) ?? false,
      publish: (message) => published.set(message, { begun: 0, acknowledged: false, done: false }),
      began: (message) => {
        published.get(message)!.begun++;
      },
      done: (message) => {
        published.get(message)!.done = true;
      },
      acknowledge: (message) => {
        published.get(message)!.acknowledged = true;
      },
    };
  }
}

/** Runs up to `stopMs`, when the page goes away; then to the end on the next page. */
async function twice(id: string, text: string, stopMs: number) {
  const [engine, { scenario }] = [engineById(id), parseNotation(text)];
  const memory = new Memory();
  const leaving = new AbortController();
  const first = await startOnFakeWorkers(engine, scenario, { durable: memory.page(), signal: leaving.signal });
  first.page.setTimer(stopMs, () => leaving.abort());
  await first.page.run();
  await first.finished;
  const second = await startOnFakeWorkers(engine, scenario, { durable: memory.page() });
  await second.page.run();
  const trace = await second.finished;
  return { trace, attempts: story(trace).attempts.map(({ attempt }) => attempt) };
}

test('with late acks what was under way is done once more, and what was done is not', async () => {
  const { trace, attempts } = await twice('celery', 'pool 2\nacksLate on\n6 x sleep 10ms', 15);
  expect(attempts).toEqual(['2/1 ok', '3/1 ok', '4/1 ok', '5/1 ok']);
  expect(tollOf(trace, true)).toEqual({ tasks: 6, done: 6, repeated: 2, failed: 0, lost: 0 });
});

test('with early acks what was under way is lost', async () => {
  const { trace, attempts } = await twice('celery', 'pool 2\n6 x sleep 10ms', 15);
  expect(attempts).toEqual(['4/1 ok', '5/1 ok']);
  expect(tollOf(trace, true)).toEqual({ tasks: 6, done: 4, repeated: 0, failed: 0, lost: 2 });
});

test('what had not been published is published by the next page, and a chain goes on where it was', async () => {
  const published = await twice('celery', 'pool 2\nacksLate on\nsubmitEveryMs 4\n6 x sleep 3ms', 9);
  expect(published.attempts).toEqual(['2/1 ok', '3/1 ok', '4/1 ok', '5/1 ok']);
  const chain = await twice('celery.chain', 'pool 2\nacksLate on\n4 x sleep 10ms', 15);
  expect(chain.attempts).toEqual(['1/1 ok', '2/1 ok', '3/1 ok']);
});

test('the caller is gone with its page: a group that goes on delivers to nobody, and ends', async () => {
  const { trace } = await twice('celery.group', 'pool 2\nacksLate on\n4 x sleep 10ms', 15);
  expect(trace.facts.raised).toBeUndefined();
  expect(trace.totalMs).toBe(10);
});
