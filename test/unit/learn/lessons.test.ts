/** Every lesson is held to predictions: its claims, the one right answer of each question, every figure in its text. */
import { describe, expect, test } from 'vitest';
import { acceptable } from '../../../src/engines/acceptable.ts';
import { engineById } from '../../../src/engines/list.ts';
import { loadParts } from '../../../src/kernel/virtual/late-parts.ts';
import { predict } from '../../../src/kernel/virtual/predict.ts';
import { liveRunsOf, machineOf, needKey, needsOf, scenarioOf, textsOf, valuesOf } from '../../../src/learn/case-of.ts';
import { changedLines, looksAtLine } from '../../../src/learn/changed-lines.ts';
import { isProgram, type Lesson, type Option, rightOutcome } from '../../../src/learn/lesson.ts';
import { CHAPTERS, LESSONS, lessonById } from '../../../src/learn/list.ts';
import { figureOf, holds, inWords, readCondition, readMeasure, type TraceOf } from '../../../src/learn/measure.ts';
import { measuresIn } from '../../../src/learn/prose.ts';
import { readTiny } from '../../../src/learn/tiny.ts';
import type { Trace } from '../../../src/trace/trace.ts';

await loadParts();

/** All that the page would predict for the lesson, and nothing else. */
function figuresOf(lesson: Lesson): TraceOf {
  const traces = new Map<string, Trace>();
  for (const need of needsOf(lesson)) {
    const engine = engineById(need.engine ?? lesson.case.asked[0]);
    const { overrides } = need;
    traces.set(needKey(need), predict(engine, scenarioOf(lesson, overrides), machineOf(lesson, overrides)));
  }
  return (engine, overrides) => {
    const key = needKey({ engine, overrides });
    const trace = traces.get(key);
    if (!trace) throw new Error(`${lesson.id}: nobody predicted ${key}`);
    return trace;
  };
}

const right = (options: readonly Option[], figures: TraceOf): readonly string[] =>
  options.filter(({ when }) => holds(readCondition(when), figures)).map(({ says }) => says);

/** A condition with the figures on both sides, for when it does not hold. */
function told(condition: string, figures: TraceOf): string {
  const { left, right } = readCondition(condition);
  const b = typeof right === 'number' ? right : figureOf(right, figures);
  return `${condition} (${figureOf(left, figures)}, ${b})`;
}

const OF_TASKS = LESSONS.filter((lesson): lesson is Lesson => !isProgram(lesson));
const OF_PROGRAMS = LESSONS.filter(isProgram);

