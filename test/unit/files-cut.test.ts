/** Files cut off at every byte: what is there opens, and that it is not all is said. */
import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { InputError } from '../../src/scenario/input-error.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { eventsText } from '../../src/trace/files/events-out.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { traceText } from '../../src/trace/files/trace-out.ts';
import { importText } from '../import-text.ts';

const scenario = parseNotation(
  'pool 2\nload: 5 x sleep 10ms\nmerge after load: cpu 5ms\nsleep 3ms fails on 1 retry 1',
).scenario;
const trace = predict(engineById('web-workers'), scenario, { cores: 2, messageRoundTripMs: 0.1 });
const own = [...traceText(trace)].join('').trimEnd();
const ownEvents = [...eventsText(trace, { title: 'Web Workers', laneName: (lane) => `worker ${lane}` })]
  .join('')
  .trimEnd();
const foreign = JSON.stringify({
  displayTimeUnit: 'ms',
  traceEvents: Array.from({ length: 12 }, (_, i) => ({ ph: 'X', name: `f${i}`, pid: 1, tid: 1, ts: i * 10, dur: 9 })),
});

/** Opened, or the message of the error. Anything but an InputError fails the test. */
function opened(text: string) {
  try {
    return importText(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

describe.each([
  ['a trace of ours', own],
  ['trace events of ours', ownEvents],
  ['trace events of another', foreign],
  ['a bare list of events', foreign.slice(foreign.indexOf('['), -1)],
])('%s', (_what, text) => {
  const whole = importText(text);
  const all = traceFile(whole.trace).spans;

  test('whole, nothing is said to be missing', () => {
    expect(whole.cut).toBeUndefined();
  });

  test('cut off at every byte', () => {
    let last = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let at = text.length - 1; at > 0; at--) {
      const found = opened(text.slice(0, at));
      if (typeof found === 'string') {
        expect(found).toMatch(/^(file|trace|scenario|machine)/);
        continue;
      }
      expect(found.cut, `at byte ${at}`).toMatch(/^The file ends early/);
      const { spans } = traceFile(found.trace);
      // No more than there is, and less and less of it.
      least = Math.min(least, spans.length);
      expect(spans.length).toBe(least);
      expect(all.map(({ task, start, end }) => `${task} ${start} ${end}`)).toEqual(
        expect.arrayContaining(spans.map(({ task, start, end }) => `${task} ${start} ${end}`)),
      );
      last = at;
    }
    expect(least).toBe(1);
    expect(last).toBeLessThan(text.length * 0.9);
  });
});

test('a trace of ours whose spans come before its tasks: tasks that are not there are made of their spans', () => {
  const { scenario: tasks, spans, ...head } = JSON.parse(own);
  const text = JSON.stringify({ ...head, spans, scenario: tasks });
  const found = importText(text.slice(0, text.indexOf('"tasks"') + 60));
  expect(found.trace.spans.length).toBe(trace.spans.length);
  expect(found.cut).toMatch(/inside trace\.scenario\.tasks/);
});
