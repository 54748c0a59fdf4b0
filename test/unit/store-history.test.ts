import { expect, test } from 'vitest';
import { History } from '../../src/store/draft/history.ts';
import { columnSizes, sliderMax } from '../../src/store/predict/slider.ts';
import { Beats, SLOTS } from '../../src/ui/topbar/beats.ts';

test('undo takes back one change after another, redo brings them again', () => {
  const history = new History('a');
  expect(history.canUndo).toBe(false);
  history.push('b', '', 0);
  history.push('c', '', 1);
  expect(history.undo()).toBe('b');
  expect(history.undo()).toBe('a');
  expect(history.undo()).toBeUndefined();
  expect(history.redo()).toBe('b');
  expect(history.now).toBe('b');
});

test('a change after an undo forgets what was undone', () => {
  const history = new History('a');
  history.push('b', '', 0);
  history.undo();
  history.push('c', '', 1);
  expect(history.canRedo).toBe(false);
  expect(history.undo()).toBe('a');
});

test('what is typed in one go is one step, and so is a drag', () => {
  const history = new History(0);
  history.push(1, 'text', 0);
  history.push(2, 'text', 300);
  history.push(3, 'text', 900);
  expect(history.undo()).toBe(0);
  history.redo();
  history.push(4, 'workers', 1000);
  expect(history.undo()).toBe(3);
});

test('after a rest, or after an undo, the same kind of change is a new step', () => {
  const history = new History(0);
  history.push(1, 'text', 0);
  history.push(2, 'text', 5000);
  expect(history.undo()).toBe(1);
  history.push(3, 'text', 5001);
  expect(history.undo()).toBe(1);
});

test('the slider reaches to 16, and beyond only for pools that are larger', () => {
  expect([1, 16, 17, 64, 65, 1000].map(sliderMax)).toEqual([16, 16, 64, 64, 256, 1000]);
  expect(columnSizes(16)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
  expect(columnSizes(1000).at(0)).toBe(1);
  expect(columnSizes(1000).at(-1)).toBe(1000);
});

test('the heartbeat remembers a second, and says how long the longest stop in it was', () => {
  const beats = new Beats();
  for (let at = 0; at < 2000; at += 16) beats.add(at);
  expect(beats.stopped()).toBe(0);
  expect(beats.slots(1999)).toEqual(new Array(SLOTS).fill(true));
  beats.add(2400);
  expect(beats.interval).toBe(416);
  expect(beats.stopped()).toBe(416);
  expect(beats.slots(2400).filter((alive) => !alive).length).toBeGreaterThan(3);
  for (let at = 2416; at < 3800; at += 16) beats.add(at);
  expect(beats.stopped()).toBe(0);
});
