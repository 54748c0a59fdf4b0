/** A live run has a worker ready for each thread or process that its prediction begins: one that starts in mid-run comes late. */
import { describe, expect, test } from 'vitest';
import '../seed/load-engines.ts';
import { settle } from '../../src/engines/knobs.ts';
import { engineById } from '../../src/engines/list.ts';
import { RunMemory } from '../../src/kernel/live/run-memory.ts';
import { placesOf, workersAtFirst } from '../../src/kernel/live/workers-at-first.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { PRESETS, presetDraft } from '../../src/scenario/presets.ts';
import { OUTCOMES } from '../../src/trace/trace.ts';

const MACHINE = { cores: 2 };
const scenarioOf = (preset: string) => draftScenario(presetDraft(PRESETS.find(({ id }) => id === preset)!));

function ready(id: string, preset: string): { readonly workers: number; readonly places: number } {
  const [engine, scenario] = [engineById(id), scenarioOf(preset)];
  const settings = settle(engine.knobs, scenario, MACHINE);
  const places = placesOf(engine, settings, scenario);
  return { workers: workersAtFirst(engine, new RunMemory(engine, scenario, settings, MACHINE, 0, places)), places };
}

const outcomesOf = (id: string, preset: string): readonly string[] => {
  const { spans } = predict(engineById(id), scenarioOf(preset), MACHINE);
  return Array.from(spans.at.outcome.subarray(0, spans.length), (number) => OUTCOMES[number]!);
};

describe('workers that are there when a run begins', () => {
  test.each(['threading.Thread', 'multiprocessing.Process'])('%s: one for each attempt', (id) => {
    const attempts = outcomesOf(id, 'errors').length;
    expect(attempts).toBeGreaterThan(scenarioOf('errors').tasks.length);
    expect(ready(id, 'errors').workers).toBeGreaterThanOrEqual(attempts);
  });

  test('spark: one for each place, and one for each process that a failure ends', () => {
    const failed = outcomesOf('spark', 'errors-everywhere').filter((outcome) => outcome === 'failed').length;
    const { workers, places } = ready('spark', 'errors-everywhere');
    expect(failed).toBeGreaterThan(0);
    expect(workers).toBeGreaterThanOrEqual(places + failed);
  });

  test.each(['celery.chord', 'spark'])('%s: one more for each that is killed', (id) => {
    for (const preset of ['worker-dies', 'kill-worker']) {
      const { workers, places } = ready(id, preset);
      expect(workers).toBeGreaterThan(places);
    }
  });

  test('a pool whose workers stay has one for each place', () => {
    for (const id of ['web-workers', 'multiprocessing.Pool.imap', 'ThreadPoolExecutor.map']) {
      const { workers, places } = ready(id, id === 'ThreadPoolExecutor.map' ? 'errors-everywhere' : 'kill-worker');
      expect(workers).toBe(places);
    }
  });
});
