/** Lessons that users make: what a link and a file hold, what is refused and where, what is hidden, and the lesson being made. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST, type ProgramStep, readTaught, type TaughtLesson, taughtJson } from '../../../src/learn/taught.ts';
import { hiddenIn } from '../../../src/learn/taught-cover.ts';
import { DEFAULT_DRAFT } from '../../../src/scenario/presets.ts';
import { placeOf } from '../../../src/store/learn/place.ts';
import { addNote } from '../../../src/store/look/notes-actions.ts';
import { createOverlap } from '../../../src/store/overlap.ts';
import { DEFAULT_OPTIONS } from '../../../src/store/python/program.ts';
import { createProgramPage } from '../../../src/store/python/program-page-actions.ts';
import { stepOfNow, stepsOfNotes } from '../../../src/store/teach/from-notes.ts';
import { fileNameOf, lessonFile, lessonIn } from '../../../src/store/teach/lesson-file.ts';
import { readPackedLesson, taughtHash } from '../../../src/store/teach/lesson-link.ts';
import { programIn, readLesson } from '../../../src/store/teach/read-lesson.ts';
import { createStepPage, lookAtStep } from '../../../src/store/teach/step-page.ts';
import { createTeaching } from '../../../src/store/teach/teaching-actions.ts';

const TASKS = '#v1=sleep+0..4&workers=3';
const step = (text: string, more: object = {}) => ({ scenario: TASKS, look: '', text, hides: [], ...more });
const LESSON: TaughtLesson = {
  title: 'Why three?',
  steps: [
    step('Look.', { hides: ['web-workers'], question: { asks: 'When?', answers: ['5 s', '4 s'], right: 0 } }),
    step('See?', { look: '&look=time:0-2500;task:web-workers/3/1' }),
  ],
};
const PROGRAM = {
  files: [
    ['main.py', 'import other\n'],
    ['other.py', 'print(1)\n'],
  ],
  options: { clock: 'steps', seed: 7 },
} as const;
const WITH_PROGRAM: TaughtLesson = {
  title: 'And a program',
  steps: [LESSON.steps[0]!, { program: PROGRAM, look: '&look=time:0-50', text: 'Read it.' }],
};

const anyText = (maxLength: number) =>
  fc.string({ unit: 'grapheme', maxLength }).filter((text) => text.length <= maxLength);
const anyTasks = fc.record({
  scenario: fc.constantFrom(
    TASKS,
    '#v1=8+x+cpu+150ms',
    '#v1=pool+2;3+x+sleep+20ms&engines=ray.get&machine=cores:4,speed:2',
  ),
  hides: fc.array(fc.constantFrom('web-workers', 'ray.get', 'no.such'), { maxLength: 3 }),
});
const anyProgram = fc
  .record({
    texts: fc.array(anyText(300), { minLength: 1, maxLength: 4 }),
    options: fc.record(
      {
        clock: fc.constantFrom('steps', 'real'),
        seed: fc.integer({ min: 2, max: 2 ** 32 - 1 }),
        cores: fc.integer({ min: 3, max: 64 }),
        chargeC: fc.constant(true),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  })
  .map(({ texts, options }) => ({
    program: { files: texts.map((text, i): readonly [string, string] => [`file_${i}.py`, text]), options },
  }));
const anyLesson: fc.Arbitrary<TaughtLesson> = fc.record({
  title: anyText(MOST.title),
  steps: fc.array(
    fc
      .record({
        subject: fc.oneof(anyTasks, anyProgram),
        look: fc.constantFrom('', '&look=time:0-2500', '&look=range:1-2;panel:charts'),
        text: anyText(400),
        answers: fc.uniqueArray(anyText(40), { minLength: 1, maxLength: MOST.answers }),
        asks: anyText(MOST.asks),
        asked: fc.boolean(),
      })
      .map(({ subject, answers, asks, asked, ...rest }) => ({
        ...subject,
        ...rest,
        ...(asked && { question: { asks, answers, right: answers.length - 1 } }),
      })),
    { minLength: 1, maxLength: 6 },
  ),
});

/** What an address has behind `#learn=`, as the page takes it apart. */
function packedIn(hash: string): { packed: string; at: number } {
  const place = placeOf(hash);
  if (place.kind !== 'taught') throw new Error(`${hash} leads to ${place.kind}`);
  return place;
}

