import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { type Draft, draftScenario } from '../../src/scenario/draft.ts';
import { idealMachine } from '../../src/scenario/machine.ts';
import { Runs } from '../../src/store/sweep/measured-points.ts';
import { PASSES, SIZES } from '../../src/store/sweep/sizes.ts';
import {
  type Curve,
  type Sample,
  Sweeper,
  type SweepRequest,
  type SweepWorker,
} from '../../src/store/sweep/sweeper.ts';
import { Trace } from '../../src/trace/trace.ts';
import { spread, valueAt } from '../../src/ui/sweep/lines.ts';
import { valueTicks } from '../../src/ui/sweep/measures.ts';

const ENGINES = ['web-workers', 'sequential'];

/** A worker that answers when told to, two sizes a call. */
class Pretended {
  readonly started: Pretended['start'][] = [];
  readonly asked: { text: string; engine: string; sizes: readonly number[] }[] = [];
  readonly #open: (() => void)[] = [];
  ended = 0;
  /** Calls are answered at once. */
  quick = true;

  readonly start = (): SweepWorker => {
    let text = '';
    const service = {
      take: async (draft: Draft) => {
        text = draft.text;
      },
      limits: async () => undefined,
      some: async (engine: string, _: unknown, sizes: readonly number[]) => {
        this.asked.push({ text, engine, sizes });
        const mine = text;
        if (!this.quick) await new Promise<void>((answer) => this.#open.push(answer));
        if (mine.startsWith('refuse')) throw new Error('scenario.tasks[0].after: expected no `after`, found ["1"]');
        return sizes.slice(0, 2).map((size): Sample => {
          const makespanMs = mine.length * 1000 + size;
          return { size, makespanMs, throughputPerS: 1, utilisation: 1 };
        });
      },
    };
    const started = { ask: service, end: () => void this.ended++ } as unknown as SweepWorker;
    this.started.push(() => started);
    return started;
  };

  async answer(): Promise<void> {
    for (const open of this.#open.splice(0)) open();
    await settle();
  }
}

/** Lets promises and timers of no length run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    for (let i = 0; i < 400; i++) await Promise.resolve();
    await vi.advanceTimersByTimeAsync(1);
  }
}

const requestOf = (text: string, more: Partial<SweepRequest> = {}): SweepRequest => {
  const draft: Draft = { text, knobs: {}, engines: ENGINES };
  const scenario = { tasks: [{ id: text, segments: [] }] };
  return { draft, scenario, machine: idealMachine(2), engines: ENGINES, paused: false, ...more };
};

function sweeping(first: SweepRequest) {
  vi.useFakeTimers();
  const worker = new Pretended();
  const published: { curves: readonly Curve[]; complete: boolean }[] = [];
  let request = first;
  const sweeper = new Sweeper(
    { request: () => request, publish: (curves, complete) => published.push({ curves, complete }) },
    worker.start,
  );
  const want = async (next: SweepRequest) => {
    request = next;
    sweeper.update();
    await settle();
  };
  const last = () => published.at(-1);
  return { worker, published, sweeper, want, last };
}

afterEach(() => vi.useRealTimers());

describe('the order of sizes', () => {
  test('every size from 1 to 64 is in one pass, and each pass ascends', () => {
    expect(PASSES.flat().sort((a, b) => a - b)).toEqual(SIZES);
    for (const pass of PASSES) expect([...pass].sort((a, b) => a - b)).toEqual(pass);
  });

  test('the first pass has both ends and no gap wider than a factor of two', () => {
    const [first] = PASSES;
    expect(first).toEqual([1, 2, 4, 8, 16, 32, 64]);
  });
});

describe('the sweeper', () => {
  test('predicts every size of an engine with a pool, and one of an engine without', async () => {
    const { want, last } = sweeping(requestOf('a'));
    await want(requestOf('a'));
    expect(last()?.complete).toBe(true);
    expect(last()?.curves.map(({ engine, samples }) => [engine, samples.length])).toEqual([
      ['web-workers', 64],
      ['sequential', 1],
    ]);
    expect(last()?.curves[0]?.samples.map(({ size }) => size)).toEqual(SIZES);
  });

  test('has the shape of all curves before it makes any finer', async () => {
    const { worker, want } = sweeping(requestOf('a'));
    await want(requestOf('a'));
    const fine = worker.asked.findIndex(({ sizes }) => sizes.includes(3));
    expect(worker.asked.slice(0, fine).map(({ engine }) => engine)).toContain('sequential');
  });

  test('does nothing for a request that is fulfilled, nor for another pool size', async () => {
    const { worker, want } = sweeping(requestOf('a'));
    const request = requestOf('a');
    await want(request);
    const calls = worker.asked.length;
    await want({ ...request, scenario: { ...request.scenario, workers: 7 } });
    expect(worker.asked.length).toBe(calls);
  });

  test('an engine more is predicted alone', async () => {
    const { worker, want, last } = sweeping(requestOf('a'));
    const request = requestOf('a');
    await want(request);
    const calls = worker.asked.length;
    await want({ ...request, engines: [...ENGINES, 'semaphore'] });
    expect(new Set(worker.asked.slice(calls).map(({ engine }) => engine))).toEqual(new Set(['semaphore']));
    expect(last()?.curves).toHaveLength(3);
  });

  test('the latest request wins, whatever came between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 12 }), async (moves) => {
        const { worker, want, last, sweeper } = sweeping(requestOf('x'));
        worker.quick = false;
        for (const [i, length] of moves.entries()) {
          await want(requestOf('x'.repeat(length)));
          if (i % 3 === 0) await worker.answer();
          if (i % 4 === 1) await vi.advanceTimersByTimeAsync(90);
        }
        worker.quick = true;
        for (let i = 0; i < 5; i++) {
          await worker.answer();
          await vi.advanceTimersByTimeAsync(300);
          await settle();
        }
        expect(last()?.complete).toBe(true);
        expect(last()?.curves[0]?.samples[0]?.makespanMs).toBe(moves.at(-1)! * 1000 + 1);
        expect(last()?.curves[0]?.samples).toHaveLength(64);
        sweeper.end();
        vi.useRealTimers();
      }),
      { numRuns: 40 },
    );
  });

  test('never mixes two scenarios in one picture', async () => {
    const { worker, want, published } = sweeping(requestOf('a'));
    worker.quick = false;
    for (const text of ['a', 'bb', 'ccc', 'bb']) {
      await want(requestOf(text));
      for (let i = 0; i < 7; i++) {
        await vi.advanceTimersByTimeAsync(30);
        await worker.answer();
      }
    }
    for (const { curves } of published) {
      const bases = new Set(curves.flatMap(({ samples }) => samples.map((s) => Math.floor(s.makespanMs / 1000))));
      expect(bases.size).toBeLessThanOrEqual(1);
    }
  });

  test('a prediction that takes too long is given up for a newer request', async () => {
    const { worker, want, last } = sweeping(requestOf('a'));
    worker.quick = false;
    await want(requestOf('a'));
    await want(requestOf('bb'));
    expect(worker.ended).toBe(0);
    worker.quick = true;
    await vi.advanceTimersByTimeAsync(300);
    expect(worker.ended).toBe(1);
    await settle();
    await vi.advanceTimersByTimeAsync(300);
    await settle();
    expect(last()?.complete).toBe(true);
    expect(last()?.curves[0]?.samples[0]?.makespanMs).toBe(2001);
  });

  test('stops while something is measured, and goes on where it was', async () => {
    const { worker, want, last } = sweeping(requestOf('a'));
    worker.quick = false;
    const request = requestOf('a');
    await want(request);
    await worker.answer();
    await want({ ...request, paused: true });
    expect(worker.ended).toBe(1);
    worker.quick = true;
    const calls = worker.asked.length;
    await want(request);
    await settle();
    expect(last()?.complete).toBe(true);
    expect(worker.asked.slice(calls).some(({ sizes }) => sizes.includes(1) && sizes.includes(2))).toBe(false);
  });

  test('says why an engine cannot take the scenario', async () => {
    const { want, last } = sweeping(requestOf('a'));
    await want(requestOf('refuse'));
    expect(last()?.curves[0]).toMatchObject({ samples: [], refused: 'expected no `after`' });
    expect(last()?.complete).toBe(true);
  });
});

describe('measured points', () => {
  const scenario = draftScenario({ text: '4 x sleep 100ms', knobs: { workers: 2 }, engines: [] });
  const measured = (workers: number, facts: Trace['facts'] = {}, more = {}) => {
    const sized = { ...scenario, ...more, workers };
    const like = predict(engineById('semaphore'), sized, idealMachine(2));
    const trace = new Trace('measured', 'semaphore', idealMachine(2), sized);
    Object.assign(trace, {
      spans: like.spans,
      segments: like.segments,
      waits: like.waits,
      totalMs: like.totalMs,
      facts,
    });
    return trace;
  };

  test('are kept once each, with the pool size that they ran with', () => {
    const runs = new Runs();
    const [two, four] = [measured(2), measured(4)];
    runs.keep([two]);
    runs.keep([two, four]);
    expect(runs.of({ ...scenario, workers: 9, name: 'mine' })).toMatchObject([
      { engine: 'semaphore', size: 2, makespanMs: 200, throughputPerS: 20, utilisation: 1 },
      { engine: 'semaphore', size: 4, makespanMs: 100, throughputPerS: 40, utilisation: 1 },
    ]);
  });

  test('belong to their tasks and knobs', () => {
    const runs = new Runs();
    runs.keep([measured(2), measured(3, {}, { switchIntervalMs: 9 })]);
    const [tasks, again] = [
      draftScenario({ text: '4 x sleep 90ms', knobs: {}, engines: [] }),
      draftScenario({ text: '4 x sleep 100ms  # again', knobs: {}, engines: [] }),
    ];
    expect(runs.of(tasks)).toEqual([]);
    expect(runs.of(again).map(({ size }) => size)).toEqual([2]);
    expect(runs.of({ ...again, switchIntervalMs: 9 }).map(({ size }) => size)).toEqual([3]);
  });

  test('come from whole runs only', () => {
    const runs = new Runs();
    runs.keep([measured(2, { stoppedMs: 5 }), measured(2, { hidden: true }), measured(2, { hung: true })]);
    const under = measured(2);
    under.totalMs = Number.NaN;
    runs.keep([under]);
    expect(runs.of(scenario)).toEqual([]);
    under.totalMs = 200;
    runs.keep([under]);
    expect(runs.of(scenario)).toHaveLength(1);
  });
});

test("a program of the user's is no point of any sweep", () => {
  const runs = new Runs();
  const executed = new Trace('executed', 'python', idealMachine(2), { tasks: [{ id: 'MainThread', segments: [] }] });
  executed.totalMs = 5;
  runs.keep([executed]);
  expect(runs.of(executed.scenario)).toEqual([]);
});

describe('the chart', () => {
  test('labels keep apart and stay within the plot, as far as there is room', () => {
    const wanted = fc.array(fc.double({ min: -50, max: 400, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(wanted, (list) => {
        const places = spread(list, 16, 10, 300);
        const sorted = [...places].sort((a, b) => a - b);
        for (const [i, place] of sorted.entries()) {
          expect(place).toBeLessThanOrEqual(300);
          expect(place).toBeGreaterThanOrEqual(10 - 1e-9);
          if (i > 0) expect(place - sorted[i - 1]!).toBeGreaterThanOrEqual(16 - 1e-9);
        }
        for (const [i, a] of list.entries())
          for (const [j, b] of list.entries()) if (a < b) expect(places[i]!).toBeLessThan(places[j]!);
      }),
    );
  });

  test('ticks begin at 0, are evenly apart and not too many', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.integer({ min: 1, max: 12 }), (top, most) => {
        const { values, step } = valueTicks(top, most);
        expect(values[0]).toBe(0);
        expect(values.length).toBeLessThanOrEqual(most + 1);
        for (const [i, value] of values.entries()) expect(value).toBeCloseTo(i * step, 6);
      }),
    );
  });

  test('between sizes that are known the line is straight', () => {
    const vertices = [
      { size: 1, value: 10 },
      { size: 4, value: 4 },
    ];
    expect([1, 2, 3, 4, 5].map((size) => valueAt(vertices, size))).toEqual([10, 8, 6, 4, Number.NaN]);
  });
});
