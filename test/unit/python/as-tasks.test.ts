/** From a scenario to a program and back. */
import { describe, expect, test } from 'vitest';
import { languagesOf } from '../../../src/code/program.ts';
import { acceptable } from '../../../src/engines/acceptable.ts';
import { ENGINES } from '../../../src/engines/list.ts';
import { draftScenario } from '../../../src/scenario/draft.ts';
import { parseNotation } from '../../../src/scenario/notation.ts';
import { asTasks } from '../../../src/store/python/as-tasks.ts';
import { EXAMPLES } from '../../../src/store/python/examples/list.ts';
import { programFrom } from '../../../src/store/python/open-program.ts';

const textOf = (id: string): string => EXAMPLES.find((one) => one.id === id)!.text;
const inWords = (text: string): string | undefined => {
  const draft = asTasks(text);
  return draft && `${draft.engines[0]}: ${draft.text.replaceAll('\n', '; ')}`;
};

describe('a program of a simple shape is a task set', () => {
  const ladder = 'sleep 0; sleep 1; sleep 2; sleep 3; sleep 4';
  test.each([
    ['threads', `ThreadPoolExecutor.map: pool 3; ${ladder}`],
    ['processes', `ProcessPoolExecutor.map: pool 3; ${ladder}`],
    ['as_completed', 'ProcessPoolExecutor.as_completed: pool 3; sleep 0 fails; sleep 0; sleep 1; sleep 2; sleep 3'],
    ['thread_each', `threading.Thread: ${ladder}`],
    ['pool_map', `multiprocessing.Pool.map: pool 3; ${ladder}`],
    ['process_each', `multiprocessing.Process: ${ladder}`],
    ['coroutines', `asyncio.gather: ${ladder}`],
    ['event_loop', `event-loop: ${ladder}`],
  ])('%s', (id, words) => expect(inWords(textOf(id))).toBe(words));

  test('with constants, lists, sums and several sleeps', () => {
    const text = `import time
from multiprocessing import Pool
N = 2
WAITS = [0.5, 1, 1]

def work(x):
    """Waits."""
    time.sleep(WAITS[x])
    time.sleep(x * 0.1)
    return x

if __name__ == "__main__":
    with Pool(processes=N) as pool:
        print(list(pool.imap(work, [0, 2, 2])))
`;
    expect(inWords(text)).toBe('multiprocessing.Pool.imap: pool 2; sleep 0.5, sleep 0; 2 x sleep 1, sleep 0.2');
  });
});

test('what does more than sleep, shares or branches is none', () => {
  for (const id of ['lost_update', 'deadlock', 'queue_workers', 'semaphore', 'barrier', 'gil', 'blocked_loop'])
    expect(inWords(textOf(id)), id).toBeUndefined();
  for (const body of ['    if i: time.sleep(1)', '    time.sleep(random.random())', '    time.sleep(i ** 2)'])
    expect(
      asTasks(
        `import time\ndef work(i):\n${body}\nwith ThreadPoolExecutor(2) as pool:\n    pool.map(work, range(3))\n`,
      ),
      body,
    ).toBeUndefined();
});

/** Their programs say nothing of the tool in words that are looked for, or take attempts apart. */
const ENGINES_BACK = ENGINES.filter(({ id, group }) => languagesOf(id)[0] === 'python' && /python|asyncio/.test(group));

describe.each(ENGINES_BACK)('$id', (engine) => {
  test.each(['pool 3\nsleep 0..4', 'pool 2\n6 x sleep 250ms', 'pool 2\nsleep 100ms\nsleep 30ms\nsleep 60ms'])(
    'there and back: %s',
    (notation) => {
      const { scenario } = parseNotation(notation);
      acceptable(engine, scenario);
      const back = asTasks(programFrom(engine.id, scenario).files[0]!.text);
      if (engine.id === 'asyncio.Semaphore') return expect(back).toBeUndefined();
      expect(back).toMatchObject({ engines: [engine.id], knobs: { python: '3.14' } });
      expect(draftScenario(back!).tasks.map(({ segments }) => segments)).toEqual(
        scenario.tasks.map(({ segments }) => segments),
      );
    },
  );
});