test('a lesson comes out of a link and out of a file as it was, whatever stands in it', async () => {
  await fc.assert(
    fc.asyncProperty(anyLesson, fc.nat(5), async (lesson, at) => {
      const { packed, at: found } = packedIn(taughtHash(lesson, at));
      expect(found).toBe(at);
      expect(readPackedLesson(packed)).toEqual(lesson);
      expect(await lessonIn(lessonFile(lesson))).toEqual(lesson);
    }),
    { numRuns: 60 },
  );
});

test('a link that a chat has added a full stop or a bracket to opens the same', () => {
  expect(readPackedLesson(packedIn(`${taughtHash(LESSON)}).`).packed)).toEqual(LESSON);
});

test.each([
  ['2.abc', /^link: it was made by a newer version .* \(its format is 2, this page reads 1\)$/],
  ['1.', /^link: it is cut off or damaged$/],
  ['1.AAAA', /^link: it is cut off or damaged$/],
  [taughtHash(LESSON).slice('#learn='.length, -4), /^link: it is cut off or damaged$/],
])('the link %s is refused', (packed, says) => {
  expect(() => readPackedLesson(packed)).toThrow(says);
});

// biome-ignore lint/suspicious/noExplicitAny: what is put in is wrong on purpose.
const json = (change: (lesson: any) => void): unknown => {
  const lesson = JSON.parse(JSON.stringify(taughtJson(LESSON)));
  change(lesson);
  return lesson;
};

test.each([
  ['nothing', null, 'lesson: expected an object, found null'],
  [
    'a format of later',
    json((it) => (it.format = 'overlap-lesson/2')),
    'lesson.format: it was made by a newer version of Overlap (2, this page reads 1)',
  ],
  ['no step', json((it) => (it.steps = [])), 'lesson.steps: expected a list of 1 to 40, found a list'],
  [
    'too many steps',
    json((it) => (it.steps = Array(41).fill(it.steps[0]))),
    'lesson.steps: expected at most 40, found 41',
  ],
  [
    'a long title',
    json((it) => (it.title = 'x'.repeat(101))),
    'lesson.title: expected at most 100 characters, found 101',
  ],
  [
    'a member nobody knows',
    json((it) => (it.steps[1].script = 'alert(1)')),
    'lesson.steps[1]: expected scenario, look, text, hides, question, found script',
  ],
  [
    'another address',
    json((it) => (it.steps[1].scenario = 'javascript:alert(1)')),
    'lesson.steps[1].scenario: expected the hash of a link that is not packed, #v1=..., found "javascript:alert(1)"',
  ],
  [
    'a packed scenario',
    json((it) => (it.steps[0].scenario = '#v1=.eJyr')),
    'lesson.steps[0].scenario: expected the hash of a link that is not packed, #v1=..., found "#v1=.eJyr"',
  ],
  [
    'a scenario with a wrong knob',
    json((it) => (it.steps[0].scenario = '#v1=sleep+1&workers=-5')),
    /^lesson\.steps\[0\]\.scenario\.workers: expected /,
  ],
  [
    'a look that is none',
    json((it) => (it.steps[0].look = '#learn')),
    'lesson.steps[0].look: expected &look=... or nothing, found "#learn"',
  ],
  [
    'a text that is none',
    json((it) => (it.steps[0].text = ['x'])),
    'lesson.steps[0].text: expected a text, found a list',
  ],
  [
    'a right answer that is not there',
    json((it) => (it.steps[0].question.right = 2)),
    'lesson.steps[0].question.right: expected a whole number from 0 to 1, found 2',
  ],
  [
    'the same answer twice',
    json((it) => (it.steps[0].question.answers = ['a', 'a'])),
    'lesson.steps[0].question.answers[1]: expected an answer that is not there yet, found "a"',
  ],
])('%s is refused with its place', (_, value, says) => {
  expect(() => readTaught(value)).toThrow(says);
});

// biome-ignore lint/suspicious/noExplicitAny: what is put in is wrong on purpose.
const program = (change: (step: any) => void): unknown => {
  const lesson = JSON.parse(JSON.stringify(taughtJson(WITH_PROGRAM)));
  change(lesson.steps[1]);
  return lesson;
};