describe.each(OF_TASKS.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  const figures = figuresOf(lesson);

  test('what it claims is so, by prediction', () => {
    expect(lesson.claims.length).toBeGreaterThan(1);
    const wrong = lesson.claims.filter((claim) => !holds(readCondition(claim), figures));
    expect(wrong.map((claim) => told(claim, figures))).toEqual([]);
  });

  test('what a run is to show of it is predicted, too', () => {
    const runs = new Map(
      liveRunsOf(lesson).map((run) => [
        needKey(run),
        predict(engineById(run.engine ?? lesson.case.asked[0]), run.scenario, machineOf(lesson, run.overrides)),
      ]),
    );
    const traceOf: TraceOf = (engine, overrides) => runs.get(needKey({ engine, overrides }))!;
    const wrong = (lesson.live?.holds ?? []).filter((claim) => !holds(readCondition(claim), traceOf));
    expect(wrong.map((claim) => told(claim, traceOf))).toEqual([]);
  });

  test('each question has one right answer', () => {
    const { asks } = lesson.guess;
    for (const options of [...(asks.kind === 'choice' ? [asks.options] : []), lesson.change.asks.options]) {
      const found = right(options, figures);
      expect([found.length, options.map(({ when }) => told(when, figures))]).toEqual([1, expect.anything()]);
    }
  });

  test('every figure in its text can be worked out, at every stop of its control', () => {
    for (const chosen of [{}, ...valuesOf(lesson.change.control)])
      for (const measure of [lesson.change.says, ...lesson.change.notice].flatMap(measuresIn).map(readMeasure))
        expect(inWords(measure, figureOf(measure, figures, chosen))).not.toContain('NaN');
    for (const measure of textsOf(lesson).flatMap(measuresIn).map(readMeasure))
      expect(inWords(measure, figureOf(measure, figures))).not.toContain('NaN');
  });

  test('the moment that is asked for lies on the axis that is seen before, and the handle does not stand on it', () => {
    const { asks } = lesson.guess;
    if (asks.kind !== 'time') return;
    const answer = figureOf(readMeasure(asks.of), figures);
    expect(Math.abs(answer - asks.fromMs)).toBeGreaterThan(0.02 * answer);
    const seen = lesson.case.beside.map(
      (engine) => predict(engineById(engine), scenarioOf(lesson), machineOf(lesson)).totalMs,
    );
    const alone = scenarioOf(lesson).tasks.map(({ segments }) => segments.reduce((ms, one) => ms + one.ms, 0));
    expect({ answer, fits: answer <= Math.max(...seen, ...(lesson.case.alone ? alone : [])) * 1.05 }).toEqual({
      answer,
      fits: true,
    });
  });

  test('its reason is about a bar that is there', () => {
    const { engine = lesson.case.asked[0], task } = lesson.why.looksAt;
    expect(lesson.case.asked).toContain(engine);
    expect(scenarioOf(lesson).tasks.map(({ id }) => id)).toContain(task);
  });

  test('its control begins where the lesson stands, and something is seen before the guess', () => {
    const { control } = lesson.change;
    const { text, knobs, alone, beside, asked } = lesson.case;
    if (control.kind === 'text') expect(control.values[0]!.text).toBe(text);
    else if (control.kind === 'number') expect(knobs).toHaveProperty(control.knob);
    expect(alone ?? beside[0]).toBeDefined();
    for (const value of valuesOf(control))
      for (const id of asked) acceptable(engineById(id), scenarioOf(lesson, value));
    for (const [, stretches] of lesson.tiny) expect(readTiny(stretches).length).toBeGreaterThan(0);
  });
});

test.each(OF_PROGRAMS.map((lesson) => [lesson.id, lesson] as const))(
  '%s: each question has one right answer, and something changes with the program',
  (_, lesson) => {
    for (const options of [lesson.guess.options, lesson.change.asks.options]) {
      const found = options.filter(({ of, comesOut }) => lesson.programs[of]!.comesOut === comesOut);
      expect(found).toEqual([options[rightOutcome(lesson, options)]]);
    }
    expect(new Set(lesson.programs.map(({ comesOut }) => comesOut)).size).toBeGreaterThan(1);
    expect(new Set(lesson.programs.map(({ text }) => text)).size).toBe(lesson.programs.length);
    for (const [, stretches] of lesson.tiny) expect(readTiny(stretches).length).toBeGreaterThan(0);
  },
);

test.each(OF_PROGRAMS.map((lesson) => [lesson.id, lesson] as const))(
  '%s: the lines that its change is about are some of the program, and not most of it',
  (_, lesson) => {
    for (const { text } of lesson.programs) {
      const lines = text.split('\n');
      const changed = changedLines(lesson, text);
      for (const place of changed) expect(lines[place]!.trim()).not.toBe('');
      expect(changed.size).toBeLessThan(lines.length / 2);
    }
    expect(
      changedLines(lesson, lesson.programs[0].text).size + changedLines(lesson, lesson.programs[1]!.text).size,
    ).toBeGreaterThan(0);
    expect(changedLines(lesson, 'print(1)').size).toBe(0);
  },
);

test.each(OF_PROGRAMS.map((lesson) => [lesson.id, lesson] as const))(
  '%s: its reason is about a line of its program',
  (_, lesson) => {
    expect(lesson.programs[0].text.split('\n')[looksAtLine(lesson)]?.trim()).toBe(lesson.why.looksAt);
  },
);

test('lessons have ids of their own that can stand in an address, and each is found by its id', () => {
  const ids = LESSONS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const lesson of LESSONS) {
    expect(lesson.id).toMatch(/^[a-z][a-z0-9-]+$/);
    expect(lessonById(lesson.id)).toBe(lesson);
  }
  expect(CHAPTERS.every(({ lessons }) => lessons.length > 0)).toBe(true);
});
