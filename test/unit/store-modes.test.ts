/** Modes and the address bar: each change of mode is a step of the browser's history, and no step loses the scenario. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeHash } from '../../src/scenario/packed-hash.ts';
import { DEFAULT_DRAFT } from '../../src/scenario/presets.ts';
import { keep, openingDraft } from '../../src/store/draft/persistence.ts';
import { keepViews } from '../../src/store/look/views.ts';
import { createOverlap, type Overlap } from '../../src/store/overlap.ts';
import { modeNamed, modeOf } from '../../src/store/state/modes.ts';

interface Entry {
  state: unknown;
  url: string;
}

/** The browser's history and address bar, as far as modes need them. */
class Browser {
  readonly entries: Entry[];
  at = 0;
  readonly #listeners = new Map<string, ((event: unknown) => void)[]>();

  constructor(hash: string) {
    this.entries = [{ state: null, url: hash }];
  }
  get state(): unknown {
    return this.entries[this.at]!.state;
  }
  get hash(): string {
    return this.entries[this.at]!.url;
  }
  pushState(state: unknown, _: string, url = this.hash): void {
    this.entries.splice(++this.at, Number.POSITIVE_INFINITY, { state: structuredClone(state), url });
  }
  replaceState(state: unknown, _: string, url = this.hash): void {
    this.entries[this.at] = { state: structuredClone(state), url };
  }
  listen = (type: string, listener: (event: unknown) => void): void => {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  };
  #tell(type: string, event: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
  go(by: number): void {
    const before = this.hash;
    this.at += by;
    this.#tell('popstate', { state: this.state });
    if (this.hash !== before) this.#tell('hashchange', {});
  }
  /** A link is typed, or clicked. */
  open(url: string): void {
    this.pushState(null, '', url);
    this.#tell('popstate', { state: null });
    this.#tell('hashchange', {});
  }
}

let browser: Browser;
let overlap: Overlap;
const state = () => overlap.store.getState();
const rest = () => vi.advanceTimersByTime(1000);

function opened(hash: string): void {
  browser = new Browser(hash);
  vi.stubGlobal('history', browser);
  vi.stubGlobal('location', browser);
  vi.stubGlobal('addEventListener', browser.listen);
  const settings = { theme: 'system', singleKeys: true, cores: 2 } as const;
  overlap = createOverlap({ ...openingDraft(hash, undefined), mode: modeOf(hash), ...settings });
  keepViews(overlap.store, () => {});
  keep(overlap);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  vi.advanceTimersByTime(10_000);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('an address names its mode; every other one is Tasks', () => {
  expect(['#learn', '#python', '#python=abc', '#tasks'].map(modeNamed)).toEqual(['learn', 'python', 'python', 'tasks']);
  expect(['', '#', '#v1=sleep+1', '#learning', '#v1=learn'].map(modeOf)).toEqual(Array(5).fill('tasks'));
});

test('an address of a mode opens the article’s case in Tasks, and is no broken link', () => {
  for (const hash of ['#learn', '#python=abc'])
    expect(openingDraft(hash, undefined)).toEqual({ draft: DEFAULT_DRAFT, notice: null });
});

describe('from mode to mode', () => {
  test('the address follows, and Back and Forward lead through the modes', () => {
    opened('');
    state().setMode('learn');
    expect(browser.hash).toBe('#learn');
    state().setMode('python');
    expect(browser.hash).toBe('#python');
    browser.go(-1);
    expect(state().mode).toBe('learn');
    browser.go(-1);
    expect(state().mode).toBe('tasks');
    browser.go(2);
    expect(state().mode).toBe('python');
    expect(browser.entries.length).toBe(3);
  });

  test('the scenario is the same afterwards, also where its text is wrong at present', () => {
    opened('');
    state().setText('3 x sleep 20ms');
    rest();
    state().setText('3 x sleep 20 parsecs');
    rest();
    for (const back of [() => browser.go(-1), () => state().setMode('tasks')]) {
      state().setMode('python');
      rest();
      back();
      rest();
      expect(state().mode).toBe('tasks');
      expect(state().draft.text).toBe('3 x sleep 20 parsecs');
      expect(browser.hash).toBe(encodeHash({ ...DEFAULT_DRAFT, text: '3 x sleep 20ms' }));
    }
  });

  test('a scenario that another mode loads gets its link when Tasks is shown, not before', () => {
    opened('#learn');
    state().loadDraft({ ...DEFAULT_DRAFT, text: 'sleep 7' });
    rest();
    expect(browser.hash).toBe('#learn');
    state().setMode('tasks');
    expect(browser.hash).toBe(encodeHash({ ...DEFAULT_DRAFT, text: 'sleep 7' }));
    browser.go(-1);
    expect(state().mode).toBe('learn');
  });

  test('a link of Tasks that is opened in another mode shows its scenario', () => {
    opened('');
    state().setMode('python');
    browser.open('#v1=sleep+9&workers=2');
    expect(state()).toMatchObject({ mode: 'tasks', draft: { text: 'sleep 9' } });
  });

  test('what one looked at is there again', () => {
    opened('');
    state().setView({ fromMs: 1000, toMs: 2000 });
    rest();
    state().setMode('learn');
    rest();
    browser.go(-1);
    expect(state()).toMatchObject({ mode: 'tasks', view: { fromMs: 1000, toMs: 2000 } });
  });
});
