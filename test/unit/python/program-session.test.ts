import { describe, expect, test } from 'vitest';
import type { Ended, Update } from '../../../src/kernel/python/messages.ts';
import { DEFAULT_OPTIONS, type Program } from '../../../src/store/python/program.ts';
import { SHORT_MS } from '../../../src/store/python/program-run-actions.ts';
import { ProgramSession, type SessionOpening } from '../../../src/store/python/program-session.ts';
import type { Ran } from '../../../src/store/python/program-state.ts';
import { ended, fakeDoor, lane, type Play, progress } from '../../fake-python.ts';

const programOf = (text: string): Program => ({ files: [{ name: 'main.py', text }], options: DEFAULT_OPTIONS });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A program that takes as many ms as the number in its text says. */
const asWritten: Play = (files) => {
  const totalMs = Number(/\d+/.exec(files[0]!.text)?.[0] ?? 0);
  return [progress({ lanes: [lane(0, 'MainThread')] }), ended(totalMs)];
};

function begin(opening: Partial<SessionOpening> = {}, play = asWritten, byHand = false) {
  const door = fakeDoor(play, byHand);
  const shown: Ran[] = [];
  let now = 0;
  const session = new ProgramSession(
    { open: async () => door, show: (ran) => shown.push(ran), busy: () => {}, now: () => now },
    { program: programOf('sleep(3)'), notice: null, foreign: false, ...opening },
  );
  const text = () => session.store.getState().program.files[0]!.text;
  return { door, session, shown, text, wait: (ms: number) => (now += ms) };
}
const totals = (shown: readonly Ran[]) => shown.map(({ ended: end }) => end?.totalMs);

describe('the program of the user', () => {
  test('is run when the mode opens', async () => {
    const { session, shown } = begin();
    session.begin();
    await settled();
    expect(totals(shown)).toEqual([3]);
  });

  test('from a link is not run before somebody says so, however it is changed', async () => {
    const { door, session, shown } = begin({ foreign: true });
    session.begin();
    session.setOptions({ seed: 5 });
    session.type(0, 'sleep(4)');
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(door.runs).toEqual([]);
    session.run();
    await settled();
    expect(totals(shown)).toEqual([4]);
    // From then on it is the user's own.
    session.setOptions({ seed: 6 });
    await settled();
    expect(shown).toHaveLength(2);
  });

  test('the latest run wins: of an earlier one nothing is shown, even if it ends later', async () => {
    const { door, session, shown } = begin({}, asWritten, true);
    session.begin();
    await settled();
    session.setOptions({ seed: 2 });
    await settled();
    session.setOptions({ seed: 3 });
    await settled();
    expect(door.runs.map(({ options }) => options.seed)).toEqual([1, 2, 3]);
    await door.finish();
    await door.finish();
    expect(shown).toEqual([]);
    await door.finish();
    expect(shown.map(({ program }) => program.options.seed)).toEqual([3]);
  });

  test('a text that cannot be read leaves the last good picture, and says where it is wrong', async () => {
    const error = { type: 'SyntaxError', message: 'invalid syntax', line: 2, column: 4, traceback: '' };
    const { session, shown } = begin({}, (files, options) =>
      files[0]!.text.includes('(((')
        ? [ended(0, { end: { exit: 'raised', code: 1, error } })]
        : asWritten(files, options),
    );
    session.begin();
    await settled();
    session.replace(programOf('((('));
    await settled();
    expect(totals(shown)).toEqual([3]);
    expect(session.store.getState().mistake).toMatchObject({ line: 2, message: 'invalid syntax' });
    expect(session.store.getState().shown).toBe(shown[0]);
    session.undo();
    await settled();
    expect(session.store.getState().mistake).toBeNull();
  });

  test('one that took long is not run again by itself', async () => {
    const { door, session } = begin({}, () => [ended(9, { tookMs: SHORT_MS + 1 })]);
    session.begin();
    await settled();
    session.setOptions({ seed: 2 });
    await settled();
    expect(door.runs).toHaveLength(1);
    session.run();
    await settled();
    expect(door.runs).toHaveLength(2);
  });

  test('a browser without Python says why, and what is written stays', async () => {
    const { session, text } = begin();
    const refusing = new ProgramSession(
      {
        open: async () => ({ ...fakeDoor(asWritten), ready: Promise.reject(new Error('It needs a newer browser.')) }),
        show: () => {},
        busy: () => {},
      },
      { program: programOf('sleep(3)'), notice: null, foreign: false },
    );
    refusing.begin();
    await settled();
    expect(refusing.store.getState().python).toEqual({
      kind: 'refused',
      why: 'It needs a newer browser.',
      passes: false,
    });
    expect(text()).toBe('sleep(3)');
    expect(session.store.getState().python.kind).toBe('asleep');
  });

  test('an answer to input() reaches the run that asked', async () => {
    const answers: (string | null)[] = [];
    const asks: Update = { kind: 'asks', prompt: 'Name?', at: undefined };
    const door = fakeDoor(() => [ended(1)]);
    let tell: (update: Update) => void = () => {};
    let over: (end: Ended) => void = () => {};
    const session = new ProgramSession(
      {
        open: async () => ({
          ...door,
          run: (_, __, told) => {
            tell = told;
            const end = new Promise<Ended>((resolve) => (over = resolve));
            return { ended: end, cancel: () => {}, answer: (text) => answers.push(text) };
          },
        }),
        show: () => {},
        busy: () => {},
      },
      { program: programOf('input()'), notice: null, foreign: false },
    );
    session.begin();
    await settled();
    tell(asks);
    expect(session.store.getState().asks).toEqual(asks);
    session.answer('Ada');
    expect(answers).toEqual(['Ada']);
    expect(session.store.getState().asks).toBeNull();
    over(ended(1));
  });
});

