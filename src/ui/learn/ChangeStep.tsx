/** Change: one control within the sentence, what to notice, one question, and what to take along. */
import { useState } from 'react';
import { cardsOfChange } from '../../learn/cards.ts';
import { machineOf } from '../../learn/case-of.ts';
import type { Control } from '../../learn/lesson.ts';
import { figureOf, type Overrides, readMeasure } from '../../learn/measure.ts';
import { Icon } from '../base/Icon.tsx';
import { useApp } from '../base/use-overlap.ts';
import { useFigure, useLesson } from './lesson-context.ts';
import { Prose } from './Prose.tsx';
import { Question } from './Question.tsx';
import { Box, Paragraphs } from './StepParts.tsx';
import { useRight } from './use-came-out.ts';
import './change-step.css';

/** What the control stands at, as measures know it. */
function useChosen(control: Control): Overrides {
  const { lesson } = useLesson();
  const text = useApp((state) => state.draft.text);
  const scenario = useApp((state) => state.scenario) as unknown as Readonly<
    Record<string, number | string | undefined>
  >;
  const cores = useApp((state) => state.assumed.machine.cores);
  const machine = useApp((state) => JSON.stringify(state.draft.machine));
  if (control.kind === 'text')
    return {
      text: Math.max(
        0,
        control.values.findIndex((value) => value.text === text),
      ),
    };
  if (control.kind === 'machine') {
    const is = (i: number) => JSON.stringify(machineOf(lesson, { machine: i })) === machine;
    return {
      machine: Math.max(
        0,
        control.values.findIndex((_, i) => is(i)),
      ),
    };
  }
  if (control.knob === 'cores') return { cores };
  const value = scenario[control.knob];
  if (value !== undefined) return { [control.knob]: value };
  return control.kind === 'choice' ? { [control.knob]: control.values[0]!.value } : {};
}

export function ChangeStep() {
  const { lesson } = useLesson();
  const { says, control } = lesson.change;
  const { notice, takeAlong } = cardsOfChange(lesson.change);
  const chosen = useChosen(control);
  const figure = useFigure(chosen);
  return (
    <>
      <p className="ln-sentence" aria-live="polite">
        <Prose
          text={says}
          figure={(measure) => (measure === 'control' ? <Handle control={control} chosen={chosen} /> : figure(measure))}
        />
      </p>
      {control.kind === 'number' && <Columns control={control} chosen={chosen} />}
      <Paragraphs of={notice} figure={figure} />
      <Asked />
      <Box head="Take along." says={takeAlong} figure={figure} />
    </>
  );
}

function useSet(control: Control): (value: number | string) => void {
  const { lesson } = useLesson();
  const { setKnob, setText, setMachine } = useApp((state) => state);
  return (value) => {
    if (control.kind === 'text') setText(control.values[Number(value)]!.text);
    else if (control.kind === 'machine') setMachine(machineOf(lesson, { machine: value }));
    else if (control.knob === 'cores') setMachine(machineOf(lesson, { cores: value }));
    else setKnob(control.knob, value);
  };
}

function Handle({ control, chosen }: { readonly control: Control; readonly chosen: Overrides }) {
  const set = useSet(control);
  switch (control.kind) {
    case 'number': {
      const value = Number(chosen[control.knob]);
      const step = (by: number) => set(Math.min(control.max, Math.max(control.min, value + by)));
      return (
        <span className="ln-stepper">
          <button
            type="button"
            aria-label={`${control.name}: fewer`}
            disabled={value <= control.min}
            onClick={() => step(-1)}
          >
            <Icon name="chevron-down" size={14} />
          </button>
          <b>{value}</b>
          <button
            type="button"
            aria-label={`${control.name}: more`}
            disabled={value >= control.max}
            onClick={() => step(1)}
          >
            <Icon name="chevron-up" size={14} />
          </button>
        </span>
      );
    }
    case 'choice':
    case 'text':
    case 'machine': {
      const values = control.values.map((one, i) => ({ says: one.says, value: 'value' in one ? one.value : i }));
      const now = control.kind === 'choice' ? chosen[control.knob] : chosen[control.kind];
      return (
        <select
          className="ln-select"
          aria-label={control.name}
          value={values.findIndex(({ value }) => value === now)}
          onChange={({ target }) => set(values[Number(target.value)]!.value)}
        >
          {values.map(({ says }, i) => (
            <option key={says} value={i}>
              {says}
            </option>
          ))}
        </select>
      );
    }
  }
}

/** How it would be at every stop, over a slider. */
function Columns({
  control,
  chosen,
}: {
  readonly control: Extract<Control, { kind: 'number' }>;
  readonly chosen: Overrides;
}) {
  const { figures } = useLesson();
  const set = useSet(control);
  const takes = readMeasure('takes');
  const stops = Array.from({ length: control.max - control.min + 1 }, (_, i) => control.min + i);
  const heights = figures ? stops.map((stop) => figureOf(takes, figures, { [control.knob]: stop })) : [];
  const highest = Math.max(...heights.filter(Number.isFinite));
  const value = Number(chosen[control.knob]);
  return (
    <div className="ln-columns">
      <div aria-hidden="true">
        {stops.map((stop, i) => (
          <i
            key={stop}
            data-on={stop === value ? '' : undefined}
            style={{ height: `${Math.max(4, Math.min(1, (heights[i] ?? 0) / highest) * 40)}px` }}
          />
        ))}
      </div>
      <input
        type="range"
        aria-label={control.name}
        min={control.min}
        max={control.max}
        value={value}
        onChange={({ target }) => set(target.valueAsNumber)}
      />
      <p aria-hidden="true">
        <span>{control.min}</span>
        <span>{control.max}</span>
      </p>
    </div>
  );
}

function Asked() {
  const { lesson } = useLesson();
  const { question, options } = lesson.change.asks;
  const figure = useFigure();
  const right = useRight(options);
  const [chosen, setChosen] = useState<number>();
  return (
    <Question
      question={<Prose text={question} figure={figure} />}
      options={options.map(({ says }) => says)}
      right={right}
      chosen={chosen}
      onChoose={setChosen}
      figure={figure}
    />
  );
}
