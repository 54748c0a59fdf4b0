import { expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { wantsRehearsal } from '../../src/kernel/live/rehearsal.ts';

/** `attempts` of a run of this engine, `inside` its workers or driven by the page. */
const run = (id: string, attempts: number, inside: boolean) => {
  const engine = engineById(id);
  return wantsRehearsal({ attempts, inside, engine });
};

test('a run of many tasks is rehearsed, and one in which the caller waits for each thread to run', () => {
  expect(run('web-workers', 1000, false)).toBe(true);
  expect(run('web-workers', 999, true)).toBe(false);
  expect(run('multiprocessing.Process', 8, false)).toBe(false);
  expect(run('asyncio.gather', 8, false)).toBe(false);
  expect(run('celery', 31_000, false)).toBe(false);
  for (const threads of ['threading.Thread', 'ThreadPoolExecutor.as_completed', 'asyncio.to_thread'])
    expect(run(threads, 1, true)).toBe(true);
});
