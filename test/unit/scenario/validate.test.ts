import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/scenario/input-error.ts';
import { validateScenario } from '../../../src/scenario/validate.ts';
import { validateMachine } from '../../../src/scenario/validate-settings.ts';
import { growth } from '../../growth.ts';

const task = (id: string, more: object = {}) => ({ id, segments: [{ kind: 'sleep', ms: 1 }], ...more });
const mistake = (check: (x: unknown) => unknown, x: unknown): string => {
  try {
    check(x);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error('this is valid');
};

describe('a scenario from outside', () => {
  test('the message begins with the path and says what was expected and found', () => {
    const tasks = ['0', '1', '2', '3'].map((id) => task(id));
    tasks[3] = task('3', { segments: [{ kind: 'sleep', ms: 'x' }] });
    expect(mistake(validateScenario, { tasks })).toBe(
      'scenario.tasks[3].segments[0].ms: expected a number of 0 or more, found "x"',
    );
  });

  test.each([
    [null, 'scenario: expected an object, found null'],
    [{}, 'scenario.tasks: expected a list of tasks, found nothing'],
    [{ tasks: [7] }, 'scenario.tasks[0]: expected an object, found 7'],
    [{ tasks: [task('')] }, 'scenario.tasks[0].id: expected a string that is not empty, found ""'],
    [
      { tasks: [task('a'), task('a')] },
      'scenario.tasks[1].id: expected an id of its own (tasks[0] has this one), found "a"',
    ],
    [{ tasks: [{ id: 'a' }] }, 'scenario.tasks[0].segments: expected a list of segments, found nothing'],
    [
      { tasks: [task('a', { segments: [{ kind: 'io', ms: 1 }] })] },
      'scenario.tasks[0].segments[0].kind: expected "sleep" or "cpu", found "io"',
    ],
    [
      { tasks: [task('a', { segments: [{ kind: 'cpu', ms: Number.NaN }] })] },
      'scenario.tasks[0].segments[0].ms: expected a number of 0 or more, found NaN',
    ],
    [
      { tasks: [task('a', { segments: [{ kind: 'cpu', ms: -1 }] })] },
      'scenario.tasks[0].segments[0].ms: expected a number of 0 or more, found -1',
    ],
    [
      { tasks: [task('a', { fails: [0] })] },
      'scenario.tasks[0].fails[0]: expected the number of an attempt, the first is 1, found 0',
    ],
    [
      { tasks: [task('a', { fails: 'yes' })] },
      'scenario.tasks[0].fails: expected true, false or a list of attempts such as [1,3], found "yes"',
    ],
    [
      { tasks: [task('a', { retry: 1.5 })] },
      'scenario.tasks[0].retry: expected a whole number of 0 or more, found 1.5',
    ],
    [
      { tasks: [task('a', { retry: 65_535 })] },
      'scenario.tasks[0].retry: expected a whole number from 0 to 65534, found 65535',
    ],
    [
      { tasks: Array.from({ length: 62 }, (_, k) => task(String(k), { fails: true, retry: 65_534 })) },
      'scenario.tasks[61].retry: expected at most 4000000 attempts in all, found 65534',
    ],
    [
      { tasks: [task('a', { dies: 1 })] },
      'scenario.tasks[0].dies: expected true, false or a list of attempts such as [1,3], found 1',
    ],
    [{ tasks: [task('a', { after: ['b'] })] }, 'scenario.tasks[0].after[0]: expected the id of a task, found "b"'],
    [
      { tasks: [task('a', { after: ['b'] }), task('b', { after: ['a'] })] },
      'scenario.tasks[0].after: expected no circle, found "a after b after a"',
    ],
    [
      { tasks: [], kills: [{ atMs: 1, workerOf: 'a' }] },
      'scenario.kills[0].workerOf: expected the id of a task, found "a"',
    ],
    [{ tasks: [], workers: 0 }, 'scenario.workers: expected a whole number from 1 to 1000, found 0'],
    [{ tasks: [], workers: 1001 }, 'scenario.workers: expected a whole number from 1 to 1000, found 1001'],
    [{ tasks: [], chunksize: 0 }, 'scenario.chunksize: expected a whole number of 1 or more, found 0'],
    [{ tasks: [], dispatch: 'pigeon' }, 'scenario.dispatch: expected message, chunk or shared, found "pigeon"'],
    [{ tasks: [], switchIntervalMs: 0 }, 'scenario.switchIntervalMs: expected a number above 0, found 0'],
    [
      { tasks: [], giveUpMs: Number.POSITIVE_INFINITY },
      'scenario.giveUpMs: expected a number of 0 or more, found Infinity',
    ],
  ])('%j is refused', (x, message) => {
    expect(mistake(validateScenario, x)).toBe(message);
  });

  test('comes out in its plainest form', () => {
    const x = {
      workers: 3,
      kills: [],
      tasks: [
        task('a', { fails: false, retry: 0, dies: false, after: [], group: undefined }),
        task('b', { fails: [3, 1, 3], after: ['a', 'a'] }),
      ],
    };
    expect(validateScenario(x).scenario).toStrictEqual({
      workers: 3,
      tasks: [task('a'), task('b', { fails: [1, 3], after: ['a'] })],
    });
  });

  test('keeps members that nobody knows, and reports where each stands first', () => {
    const x = {
      note: { deep: [1] },
      tasks: [task('a', { tag: 1 }), task('b', { tag: 2, segments: [{ kind: 'cpu', ms: 1, tag: 3 }] })],
      kills: [{ atMs: 1, workerOf: 'a', why: 'x' }],
    };
    const { scenario, unknown } = validateScenario(x);
    expect(scenario).toStrictEqual(x);
    expect(unknown).toEqual([
      'scenario.tasks[0].tag',
      'scenario.tasks[1].segments[0].tag',
      'scenario.kills[0].why',
      'scenario.note',
    ]);
    expect(mistake(validateScenario, { tasks: [], note: () => 1 })).toMatch(
      /^scenario\.note: expected a value that JSON can hold/,
    );
  });

  test('a hostile member name is only a name', () => {
    const { scenario } = validateScenario(JSON.parse('{"tasks":[],"__proto__":{"workers":7},"constructor":1}'));
    expect(scenario.workers).toBeUndefined();
    expect(Object.getPrototypeOf(scenario)).toBe(Object.prototype);
    expect(JSON.stringify(scenario)).toBe('{"__proto__":{"workers":7},"constructor":1,"tasks":[]}');
  });

  test('a chain of 100,000 is checked in a time that grows with its length, and its circle is found', () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, k) => task(`t${k}`, k > 0 ? { after: [`t${k - 1}`] } : {}));
    expect(growth(100_000, chain, (tasks) => validateScenario({ tasks }))).toBeLessThan(40);
    const tasks = chain(100_000);
    Object.assign(tasks[0] as object, { after: ['t99999'] });
    expect(mistake(validateScenario, { tasks })).toMatch(
      /^scenario\.tasks\[0\]\.after: expected no circle, found "t0 after t99999 after .* after … after t0"$/,
    );
  });

  test('100,000 tasks that each wait for 100,000 others by one shared list are no problem', () => {
    const first = Array.from({ length: 100_000 }, (_, k) => task(String(k)));
    const after = first.map(({ id }) => id);
    const second = first.map((_, k) => task(String(100_000 + k), { after }));
    expect(validateScenario({ tasks: [...first, ...second] }).scenario.tasks).toHaveLength(200_000);
  });
});

describe('a machine from outside', () => {
  test('has cores, and costs of 0 or more', () => {
    expect(validateMachine({ cores: 4, speed: 2, mine: 'x' })).toEqual({
      machine: { cores: 4, speed: 2, mine: 'x' },
      unknown: ['machine.mine'],
    });
    expect(mistake(validateMachine, {})).toBe('machine.cores: expected a whole number of 1 or more, found nothing');
    expect(mistake(validateMachine, { cores: 1, speed: 0 })).toBe('machine.speed: expected a number above 0, found 0');
    expect(mistake(validateMachine, { cores: 1, forkStartMs: -1 })).toBe(
      'machine.forkStartMs: expected a number of 0 or more, found -1',
    );
  });
});
