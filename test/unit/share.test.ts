import { describe, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import type { Draft } from '../../src/scenario/draft.ts';
import { DEFAULT_DRAFT } from '../../src/scenario/presets.ts';
import { openLink } from '../../src/store/draft/open-link.ts';
import { createOverlap } from '../../src/store/overlap.ts';
import { cardOf } from '../../src/store/share/card.ts';
import { lookAs, lookOf, withoutLook } from '../../src/store/share/look-link.ts';
import { resultsOf, sentIn, sentParts } from '../../src/store/share/sent-results.ts';
import { type Facts, Trace } from '../../src/trace/trace.ts';

const pageOf = (draft: Draft = DEFAULT_DRAFT) =>
  createOverlap({ draft, notice: null, theme: 'system', singleKeys: true, cores: 2 });
const LINK = '#v1=sleep+0..4&workers=3';

describe('a link that has how one looks at it', () => {
  test('opens the same scenario, and the same look', () => {
    const seen = pageOf(openLink(LINK).draft).store;
    seen.getState().look({
      view: { fromMs: 100, toMs: 2500.5 },
      range: { fromMs: 0, toMs: 80 },
      selected: { engine: 'web-workers', task: 3, attempt: 1 },
    });
    seen.getState().replay({ cursorMs: 1200 });
    seen.getState().showPanel('charts');
    const end = lookOf(seen.getState());
    expect(end).toBe('&look=time:100-2500.5;at:1200;range:0-80;task:web-workers/3/1;panel:charts');
    const { store } = pageOf(openLink(LINK + end).draft);
    lookAs(LINK + end, store);
    const { view, range, selected, cursorMs, panel, scenario } = store.getState();
    expect(scenario).toEqual(seen.getState().scenario);
    expect({ view, range, selected, cursorMs, panel }).toEqual({
      view: { fromMs: 100, toMs: 2500.5 },
      range: { fromMs: 0, toMs: 80 },
      selected: { engine: 'web-workers', task: 3, attempt: 1 },
      cursorMs: 1200,
      panel: 'charts',
    });
    expect(withoutLook(LINK + end)).toBe(LINK);
  });

  test('nothing of it where one looks as the page opens', () => {
    expect(lookOf(pageOf().store.getState())).toBe('');
  });

  test.each([
    ['a window that ends before it begins', 'time:5-2'],
    ['a task that is not there', 'task:web-workers/99/1'],
    ['an engine that is not shown', 'task:spark/0/1'],
    ['a panel that is not there', 'panel:passwords'],
    ['a moment that is no number', 'at:1e9'],
    ['anything', 'time:<img>;__proto__:1'],
  ])('%s is left out, and the scenario opens', (_, look) => {
    const { draft } = openLink(`${LINK}&look=${look}`);
    const { store } = pageOf(draft);
    const before = store.getState();
    lookAs(`${LINK}&look=${look}`, store);
    expect(store.getState()).toEqual(before);
    expect(draft).toEqual(openLink(LINK).draft);
  });
});

describe('what was measured, in a link', () => {
  const end = `&look=${sentParts(
    [
      { engine: engineById('web-workers'), ms: 5003.46 },
      { engine: engineById('asyncio.gather'), ms: 4001 },
    ],
    8,
  ).join(';')}`;

  test('is read as it was written, and the scenario opens as without it', () => {
    expect(end).toBe('&look=ran:web-workers=5003.5,asyncio.gather=4001;on:8');
    const sent = sentIn(LINK + end)!;
    expect(sent.cores).toBe(8);
    expect(sent.results.map(({ engine, ms }) => [engine.id, ms])).toEqual([
      ['web-workers', 5003.5],
      ['asyncio.gather', 4001],
    ]);
    expect(openLink(LINK + end).draft).toEqual(openLink(LINK).draft);
    const { store } = pageOf(openLink(LINK).draft);
    const before = store.getState();
    lookAs(LINK + end, store);
    expect(store.getState()).toEqual(before);
  });

  test.each(['ran:', 'ran:nobody=5', 'ran:web-workers=x', 'ran:web-workers=-5', 'on:8', 'ran:<img>=1'])(
    '%s says nothing',
    (end) => {
      expect(sentIn(`${LINK}&look=${end}`)).toBeUndefined();
    },
  );

  test('only of runs of this scenario that ended by themselves', () => {
    const { store, registry } = pageOf(openLink(LINK).draft);
    const { scenario } = store.getState();
    const run = (facts: Facts) => {
      const trace = new Trace('measured', 'web-workers', { cores: 2 }, scenario);
      trace.totalMs = 5001;
      trace.facts = facts;
      return trace;
    };
    const measured = (facts: Facts) => {
      registry.of('web-workers').measured = run(facts);
      return resultsOf(store.getState(), registry).map(({ ms }) => ms);
    };
    expect(measured({})).toEqual([5001]);
    expect(measured({ stoppedMs: 5001 })).toEqual([]);
    expect(measured({ hidden: true })).toEqual([]);
    expect(measured({ clockJumpedMs: -2000 })).toEqual([]);
    delete registry.of('web-workers').measured;
    // The page's last run was one of another scenario.
    registry.of('web-workers').last = run({});
    expect(resultsOf(store.getState(), registry)).toEqual([]);
    expect(cardOf(store.getState(), registry, 'link')).not.toContain('measured');
  });
});

test('the text for a chat says what runs, what came of it, and where', () => {
  const { store, registry } = pageOf(openLink(LINK).draft);
  const state = {
    ...store.getState(),
    makespans: { 'web-workers': 5000, 'async-pool': Number.POSITIVE_INFINITY, semaphore: Number.NaN },
  };
  expect(cardOf(state, registry, 'https://overlap.example/#v1=x')).toBe(
    [
      'Overlap: 5 tasks · sleep 10 s · no cpu, pool 3',
      'Web Workers                     5.00 s  predicted',
      'Main-thread async pool           hangs  predicted',
      'Semaphore-limited scheduler  not known  predicted',
      'Predictions assume: ideal machine, 2 cores',
      'https://overlap.example/#v1=x',
    ].join('\n'),
  );
});
