import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highlight } from '../../src/scenario/highlight.ts';
import { InputError } from '../../src/scenario/input-error.ts';
import { knobIn, knobNames } from '../../src/scenario/knobs.ts';
import { NotationError, parseNotation } from '../../src/scenario/notation.ts';
import { printNotation } from '../../src/scenario/print.ts';
import { hasKnob, setKnob } from '../../src/scenario/set-knob.ts';
import { summary } from '../../src/scenario/summary.ts';
import { validateScenario } from '../../src/scenario/validate.ts';
import { validateMachine } from '../../src/scenario/validate-settings.ts';
import { arbScenario, arbText, WILD } from './scenario-arbitrary.ts';

/** Texts that are nearly notation. */
const words = fc.constantFrom(
  'sleep',
  'cpu',
  'nothing',
  ' ',
  ' ',
  ' ',
  '\n',
  '\n',
  'ms',
  's',
  '1',
  '2',
  '0.5',
  '150',
  '1e3',
  '..',
  ',',
  ', ',
  ':',
  '+-',
  '%',
  '±',
  'x',
  ' x ',
  'fails',
  ' on ',
  'retry',
  'dies',
  'after',
  'step',
  '#',
  '# ',
  '#a',
  '#0',
  '#"',
  '"',
  'load',
  'pool',
  'seed',
  'name',
  'workers 3',
  'dispatch shared',
  'kill worker of #0 at 1',
  'extra',
  ' tasks[0] ',
  '{"a":1}',
  '[',
  ']',
  '{',
  '}',
  '\\',
  '\r',
  '\t',
  'ż',
  '\ud800',
  '8 x cpu 150ms',
  'sleep 0..4',
  'load: sleep 1',
  'merge after load: cpu 1',
  '999999 x sleep 1',
);
const nearly = fc.array(words, { maxLength: 25 }).map((parts) => parts.join(''));
const anyText = fc.oneof(nearly, arbText);

function parsed(text: string) {
  try {
    return parseNotation(text).scenario;
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as NotationError;
  }
}

describe('task notation, for random scenarios and texts', () => {
  test('what is printed is parsed back exactly, whatever ids, groups, numbers and unknown members', () => {
    fc.assert(
      fc.property(arbScenario({ ...WILD, many: true }), (scenario) => {
        const text = printNotation(scenario);
        expect(parseNotation(text).scenario).toStrictEqual(scenario);
      }),
      { numRuns: 1000 },
    );
  });

  test('what is parsed is valid, as plain as it gets, and printed and parsed again the same', () => {
    fc.assert(
      fc.property(nearly, (text) => {
        const scenario = parsed(text);
        if (scenario instanceof Error || scenario.tasks.length > 10_000) return;
        expect(validateScenario(scenario).scenario).toStrictEqual(scenario);
        expect(parseNotation(printNotation(scenario)).scenario).toStrictEqual(scenario);
        expect(summary(scenario)).not.toContain('NaN');
      }),
      { numRuns: 2000 },
    );
  });

  test('any text either parses or is an InputError at a place in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const error = parsed(text);
        if (!(error instanceof Error)) return;
        expect(error).toBeInstanceOf(NotationError);
        const line = text.split('\n')[error.line - 1] as string;
        expect(line.slice(error.column - 1, error.column - 1 + error.found.length)).toBe(error.found);
        expect(error.message.startsWith(`scenario:${error.line}:${error.column}: expected `)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('any JSON either is a scenario or an InputError that begins with its path', () => {
    const almost = fc.record(
      {
        workers: fc.oneof(fc.integer(), fc.jsonValue()),
        kills: fc.jsonValue(),
        tasks: fc.oneof(
          fc.array(
            fc.record(
              {
                id: fc.oneof(fc.constantFrom('0', '1', '2'), fc.jsonValue()),
                segments: fc.oneof(
                  fc.array(
                    fc.record({ kind: fc.constantFrom('cpu', 'sleep', 'x'), ms: fc.oneof(fc.nat(), fc.jsonValue()) }),
                  ),
                  fc.jsonValue(),
                ),
                fails: fc.jsonValue(),
                after: fc.array(fc.constantFrom('0', '1', '2')),
              },
              { requiredKeys: ['id', 'segments'] },
            ),
          ),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: ['tasks'] },
    );
    fc.assert(
      fc.property(fc.oneof(almost, fc.jsonValue(), fc.anything()), (x) => {
        for (const [path, check] of [
          ['scenario', validateScenario],
          ['machine', validateMachine],
        ] as const) {
          try {
            check(x);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            expect((error as Error).message.startsWith(path)).toBe(true);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a knob is rewritten on its line and nothing else changes', () => {
    const value: Readonly<Record<string, string | number>> = {
      workers: 7,
      chunksize: 7,
      switchIntervalMs: 7,
      giveUpMs: 7,
      seed: 7,
      dispatch: 'chunk',
      startMethod: 'spawn',
      name: 'a # "b"\n',
    };
    fc.assert(
      fc.property(arbScenario(WILD), fc.constantFrom(...knobNames()), (scenario, name) => {
        const text = printNotation(scenario);
        const rewritten = setKnob(text, name, value[name]!);
        if (knobIn(scenario, name) === undefined) expect(rewritten).toBe(text);
        // The scenario prints what chance gave, so another seed draws nothing anew.
        else expect(parseNotation(rewritten).scenario).toStrictEqual({ ...scenario, [name]: value[name] });
      }),
    );
    fc.assert(
      fc.property(anyText, fc.constantFrom(...knobNames()), (text, name) => {
        const rewritten = setKnob(text, name, value[name]!);
        if (!hasKnob(text, name)) expect(rewritten).toBe(text);
        expect(setKnob(rewritten, name, value[name]!)).toBe(rewritten);
      }),
    );
  });

  test('highlighting never throws and its stretches are in order, inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const { from, to } of highlight(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
