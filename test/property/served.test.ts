/**
 * What the kernel does by itself (`getTask`, `getJob`, `getEach`, `spawnUnnamed`, programs of one attempt) is what the programs would have
 * done: the same engine, whose requests have lost all that allows it, is predicted the same.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { ENGINES } from '../../src/engines/list.ts';
import type { Program, Request } from '../../src/engines/vocabulary.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { CPYTHON_LINUX, type Machine } from '../../src/scenario/machine.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import { arbScenario } from './scenario-arbitrary.ts';

const plain = (program: Program): Program =>
  function* (env, ...args) {
    const steps = program(env, ...args);
    for (let step = steps.next(); !step.done; ) {
      let answer: unknown;
      let error: { readonly thrown: unknown } | undefined;
      try {
        answer = yield plainRequest(step.value);
      } catch (thrown) {
        error = { thrown };
      }
      step = error ? steps.throw(error.thrown) : steps.next(answer);
    }
  };

function plainRequest(request: Request): Request {
  if (request.op === 'get') {
    const { op, queue, untilGivingUp, yieldsFirst } = request;
    return { op, queue, untilGivingUp, ...(yieldsFirst && { yieldsFirst }) };
  }
  if (request.op !== 'spawn') return request;
  const { unnamed, ...named } = request;
  return { ...named, program: plain(request.program) };
}

const withoutHelp = (engine: Engine): Engine =>
  Object.defineProperties({} as Engine, {
    ...Object.getOwnPropertyDescriptors(engine),
    main: { value: plain(engine.main), enumerable: true },
  });

const machines = fc.constantFrom<Machine>(
  { cores: 1 },
  { cores: 2 },
  { cores: 3, speed: 2, messageRoundTripMs: 1, workerStartMs: 5 },
  { ...CPYTHON_LINUX, threadStartMs: 0.3 },
);
const cases = fc.record({
  scenario: arbScenario({ maxTasks: 10, fails: true, dies: true, kills: true, knobs: true, maxWorkers: 4 }),
  linked: arbScenario({ maxTasks: 8, after: true, fails: true, retry: true, maxWorkers: 3 }),
  machine: machines,
});

test.each(ENGINES.map((engine) => [engine.id, engine] as const))('%s', (_id, engine) => {
  const without = withoutHelp(engine);
  const told = (by: Engine, scenario: Scenario, machine: Machine) => {
    const trace = predict(by, scenario, machine);
    return { ...traceFile(trace), queued: trace.queued };
  };
  fc.assert(
    fc.property(cases, ({ scenario, linked, machine }) => {
      for (const given of engine.oneCall ? [scenario] : [scenario, linked])
        expect(told(engine, given, machine)).toEqual(told(without, given, machine));
    }),
    { numRuns: 40 },
  );
});
