/** A knob and its value in a few words. */
import { expect, test } from 'vitest';
import { parseNotation } from '../../src/scenario/notation.ts';
import { furtherKnobs, knobWords } from '../../src/store/state/chosen-engines.ts';

const words = (text: string, engines: readonly string[]) => {
  const { scenario } = parseNotation(text);
  return furtherKnobs(engines, scenario).map((knob) => knobWords(knob, scenario, { cores: 2 }, scenario.workers ?? 2));
};

test('each knob says its name and what the next run has, set or not', () => {
  expect(words('sleep 1', ['web-workers'])[0]).toBe('Dispatch: message');
  expect(words('dispatch shared\nsleep 1', ['web-workers'])[0]).toBe('Dispatch: shared memory');
  expect(words('switchIntervalMs 20\ncpu 1', ['threading.Thread'])).toContain('Switch interval: 20 ms');
  expect(words('8 x sleep 1\npool 2', ['multiprocessing.Pool.map'])).toContain('Chunk size: 1');
});
