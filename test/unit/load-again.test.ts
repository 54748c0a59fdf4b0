/** Parts of the page that did not come. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isNotLoaded, loadAgain, loadRounds, onLoadAgain, wordsOf } from '../../src/store/worker/again.ts';

describe('what did not come is told from what went wrong', () => {
  test.each([
    ['Chromium', 'Failed to fetch dynamically imported module: http://localhost/assets/a.js'],
    ['Firefox', 'error loading dynamically imported module: http://localhost/assets/a.js'],
    ['Safari', 'Importing a module script failed.'],
    ['a style sheet', 'Unable to preload CSS for /assets/a.css'],
    ['a worker', 'the script of a worker could not be loaded'],
  ])('%s', (_, message) => {
    expect(isNotLoaded(new TypeError(message))).toBe(true);
    expect(wordsOf(new TypeError(message))).toMatch(/^A part of the page could not be loaded: there is no network/);
  });

  test.each([new Error('x is not a function'), 'a text', undefined])('%s is none of them', (error) => {
    expect(isNotLoaded(error)).toBe(false);
  });
});

describe('all that lack something', () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  test('hear of it together, until they have it', () => {
    const [one, other] = [vi.fn(), vi.fn()];
    const before = loadRounds();
    const stop = onLoadAgain(one);
    stops.push(onLoadAgain(other));
    loadAgain();
    stop();
    loadAgain();
    expect([one.mock.calls.length, other.mock.calls.length, loadRounds() - before]).toEqual([1, 2, 2]);
  });

  test('one that stops hearing while it is told does no harm to the others', () => {
    const heard = vi.fn();
    const stop = onLoadAgain(() => stop());
    stops.push(onLoadAgain(heard));
    loadAgain();
    expect(heard).toHaveBeenCalledOnce();
  });
});