test.each([
  ['no file', program((it) => (it.program.files = [])), 'lesson.steps[1].program.files: expected a list of 1 to 20'],
  [
    'a file without a text',
    program((it) => (it.program.files[0] = ['main.py'])),
    'lesson.steps[1].program.files[0]: expected a name and a text, found a list',
  ],
  [
    'files that are too long',
    program((it) => (it.program.files = [0, 1, 2].map((i) => [`f${i}.py`, '#'.repeat(20_000)]))),
    'lesson.steps[1].program.files: expected at most 40000 characters in all, found 60000',
  ],
  [
    'a name that nobody can import',
    program((it) => (it.program.files[1][0] = '../x.py')),
    /^lesson\.steps\[1\]\.program\.files\[1\]: the name "\.\.\/x\.py" must be letters/,
  ],
  [
    'a clock that is none',
    program((it) => (it.program.clock = 'fast')),
    'lesson.steps[1].program.clock: expected one of ',
  ],
  [
    'an option that is a list',
    program((it) => (it.program.cores = [2])),
    'lesson.steps[1].program.cores: expected a word, a number, true or false, found a list',
  ],
  [
    'an option of later',
    program((it) => (it.program.turbo = 1)),
    'lesson.steps[1].program.turbo: there is no such option',
  ],
  [
    'both tasks and a program',
    program((it) => (it.scenario = TASKS)),
    'lesson.steps[1]: expected program, look, text, question, found scenario',
  ],
])('a step about a program with %s is refused with its place', (_, value, says) => {
  expect(() => readLesson(value)).toThrow(says);
});

test('any JSON is either read or refused with a place', () => {
  const parts = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(LESSON.steps[0], WITH_PROGRAM.steps[1], LESSON.steps, TASKS, 'overlap-lesson/1', 0),
  );
  const value = fc.record({
    format: fc.constant('overlap-lesson/1'),
    title: parts,
    steps: fc.oneof(parts, fc.array(parts)),
  });
  fc.assert(
    fc.property(fc.oneof(value, fc.jsonValue()), (anything) => {
      try {
        readLesson(anything);
      } catch (error) {
        expect(`${(error as Error).name}: ${(error as Error).message}`).toMatch(/^InputError: lesson[.:[]/);
      }
    }),
  );
});

test('a file that is something else is left to others; a lesson that is cut off is refused', async () => {
  expect(await lessonIn(new Blob(['{"traceEvents":[]}']))).toBeUndefined();
  expect(
    await lessonIn(new Blob(['{"format":"concurrency-trace/1","title":"\\"format\\":\\"overlap-lesson/1\\""}'])),
  ).toBeUndefined();
  const text = await lessonFile(LESSON).text();
  await expect(lessonIn(new Blob([text.slice(0, -20)]))).rejects.toThrow('lesson: expected JSON: the file is cut off');
  expect(fileNameOf(LESSON)).toBe('why-three.lesson.json');
  expect(fileNameOf({ ...LESSON, title: '…' })).toBe('overlap.lesson.json');
});

describe('what is hidden', () => {
  const engines = ['web-workers', 'async-pool'];
  const hidden = (at: number, revealed: number[], presenting: boolean) =>
    hiddenIn(LESSON, { at, engines, revealed: new Set(revealed), presenting });

  test('is what the step hides, until it is asked for', () => {
    expect(hidden(0, [], false)).toEqual(['web-workers']);
    expect(hidden(0, [0], false)).toEqual([]);
    expect(hidden(1, [], false)).toEqual([]);
  });

  test('is everything in a presentation, where nobody has seen the results of the scenario yet', () => {
    expect(hidden(1, [], true)).toEqual(engines);
    expect(hidden(1, [0], true)).toEqual([]);
    expect(hidden(0, [1], true)).toEqual(['web-workers']);
  });

  test('is nothing of a program: it has no results before it is run', () => {
    expect(hiddenIn(WITH_PROGRAM, { at: 1, engines: [], revealed: new Set(), presenting: true })).toEqual([]);
    expect(hiddenIn(WITH_PROGRAM, { at: 0, engines, revealed: new Set([1]), presenting: true })).toEqual([
      'web-workers',
    ]);
  });
});

function page() {
  return createOverlap({ draft: DEFAULT_DRAFT, notice: null, theme: 'system', singleKeys: true, cores: 2 });
}

test('each note becomes a step: on a task, on a range, at a moment', () => {
  const overlap = page();
  addNote(overlap.store, {
    fromMs: 1000,
    toMs: 4000,
    text: 'This one waited',
    on: { engine: 'web-workers', task: 3, attempt: 1 },
  });
  addNote(overlap.store, { fromMs: 1500, toMs: 2500, text: 'Here all work' });
  addNote(overlap.store, { fromMs: 4500, toMs: 4500, text: 'Now' });
  const steps = stepsOfNotes(overlap);
  expect(steps.map(({ text }) => text)).toEqual(['This one waited', 'Here all work', 'Now']);
  expect(steps.map(({ look }) => look)).toEqual([
    '&look=task:web-workers/3/1',
    '&look=range:1500-2500',
    '&look=at:4500',
  ]);
  const { scenario } = stepOfNow(overlap);
  for (const one of steps) expect(one).toMatchObject({ scenario, hides: [] });
  const shown = createStepPage(scenario, { theme: 'system', singleKeys: true, cores: 2 });
  expect(shown.overlap.store.getState().scenario).toEqual(overlap.store.getState().scenario);
  lookAtStep(shown.overlap, steps[0]!.look);
  expect(shown.overlap.store.getState().selected).toEqual({ engine: 'web-workers', task: 3, attempt: 1 });
  lookAtStep(shown.overlap, steps[1]!.look);
  expect(shown.overlap.store.getState()).toMatchObject({ selected: null, range: { fromMs: 1500, toMs: 2500 } });
});

