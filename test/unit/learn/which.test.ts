/** Which tool for which work: what is recommended follows from predictions, and everything else is told why not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineById } from '../../../src/engines/list.ts';
import { loadParts } from '../../../src/kernel/virtual/late-parts.ts';
import { predict } from '../../../src/kernel/virtual/predict.ts';
import { candidatesFor, recommend, type Work } from '../../../src/learn/which.ts';
import { draftScenario } from '../../../src/scenario/draft.ts';
import { answerWork, createWhichPage } from '../../../src/store/learn/which-page.ts';
import { makespanIn } from '../../../src/store/traces/makespan.ts';
import { waitFor } from '../../wait-for.ts';

await loadParts();

const FIRST: Work = {
  tasks: 40,
  waitsMs: 200,
  computesMs: 5,
  cores: 4,
  manyMachines: false,
  mustNotBeLost: false,
  dependent: false,
  canAwait: true,
  safeWithoutGil: false,
};

function answerTo(change: Partial<Work>) {
  const work = { ...FIRST, ...change };
  const candidates = candidatesFor(work);
  const takesMs = candidates.map(({ engine, text, knobs, machine }) =>
    makespanIn(predict(engineById(engine), draftScenario({ text, knobs, engines: [engine] }), machine)),
  );
  const answer = recommend(work, candidates, takesMs);
  return { ...answer, engine: candidates[answer.best]!.engine, candidates, takesMs };
}

test('what waits goes to threads, or to asyncio where there are more than threads are good for', () => {
  expect(answerTo({ tasks: 20, computesMs: 1 }).engine).toBe('ThreadPoolExecutor.as_completed');
  expect(answerTo({ tasks: 200, computesMs: 0 }).engine).toBe('asyncio.Semaphore');
  expect(answerTo({ tasks: 200, computesMs: 0, canAwait: false }).engine).toBe('ThreadPoolExecutor.as_completed');
});

test('what computes goes to processes, and what is next to nothing stays in the loop', () => {
  expect(answerTo({ waitsMs: 0, computesMs: 200 }).engine).toBe('ProcessPoolExecutor.as_completed');
  expect(answerTo({ tasks: 5, waitsMs: 0, computesMs: 0.01 }).engine).toBe('sequential');
});

test('what computes goes to threads without a GIL, where the code is safe there, and to no such threads elsewhere', () => {
  const computes = { waitsMs: 0, computesMs: 200 };
  expect(answerTo({ ...computes, safeWithoutGil: true }).engine).toBe('ThreadPoolExecutor.map');
  expect(answerTo({ ...computes, safeWithoutGil: true, dependent: true }).engine).toBe('threading.Thread');
  const { candidates, says, takesMs } = answerTo(computes);
  const free = candidates.findIndex(({ machine }) => machine.gil === false);
  expect(says[free]).toBe('Your code would have to be safe without a GIL.');
  // It is a matter of the GIL: on as many cores, plain threads take as much longer.
  const threads = candidates.findIndex(({ engine }) => engine === 'ThreadPoolExecutor.as_completed');
  expect(takesMs[threads]! / takesMs[free]!).toBeGreaterThan(0.8 * FIRST.cores);
});

test('whatever is asked, each candidate has an engine of its own', () => {
  for (const dependent of [true, false])
    for (const manyMachines of [true, false]) {
      const engines = candidatesFor({ ...FIRST, dependent, manyMachines }).map(({ engine }) => engine);
      expect(new Set(engines).size).toBe(engines.length);
    }
});

test('on several computers, and where nothing may be lost, it is a tool that has both', () => {
  expect(answerTo({ manyMachines: true, computesMs: 300, waitsMs: 0, dependent: true }).engine).toMatch(/^ray|^spark/);
  expect(answerTo({ mustNotBeLost: true }).engine).toBe('celery');
});

test('whatever the work, the one recommended may be taken, is nearly the fastest that may, and all others are told why not', () => {
  const work = fc.record({
    tasks: fc.integer({ min: 1, max: 60 }),
    waitsMs: fc.integer({ min: 0, max: 500 }),
    computesMs: fc.integer({ min: 0, max: 100 }),
    cores: fc.integer({ min: 1, max: 8 }),
    manyMachines: fc.boolean(),
    mustNotBeLost: fc.boolean(),
    dependent: fc.boolean(),
    canAwait: fc.boolean(),
    safeWithoutGil: fc.boolean(),
  });
  fc.assert(
    fc.property(work, (change) => {
      const { best, says, candidates, takesMs, engine } = answerTo(change);
      expect(candidates[best]!.ruledOut).toBeUndefined();
      expect(says.every((sentence) => sentence.length > 5)).toBe(true);
      const may = takesMs.filter((ms, i) => candidates[i]!.ruledOut === undefined && Number.isFinite(ms));
      if (engine !== 'celery') expect(takesMs[best]!).toBeLessThanOrEqual(Math.max(50, Math.min(...may) * 1.15) + 1e-9);
    }),
    { numRuns: 40 },
  );
});

test('what is drawn is what was answered, also after the page behind it has predicted its own scenario for all engines', async () => {
  const page = createWhichPage({ cores: 4, theme: 'system', singleKeys: true });
  const { candidates, sections, takesMs } = await answerWork(page, FIRST, new AbortController().signal);
  await waitFor(() => {
    const { makespans } = page.store.getState();
    expect(sections.filter(({ id }) => makespans[id] === undefined)).toEqual([]);
  });
  for (const { id } of sections)
    expect([id, makespanIn(page.registry.of(id).predicted!)]).toEqual([
      id,
      takesMs[candidates.findIndex(({ engine }) => engine === id)],
    ]);
});
