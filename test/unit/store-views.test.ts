import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_DRAFT } from '../../src/scenario/presets.ts';
import { isView, keepViews } from '../../src/store/look/views.ts';
import type { Store } from '../../src/store/overlap.ts';
import { createOverlap } from '../../src/store/overlap.ts';

/** The browser's history, as far as views need one. */
class Entries {
  readonly all: unknown[] = [null];
  at = 0;
  get state(): unknown {
    return this.all[this.at];
  }
  pushState(state: unknown): void {
    this.all.splice(++this.at, Number.POSITIVE_INFINITY, structuredClone(state));
  }
  replaceState(state: unknown): void {
    this.all[this.at] = structuredClone(state);
  }
}

const listeners = new Map<string, (event: unknown) => void>();
let entries: Entries;
let store: Store;
let opened: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  vi.advanceTimersByTime(10_000);
  entries = new Entries();
  opened = 0;
  vi.stubGlobal('history', entries);
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('addEventListener', (type: string, listener: (event: unknown) => void) =>
    listeners.set(type, listener),
  );
  ({ store } = createOverlap({ draft: DEFAULT_DRAFT, notice: null, theme: 'system', singleKeys: true, cores: 2 }));
  keepViews(store, () => opened++);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function go(by: number): void {
  entries.at += by;
  listeners.get('popstate')!({ state: entries.state });
}
const zoom = (fromMs: number) => store.getState().setView({ fromMs, toMs: fromMs + 100 });
const fromMs = () => store.getState().view?.fromMs;

describe('views', () => {
  test('a gesture counts once, however many frames it has; one after a rest counts again', () => {
    for (let i = 0; i < 50; i++) {
      zoom(i);
      vi.advanceTimersByTime(16);
    }
    vi.advanceTimersByTime(600);
    zoom(1000);
    vi.advanceTimersByTime(600);
    expect(entries.all.length).toBe(3);
    go(-1);
    expect(fromMs()).toBe(49);
    go(-1);
    expect(store.getState().view).toBe(null);
    go(1);
    expect(fromMs()).toBe(49);
  });

  test('another kind of gesture is another step, also without a rest', () => {
    zoom(1);
    vi.advanceTimersByTime(100);
    store.getState().select({ engine: 'web-workers', task: 1, attempt: 1 });
    vi.advanceTimersByTime(100);
    store.getState().look({ query: 'a' });
    store.getState().look({ query: 'ab' });
    expect(entries.all.length).toBe(4);
    go(-1);
    expect(store.getState()).toMatchObject({ query: '', selected: { task: 1 } });
    go(-1);
    expect(store.getState()).toMatchObject({ selected: null, view: { fromMs: 1 } });
  });

  test('the window that follows a selection by keyboard is part of its step', () => {
    store.getState().select({ engine: 'web-workers', task: 1, attempt: 1 });
    vi.advanceTimersByTime(16);
    zoom(5);
    expect(entries.all.length).toBe(2);
  });

  test('Back before a gesture has come to rest, then Forward, gives its last state', () => {
    zoom(1);
    vi.advanceTimersByTime(16);
    zoom(2);
    go(-1);
    go(1);
    expect(fromMs()).toBe(2);
  });

  test('another scenario is no step', () => {
    zoom(1);
    vi.advanceTimersByTime(600);
    store.getState().setText('2 x sleep 1');
    expect(store.getState().view).toBe(null);
    expect(entries.all.length).toBe(2);
  });

  test('what is selected in a scenario of more tasks is not when the one shown has fewer', () => {
    store.getState().select({ engine: 'web-workers', task: 4, attempt: 1 });
    vi.advanceTimersByTime(600);
    store.getState().select(null);
    vi.advanceTimersByTime(600);
    store.getState().setText('sleep 1');
    go(-1);
    expect(store.getState().selected).toBe(null);
    expect(opened).toBe(0);
  });

  test('a window that follows a run makes no steps', () => {
    store.setState({ run: { kind: 'running', now: ['web-workers'], oneByOne: false }, following: true });
    for (let i = 0; i < 10; i++) zoom(i);
    expect(entries.all.length).toBe(1);
    store.setState({ following: false });
    zoom(50);
    expect(entries.all.length).toBe(2);
  });

  test('an entry of another link loads that link’s scenario', () => {
    zoom(1);
    vi.advanceTimersByTime(600);
    entries.pushState(null);
    listeners.get('hashchange')!({});
    go(-1);
    expect(opened).toBe(1);
    expect(isView(entries.state)).toBe(true);
  });
});