describe('dragging a number', () => {
  const literal = { from: 6, to: 7, text: '3' };

  test('each step is a run, and all of the drag is one step of undo', async () => {
    const { session, shown, text, wait } = begin();
    session.begin();
    await settled();
    session.beginScrub(0, literal);
    for (const now of ['4', '5', '6']) {
      wait(2_000);
      session.scrubTo(now);
      await settled();
    }
    session.endScrub();
    expect(text()).toBe('sleep(6)');
    expect(totals(shown).filter((ms, i, all) => ms !== all[i - 1])).toEqual([3, 4, 5, 6]);
    session.undo();
    expect(text()).toBe('sleep(3)');
    expect(session.store.getState().canUndo).toBe(false);
    session.redo();
    expect(text()).toBe('sleep(6)');
  });

  test('the picture before stays to compare with, until something else is changed', async () => {
    const { session } = begin();
    session.begin();
    await settled();
    session.beginScrub(0, literal);
    session.scrubTo('5');
    await settled();
    expect(session.store.getState().before?.ended?.totalMs).toBe(3);
    session.endScrub();
    expect(session.store.getState().before?.ended?.totalMs).toBe(3);
    session.type(0, 'sleep(5) ');
    expect(session.store.getState().before).toBeNull();
  });

  test('Esc puts the number back', async () => {
    const { session, text } = begin();
    session.begin();
    await settled();
    session.beginScrub(0, literal);
    session.scrubTo('8');
    session.endScrub(false);
    expect(text()).toBe('sleep(3)');
    expect(session.store.getState().before).toBeNull();
  });

  test('what each stop would take is found out when there is time', async () => {
    const { session } = begin();
    session.begin();
    await settled();
    session.beginScrub(0, literal);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(session.store.getState().scrub?.takesMs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

test('other interleavings are tried one by one, grouped by what they print, and any of them can be shown', async () => {
  const { session, shown } = begin({}, (_, { seed }) => [
    progress({ output: [{ atMs: 1, stream: 'out', text: `${seed % 3 === 0 ? 5 : 6} of 6\n`, lane: 0 }] }),
    ended(1),
  ]);
  session.begin();
  await settled();
  session.tryOthers(9);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { tries } = session.store.getState();
  expect(tries?.done).toBe(9);
  expect(tries?.outcomes.map(({ says, seeds }) => [says, seeds])).toEqual([
    ['6 of 6', [1, 2, 4, 5, 7, 8]],
    ['5 of 6', [3, 6, 9]],
  ]);
  // None of them was shown.
  expect(shown).toHaveLength(1);
  session.showOther(6);
  await settled();
  expect(shown.at(-1)!.program.options.seed).toBe(6);
  expect(session.store.getState().tries?.outcomes).toHaveLength(2);
});
