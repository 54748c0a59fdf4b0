/** The page's keys, from the list that all of them stand in. */
import { describe, expect, test } from 'vitest';
import { ariaKey, type Pressed, pressedOf, shownKey } from '../../src/ui/keys/combination.ts';
import { GROUPS } from '../../src/ui/keys/groups.ts';
import { type ActsOf, handleKey } from '../../src/ui/keys/handle.ts';
import { type KeyGroup, PAGE, TIMELINE } from '../../src/ui/keys/list.ts';

const press = (pressed: Partial<Pressed>): Pressed => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  ...pressed,
});

/** What an act was called with, for acts that only note that they were called. */
function noted<Group extends KeyGroup>(group: Group, found = true) {
  const calls: [name: string, which: number][] = [];
  const acts = Object.fromEntries(
    Object.keys(group.rows).map((name) => [
      name,
      (which: number) => {
        calls.push([name, which]);
        return found;
      },
    ]),
  ) as ActsOf<Group>;
  return { calls, acts };
}
const usual = { typing: false, singleKeys: true };

const handled = (group: KeyGroup, event: Partial<Pressed>, circumstances = usual) => {
  const { calls, acts } = noted(group);
  const took = handleKey(group, acts as ActsOf<KeyGroup>, press(event), circumstances);
  return { took, calls };
};

describe('a row of the list', () => {
  test('a combination stands for one row only, in all that listen to the same place', () => {
    for (const where of ['page', 'chips', 'picker', 'timeline', 'replay'] as const) {
      const rows = GROUPS.filter((group) => group.where === where).flatMap(({ rows: of }) => Object.values(of));
      const all = rows.flatMap(({ keys }) => keys.flatMap((key) => key.split(' ')));
      expect(all).toEqual([...new Set(all)]);
    }
  });

  test('each has a label of its own, so that the help can list it', () => {
    const labels = GROUPS.flatMap(({ rows, gestures }) => [...Object.values(rows), ...gestures]).map(
      ({ label }) => label,
    );
    expect(labels.length).toBeGreaterThan(20);
    expect(labels.every((label) => /^[A-Z]/.test(label))).toBe(true);
  });
});

describe('which key was pressed', () => {
  test('modifiers count exactly: undo, redo, and neither with Alt', () => {
    const { keys } = PAGE.rows.history;
    expect(pressedOf(keys, press({ key: 'z', ctrlKey: true }))).toBe(0);
    expect(pressedOf(keys, press({ key: 'z', metaKey: true }))).toBe(0);
    expect(pressedOf(keys, press({ key: 'Z', ctrlKey: true, shiftKey: true }))).toBe(1);
    expect(pressedOf(keys, press({ key: 'y', ctrlKey: true }))).toBe(1);
    expect(pressedOf(keys, press({ key: 'z', ctrlKey: true, altKey: true }))).toBe(-1);
    expect(pressedOf(keys, press({ key: 'z' }))).toBe(-1);
  });

  test('letters of the timeline count by their place, characters by what they write', () => {
    expect(pressedOf(TIMELINE.rows.zoom.keys, press({ key: 'z', code: 'KeyW' }))).toBe(0);
    expect(pressedOf(TIMELINE.rows.zoom.keys, press({ key: 'w', code: 'KeyZ' }))).toBe(-1);
    expect(pressedOf(TIMELINE.rows.zoom.keys, press({ key: '+', code: 'NumpadAdd' }))).toBe(2);
    expect(pressedOf(TIMELINE.rows.zoom.keys, press({ key: '=', code: 'Equal' }))).toBe(2);
    expect(pressedOf(PAGE.rows.help.keys, press({ key: '?', code: 'Minus', shiftKey: true }))).toBe(0);
  });

  test('an arrow with Shift is not the arrow alone', () => {
    expect(pressedOf(TIMELINE.rows.walk.keys, press({ key: 'ArrowUp' }))).toBe(2);
    expect(pressedOf(TIMELINE.rows.walk.keys, press({ key: 'ArrowUp', shiftKey: true }))).toBe(-1);
    expect(pressedOf(TIMELINE.rows.walkIdle.keys, press({ key: 'ArrowUp', altKey: true }))).toBe(2);
  });
});

describe('what a key does', () => {
  test('the act of its row, told which of the row’s keys it was', () => {
    expect(handled(PAGE, { key: ']' })).toEqual({ took: true, calls: [['poolSize', 1]] });
    expect(handled(PAGE, { key: 'x' })).toEqual({ took: false, calls: [] });
  });

  test('where letters are text only those count that say so', () => {
    const typing = { typing: true, singleKeys: true };
    expect(handled(PAGE, { key: 'r' }, typing).calls).toEqual([]);
    expect(handled(PAGE, { key: 'z', ctrlKey: true }, typing).took).toBe(false);
    expect(handled(PAGE, { key: 'Enter', ctrlKey: true }, typing).calls).toEqual([['runAnywhere', 0]]);
    expect(handled(PAGE, { key: 'Escape' }, typing).calls).toEqual([['leave', 0]]);
  });

  test('single keys can be switched off; arrows, Esc and combinations stay', () => {
    const off = { typing: false, singleKeys: false };
    for (const key of ['r', '[', '/', '?']) expect(handled(PAGE, { key }, off).calls).toEqual([]);
    expect(handled(TIMELINE, { key: 'f', code: 'KeyF' }, off).calls).toEqual([]);
    expect(handled(TIMELINE, { key: 'ArrowLeft' }, off).calls).toEqual([['walk', 0]]);
    expect(handled(PAGE, { key: 'z', metaKey: true }, off).calls).toEqual([['history', 0]]);
    expect(handled(PAGE, { key: 'Escape' }, off).calls).toEqual([['leave', 0]]);
  });

  test('held down, Run starts once; the pool size goes on', () => {
    expect(handled(PAGE, { key: 'r', repeat: true })).toEqual({ took: true, calls: [] });
    expect(handled(PAGE, { key: ']', repeat: true }).calls).toEqual([['poolSize', 1]]);
  });

  test('an act that finds nothing to do leaves the key to others', () => {
    const { acts } = noted(PAGE, false);
    expect(handleKey(PAGE, acts, press({ key: 'Escape' }), usual)).toBe(false);
  });
});

test('keys are shown as they are printed on them, and told to assistive technology in its own form', () => {
  expect(shownKey('Mod+Enter', false)).toBe('Ctrl Enter');
  expect(shownKey('Mod+Enter', true)).toBe('⌘ Enter');
  expect(shownKey('Shift+Alt+ArrowLeft', false)).toBe('Shift Alt ←');
  expect(shownKey('+ =', false)).toBe('+');
  expect(shownKey('Shift+Comma', false)).toBe('Shift ,');
  expect(ariaKey('Mod+Enter')).toBe('Control+Enter Meta+Enter');
  expect(ariaKey('KeyM')).toBe('M');
  expect(ariaKey('r R')).toBe('R');
});
