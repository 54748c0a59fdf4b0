/** The scenario and the machine of a lesson, and which predictions its text asks for. */
import { type Draft, draftScenario } from '../scenario/draft.ts';
import type { Machine } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type AnyLesson, type Control, isProgram, type Lesson } from './lesson.ts';
import { type Measure, type Overrides, readCondition, readMeasure } from './measure.ts';
import { measuresIn } from './prose.ts';
import { STEPS, type Step } from './steps.ts';

/** The machine of a lesson: two cores, which every computer has, and costs only where the lesson is about them. */
export const machineOf = (
  { case: { costs }, change: { control } }: Lesson,
  { cores, machine: which = 0 }: Overrides = {},
): Machine => ({
  cores: 2,
  switchIntervalMs: 5,
  ...costs,
  ...(control.kind === 'machine' && control.values[Number(which)]?.machine),
  ...(cores !== undefined && { cores: Number(cores) }),
});

/** The text of the notation that stands for a choice. */
function textOf({ case: { text }, change: { control } }: Lesson, { text: which }: Overrides): string {
  if (which === undefined || control.kind !== 'text') return text;
  return control.values[Number(which)]?.text ?? text;
}

/** The draft of a lesson; `overrides`: knobs that are otherwise. */
export function draftOf(lesson: Lesson, overrides: Overrides = {}): Draft {
  const { text: _, cores: __, machine: ___, ...knobs } = overrides;
  return {
    text: textOf(lesson, overrides),
    knobs: { ...lesson.case.knobs, ...knobs },
    engines: lesson.case.asked,
    machine: machineOf(lesson, overrides),
  };
}

export const scenarioOf = (lesson: Lesson, overrides: Overrides = {}): Scenario =>
  draftScenario(draftOf(lesson, overrides));

/** What a control may stand at, as overrides. */
export function valuesOf(control: Control): readonly Overrides[] {
  switch (control.kind) {
    case 'number':
      return Array.from({ length: control.max - control.min + 1 }, (_, i) => ({ [control.knob]: control.min + i }));
    case 'choice':
      return control.values.map(({ value }) => ({ [control.knob]: value }));
    case 'text':
      return control.values.map((_, i) => ({ text: i }));
    case 'machine':
      return control.values.map((_, i) => ({ machine: i }));
  }
}

/** The texts of a step, in the order of reading. Those of Run are the same in all lessons. */
export function textsOfStep(lesson: AnyLesson, step: Step): readonly string[] {
  const { why, change, guess } = lesson;
  switch (step) {
    case 'guess': {
      const asked = isProgram(lesson) ? lesson.guess : lesson.guess.asks;
      return [...guess.says, asked.question, ...('options' in asked ? asked.options.map(({ says }) => says) : [])];
    }
    case 'run':
      return [];
    case 'why':
      return [why.head, ...why.says, ...(why.not ? [why.not.head, why.not.says] : [])];
    case 'change':
      return [
        change.says,
        ...change.notice,
        change.asks.question,
        ...change.asks.options.map(({ says }) => says),
        change.takeAlong,
      ];
  }
}

/** Every text of a lesson, in the order of reading. */
export const textsOf = (lesson: AnyLesson): readonly string[] => [
  lesson.title,
  lesson.claim,
  ...STEPS.flatMap((step) => textsOfStep(lesson, step)),
];

const conditionsOf = ({ guess: { asks }, change, claims }: Lesson): readonly string[] => [
  ...(asks.kind === 'choice' ? asks.options.map(({ when }) => when) : []),
  ...change.asks.options.map(({ when }) => when),
  ...claims,
];

/** The predictions that a lesson needs: an engine (undefined: the first one asked about) and what is otherwise. */
export function needsOf(lesson: Lesson): readonly Need[] {
  const { asks } = lesson.guess;
  const measures = [
    ...textsOf(lesson).flatMap(measuresIn).map(readMeasure),
    ...(asks.kind === 'time' ? [readMeasure(asks.of)] : []),
    ...measuresOf(conditionsOf(lesson)),
  ];
  // What is said of the change is said of each value.
  const ofChange = [lesson.change.says, ...lesson.change.notice].flatMap(measuresIn).map(readMeasure);
  const chosen = valuesOf(lesson.change.control).flatMap((value) => [
    { overrides: value },
    ...ofChange.map(({ engine, overrides }) => ({ engine, overrides: { ...value, ...overrides } })),
  ]);
  const all = [{ overrides: {} }, ...measures, ...chosen];
  return eachOnce(all);
}

const measuresOf = (conditions: readonly string[]): readonly Measure[] =>
  conditions.map(readCondition).flatMap(({ left, right }) => (typeof right === 'number' ? [left] : [left, right]));

type Need = Pick<Measure, 'engine' | 'overrides'>;

const eachOnce = (needs: readonly Need[]): readonly Need[] => [
  ...new Map(needs.map((one) => [needKey(one), one])).values(),
];

/** The runs that what is shown live needs, with their scenarios. */
export function liveRunsOf(lesson: Lesson): readonly (Need & { readonly scenario: Scenario })[] {
  const { text, holds = [] } = lesson.live ?? {};
  const shorter = text === undefined ? lesson : { ...lesson, case: { ...lesson.case, text } };
  return eachOnce(measuresOf(holds)).map((need) => ({ ...need, scenario: scenarioOf(shorter, need.overrides) }));
}

export const needKey = ({ engine = '', overrides }: Need): string =>
  `${engine} ${JSON.stringify(Object.entries(overrides).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
