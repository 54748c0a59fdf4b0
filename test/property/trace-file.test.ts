import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { InputError } from '../../src/scenario/input-error.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { recordings } from '../conformance/recordings.ts';
import { arbScenario } from './scenario-arbitrary.ts';

const clone = <T>(x: T): T => JSON.parse(JSON.stringify(x));

test.each(ENGINES.map((engine) => engine.id))('%s: a trace written and read again is the same', (id) => {
  const engine = ENGINES.find((other) => other.id === id)!;
  const scenarios = arbScenario({
    fails: true,
    dies: true,
    group: true,
    ...(engine.oneCall ? {} : { after: true, retry: true }),
  });
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const file = clone(traceFile(predict(engine, scenario, { cores: 2, messageRoundTripMs: 0.1 })));
      expect(clone(traceFile(readTrace(file)))).toEqual(file);
    }),
    { numRuns: 50 },
  );
});

test.each(recordings)('%s can be read', (_name, recording) => {
  const trace = readTrace(recording);
  expect(trace.spans.length).toBe(recording.spans.length);
  expect(trace.totalMs).toBe(recording.totalMs);
  expect(traceFile(trace).facts).toEqual(recording.facts);
});

test('whatever is no trace is an InputError that begins with the place', () => {
  const good = traceFile(
    predict(ENGINES[0]!, { tasks: [{ id: '0', segments: [{ kind: 'sleep', ms: 1 }] }] }, { cores: 1 }),
  );
  expect(() => readTrace({ ...good, format: 'other' })).toThrow(
    /^trace\.format: expected "concurrency-trace\/1", found "other"/,
  );
  expect(() => readTrace({ ...good, spans: [{ ...good.spans[0], start: null }] })).toThrow(
    /^trace\.spans\[0\]\.start: expected a number/,
  );
  expect(() => readTrace({ ...good, spans: [{ ...good.spans[0], task: 'x' }] })).toThrow(/^trace\.spans\[0\]\.task: /);
  fc.assert(
    fc.property(fc.anything(), (x) => {
      try {
        readTrace(x);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
  );
});
