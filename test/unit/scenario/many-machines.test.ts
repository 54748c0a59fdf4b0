/** What only engines of many processes and machines know: read, printed, validated, linked. */
import { describe, expect, test } from 'vitest';
import '../../../src/engines/list.ts';
import { draftScenario, withKnob } from '../../../src/scenario/draft.ts';
import { draftOf } from '../../../src/scenario/draft-of.ts';
import { parseNotation } from '../../../src/scenario/notation.ts';
import { decodeHash, encodeHash } from '../../../src/scenario/packed-hash.ts';
import { printNotation } from '../../../src/scenario/print.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { validateScenario } from '../../../src/scenario/validate.ts';

const parse = (text: string) => parseNotation(text).scenario;
const SLEEP = [{ kind: 'sleep', ms: 100 }];

const LINES: readonly (readonly [string, Partial<Scenario>])[] = [
  ['sleep 100ms needs 0.5 cpu', { tasks: [{ id: '0', segments: SLEEP, cpus: 0.5 }] as never }],
  ['on counter: sleep 100ms', { tasks: [{ id: '0', segments: SLEEP, actor: 'counter' }] as never }],
  ['load on "a b": sleep 100ms', { tasks: [{ id: '0', segments: SLEEP, actor: 'a b', group: 'load' }] as never }],
  ['on: sleep 100ms', { tasks: [{ id: '0', segments: SLEEP, group: 'on' }] as never }],
  [
    'sleep 100ms gets #1\nsleep 100ms dies on 1, 3 delay 2s priority 3 job a',
    {
      tasks: [
        { id: '0', segments: SLEEP, gets: ['1'] },
        { id: '1', segments: SLEEP, dies: [1, 3], delayMs: 2000, priority: 3, job: 'a' },
      ] as never,
    },
  ],
  [
    'sleep 100ms\nkill host of #0 at 2s',
    { kills: [{ atMs: 2000, hostOf: '0' }], tasks: [{ id: '0', segments: SLEEP }] as never },
  ],
  [
    'cold\nhosts 2\nmaxRestarts 1\nschedulingStrategy SPREAD\nsleep 100ms',
    { cold: true, hosts: 2, maxRestarts: 1, schedulingStrategy: 'SPREAD' } as never,
  ],
  ['cold off\nsleep 100ms', { cold: false } as never],
  [
    'job a\njob "b c" at 100ms pool both\n2 x sleep 100ms job a\ntogether #0, #1',
    { jobs: [{ name: 'a' }, { name: 'b c', atMs: 100, pool: 'both' }], together: [['0', '1']] } as never,
  ],
  [
    '2 x sleep 100ms attempt 1 takes sleep 3s, cpu 1s attempt 2 takes nothing',
    {
      tasks: ['0', '1'].map((id) => ({
        id,
        segments: SLEEP,
        segmentsOf: {
          1: [
            { kind: 'sleep', ms: 3000 },
            { kind: 'cpu', ms: 1000 },
          ],
          2: [],
        },
      })) as never,
    },
  ],
  ['job: sleep 100ms\ntogether: sleep 100ms', { tasks: [{ group: 'job' }, { group: 'together' }] as never }],
];

describe.each(LINES)('%j', (text, members) => {
  const scenario = parse(text);
  test('is read', () => expect(scenario).toMatchObject(members));
  test('is printed so that it reads the same', () => expect(parse(printNotation(scenario))).toEqual(scenario));
  test('is valid, with nothing unknown', () => expect(validateScenario(scenario)).toEqual({ scenario, unknown: [] }));
  test('goes through a link', () => expect(draftScenario(decodeHash(encodeHash(draftOf(scenario))))).toEqual(scenario));
});

test('a flag moved by its control is a boolean, in the draft and in its link', () => {
  const draft = withKnob({ text: 'sleep 1', knobs: {}, engines: ['ray.get'] }, 'cold', 'on');
  expect(draftScenario(draft)).toMatchObject({ cold: true });
  expect(decodeHash(encodeHash(draft))).toEqual(draft);
  expect(withKnob({ ...draft, text: 'cold\nsleep 1' }, 'cold', 'off').text).toBe('cold off\nsleep 1');
});

test.each([
  [{ cpus: -1 }, 'scenario.tasks[0].cpus: expected a number from 0 to 1000000, found -1'],
  [{ actor: '' }, 'scenario.tasks[0].actor: expected a name, found ""'],
  [{ gets: ['9'] }, 'scenario.tasks[0].gets[0]: expected the id of a task, found "9"'],
  [{ gets: ['0'] }, 'scenario.tasks[0].gets[0]: expected no circle, found "0"'],
  [{ priority: 10 }, 'scenario.tasks[0].priority: expected a whole number from 0 to 9, found 10'],
  [{ delayMs: -1 }, 'scenario.tasks[0].delayMs: expected a number of 0 or more, found -1'],
  [{ job: 1 }, 'scenario.tasks[0].job: expected a name, found 1'],
  [
    { segmentsOf: { 0: [] } },
    'scenario.tasks[0].segmentsOf.0: expected the number of an attempt, the first is 1, found "0"',
  ],
  [
    { segmentsOf: { 1: [{ kind: 'nap', ms: 1 }] } },
    'scenario.tasks[0].segmentsOf.1[0].kind: expected "sleep" or "cpu", found "nap"',
  ],
])('%j is refused', (members, message) => {
  expect(() => validateScenario({ tasks: [{ id: '0', segments: SLEEP, ...members }] })).toThrow(message);
});

test.each([
  [{ jobs: [{ name: 'a' }, { name: 'a' }] }, 'scenario.jobs[1].name: expected a name of its own, found "a"'],
  [{ jobs: [{ name: 'a', atMs: -1 }] }, 'scenario.jobs[0].atMs: expected a number of 0 or more, found -1'],
  [{ jobs: [{ name: 'a', pools: 1 }] }, 'scenario.jobs[0].pools: expected nothing beside name, atMs and pool, found 1'],
  [{ together: [['0', '9']] }, 'scenario.together[0][1]: expected the id of a task, found "9"'],
])('%j is refused', (members, message) => {
  expect(() => validateScenario({ tasks: [{ id: '0', segments: SLEEP }], ...members })).toThrow(message);
});

test.each([
  ['job a\njob a', 'one line for job a (line 1 has it)'],
  ['together load', 'an id such as #3'],
  ['together #7', 'the id of a task'],
  ['sleep 1 attempt 1', 'takes, as in attempt 1 takes sleep 3s'],
  ['sleep 1 attempt 1 takes sleep 1 attempt 1 takes sleep 2', 'one list of segments for attempt 1'],
])('%j is refused', (text, message) => expect(() => parse(text)).toThrow(message));

test('a kill names a worker or a host', () => {
  const tasks = [{ id: '0', segments: SLEEP }];
  expect(() => validateScenario({ tasks, kills: [{ atMs: 1, hostOf: 'x' }] })).toThrow(
    'scenario.kills[0].hostOf: expected the id of a task, found "x"',
  );
  expect(() => validateScenario({ tasks, kills: [{ atMs: 1, workerOf: '0', hostOf: '0' }] })).toThrow(
    'scenario.kills[0].hostOf: expected nothing beside workerOf, found "0"',
  );
  expect(() => validateScenario({ cold: 1, tasks })).toThrow('scenario.cold: expected true or false, found 1');
});