test('each note on a run of a program becomes a step about that program', () => {
  const { overlap, session } = createProgramPage({
    program: { files: [{ name: 'main.py', text: 'print(1)' }], options: { ...DEFAULT_OPTIONS, seed: 9 } },
    notice: null,
    foreign: false,
    theme: 'system',
    singleKeys: true,
    cores: 2,
    open: () => new Promise(() => {}),
    dress: () => ({}) as never,
  });
  addNote(overlap.store, { fromMs: 10, toMs: 30, text: 'Here it waits' });
  session.type(0, 'print(2)');
  const program = { files: [['main.py', 'print(2)']], options: { seed: 9 } };
  expect(stepsOfNotes(overlap)).toEqual([{ program, look: '&look=range:10-30', text: 'Here it waits' }]);
  const [step] = stepsOfNotes(overlap);
  expect(programIn(step as ProgramStep)).toEqual(session.store.getState().program);
  session.type(0, '#'.repeat(MOST.program + 1));
  expect(() => stepsOfNotes(overlap)).toThrow('This program is too long for a step: 40001 characters, and 40000 fit');
});

test('a step whose tasks cannot be read says so with line and column, and shows no others in their place', () => {
  const settings = { theme: 'system', singleKeys: true, cores: 2 } as const;
  expect(createStepPage('#v1=sleep+1;slep+2', settings)).toMatchObject({
    unreadable: true,
    says: expect.stringMatching(/^its tasks cannot be read, line 2, column 1: Found “slep/),
  });
  expect(createStepPage('#v1=sleep+1&engines=web-workers,no.such', settings)).toMatchObject({
    unreadable: false,
    says: 'this link names an engine that is not here: no.such',
  });
});

describe('the lesson that is being made', () => {
  const kept = new Map<string, string>();
  const keeper = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };

  test('is kept, each change can be taken back, and typing on is one change', () => {
    const store = createTeaching(keeper);
    const { about, add, change, hide, setTitle, undo, move, remove, replace } = store.getState();
    add([step('one'), step('two')]);
    change('text', { text: 't' });
    change('text', { text: 'tw' });
    move(1);
    expect(store.getState().steps.map(({ text }) => text)).toEqual(['two', 'tw']);
    expect(store.getState().at).toBe(1);
    setTitle('Mine');
    expect(createTeaching(keeper).getState()).toMatchObject({ title: 'Mine', steps: store.getState().steps });
    undo();
    undo();
    undo();
    expect(store.getState().steps.map(({ text }) => text)).toEqual(['one', 'two']);
    remove();
    expect(store.getState()).toMatchObject({ at: 0, steps: [{ text: 'two' }] });
    replace(LESSON);
    undo();
    about({ program: PROGRAM }, '');
    hide(['web-workers']);
    expect(store.getState().steps).toEqual([{ program: PROGRAM, look: '', text: 'two' }]);
    expect(createTeaching(keeper).getState().steps).toEqual(store.getState().steps);
    undo();
    undo();
    expect(store.getState().steps.map(({ text }) => text)).toEqual(['two']);
    undo();
    undo();
    expect(store.getState().steps).toEqual([]);
    expect(kept.size).toBe(0);
  });

  test('has an end, and broken storage is done without', () => {
    kept.set('overlap.teach', '{"format":"overlap-lesson/1","steps":7}');
    const store = createTeaching(keeper);
    expect(store.getState().steps).toEqual([]);
    expect(store.getState().add(Array.from({ length: MOST.steps + 3 }, (_, i) => step(String(i))))).toBe(3);
    expect(store.getState().steps).toHaveLength(MOST.steps);
    const forbidden = createTeaching({
      ...keeper,
      setItem: () => {
        throw new Error('full');
      },
    });
    forbidden.getState().setTitle('x');
    expect(forbidden.getState().title).toBe('x');
  });
});
