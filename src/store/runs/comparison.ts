/** Which two runs are compared, how they are laid against each other, and their two sections in the timeline. One a page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ENGINES, enginesNamed } from '../../engines/list.ts';
import { type Differences, differencesOf } from '../../trace/compare/differences.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Page } from '../state/store.ts';
import { openedRuns } from './opened-runs-actions.ts';
import { runHistory } from './run-history.ts';

/** A trace that can be chosen: of this page, of a kept run or of an opened one. */
export interface Choice {
  /** `measured web-workers`, `predicted semaphore`, `kept:2 web-workers`, `run:1` */
  readonly key: string;
  /** What it stands under in the list: `This page, measured`, a kept run's name, `Opened`. */
  readonly group: string;
  readonly name: string;
  readonly trace: Trace;
}

/** What stands at the same place: t = 0, or one end of a task. */
export type Align = 'zero' | 'start' | 'end';

/** What the user chooses. */
export interface ComparisonChoice {
  /** Keys of choices; null: what suggests itself. */
  readonly a: string | null;
  readonly b: string | null;
  readonly align: Align;
  /** The id of the task that is aligned at; null: the one with the largest difference. */
  readonly task: string | null;
}

export interface ComparisonState extends ComparisonChoice {
  /** Their sections in the timeline, while they are there. */
  readonly shown: { readonly a: string; readonly b: string; readonly of: Pair } | null;
}

export interface Pair {
  readonly a: Choice;
  readonly b: Choice;
}

export interface Comparison {
  readonly store: StoreApi<ComparisonState>;
  /** Changes what is chosen; members left out stay. */
  choose(choice: Partial<ComparisonChoice>): void;
  /** All that can be chosen, now. */
  choices(): readonly Choice[];
  /** What is compared; undefined while one of the two is missing. */
  pair(): Partial<Pair>;
  /** The differences of a pair of finished runs, worked out once: a million attempts take seconds. */
  differences(pair: Pair): Differences;
  /** The same, undefined where they are not worked out yet and would hold up the page. */
  differencesAtOnce(pair: Pair): Differences | undefined;
  /** Puts both into the timeline next to each other, in place of those that were there, aligned as chosen. */
  show(pair: Pair): { readonly a: string; readonly b: string };
  hide(): void;
  /** Lays B against A as chosen, whatever they were dragged to. */
  lay(): void;
  /** How much later (ms) B is to be drawn as chosen; undefined where the task is not in both. */
  chosenOffset(pair: Pair): number | undefined;
  /** How much later (ms) than A's clock B is drawn. */
  offset(): number;
  moveTo(ms: number): void;
}

/** Attempts of both runs together that are compared while the page waits. */
const MOST_AT_ONCE = 100_000;
const sessions = new WeakMap<Page['store'], Comparison>();

/** The page's. */
export function comparison(page: Page): Comparison {
  let session = sessions.get(page.store);
  if (!session) sessions.set(page.store, (session = begin(page)));
  return session;
}

function begin(page: Page): Comparison {
  const store = createStore<ComparisonState>()(() => ({ a: null, b: null, align: 'zero', task: null, shown: null }));
  const kept = runHistory(page);
  const opened = openedRuns(page);
  let last: { readonly a: Trace; readonly b: Trace; readonly found: Differences } | undefined;

  // A section of the pair may be closed in the timeline.
  page.store.subscribe((now, before) => {
    const { shown } = store.getState();
    if (!shown || now.opened === before.opened) return;
    if (![shown.a, shown.b].every((id) => now.opened.some((run) => run.id === id))) store.setState({ shown: null });
  });

  const choices = (): readonly Choice[] => {
    const state = page.store.getState();
    const { shown } = store.getState();
    const chosen = enginesNamed(state.draft.engines);
    const list: Choice[] = [];
    for (const source of ['measured', 'predicted'] as const) {
      for (const { id, title } of chosen) {
        const { [source]: drawn, last } = page.registry.of(id);
        const trace = drawn ?? (source === 'measured' ? last : undefined);
        const name = trace === last ? `${title}, before the change` : title;
        if (trace && over(trace)) list.push({ key: `${source} ${id}`, group: `This page, ${source}`, name, trace });
      }
    }
    for (const run of kept.store.getState().runs) {
      for (const trace of run.traces)
        list.push({ key: `${run.id} ${trace.engine}`, group: run.name, name: titleOf(trace.engine), trace });
    }
    for (const { id, name } of state.opened) {
      const { measured, predicted } = page.registry.of(id);
      const trace = measured ?? predicted;
      if (trace && over(trace) && id !== shown?.a && id !== shown?.b)
        list.push({ key: id, group: 'Opened', name, trace });
    }
    return list;
  };

  const session: Comparison = {
    store,
    choose: (choice) => store.setState(choice),
    choices,
    pair() {
      const all = choices();
      const { a, b } = store.getState();
      const [first, second] = suggested(all);
      // What was chosen and is not there (a run under way, a kept one forgotten) is missing, not another one.
      const one = a === null ? first : all.find(({ key }) => key === a);
      const other = b === null ? second : all.find(({ key }) => key === b);
      return { ...(one && { a: one }), ...(other && { b: other }) };
    },
    differences({ a, b }) {
      if (last?.a !== a.trace || last.b !== b.trace)
        last = { a: a.trace, b: b.trace, found: differencesOf(a.trace, b.trace) };
      return last.found;
    },
    differencesAtOnce(pair) {
      const known = last?.a === pair.a.trace && last.b === pair.b.trace;
      const attempts = pair.a.trace.spans.length + pair.b.trace.spans.length;
      return known || attempts <= MOST_AT_ONCE ? session.differences(pair) : undefined;
    },
    show(pair) {
      const { shown } = store.getState();
      if (shown?.of.a.trace === pair.a.trace && shown.of.b.trace === pair.b.trace) return shown;
      session.hide();
      const [a, b] = [
        opened.open(pair.a.trace, `A: ${wholeName(pair.a)}`),
        opened.open(pair.b.trace, `B: ${wholeName(pair.b)}`),
      ];
      store.setState({ shown: { a, b, of: pair } });
      session.lay();
      return { a, b };
    },
    hide() {
      const { shown } = store.getState();
      store.setState({ shown: null });
      if (shown) for (const id of [shown.a, shown.b]) opened.close(id);
    },
    lay() {
      const { shown } = store.getState();
      if (!shown) return;
      opened.shift(shown.a, 0);
      opened.shift(shown.b, session.chosenOffset(shown.of) ?? 0);
    },
    chosenOffset({ a, b }) {
      const { align, task } = store.getState();
      if (align === 'zero') return 0;
      const differences = session.differencesAtOnce({ a, b });
      const id = task ?? (differences ? suggestedTask(differences) : '');
      const ms = momentOf(a.trace, id, align) - momentOf(b.trace, id, align);
      return Number.isNaN(ms) ? undefined : ms;
    },
    offset() {
      const { shown } = store.getState();
      if (!shown) return 0;
      return (page.registry.of(shown.b).shiftMs ?? 0) - (page.registry.of(shown.a).shiftMs ?? 0);
    },
    moveTo(ms) {
      const { shown } = store.getState();
      if (!shown) return;
      opened.shift(shown.a, 0);
      opened.shift(shown.b, ms);
    },
  };
  return session;
}

const over = ({ totalMs, spans }: Trace): boolean => !Number.isNaN(totalMs) && spans.length > 0;

const titleOf = (engine: string): string => ENGINES.find(({ id }) => id === engine)?.title ?? engine;

/** `Web Workers, 14:03:22 5 tasks, pool 3`; an opened run's own name. */
export function wholeName({ key, group, name }: Choice): string {
  if (key.startsWith('run:')) return name;
  return `${name}, ${group.replace('This page, ', '')}`;
}

/** The last two runs of one engine; with one run its prediction and it; without, the first two predictions. */
function suggested(all: readonly Choice[]): readonly [a: Choice | undefined, b: Choice | undefined] {
  const ofKept = all.filter(({ key }) => key.startsWith('kept:'));
  for (const [i, b] of ofKept.entries()) {
    const [run, engine] = b.key.split(' ');
    const a = ofKept.slice(i + 1).find(({ key }) => key !== `${run} ${engine}` && key.endsWith(` ${engine}`));
    if (a) return [a, b];
  }
  const measured = all.find(({ key }) => key.startsWith('measured '));
  const predicted = all.filter(({ key }) => key.startsWith('predicted '));
  if (!measured) return [predicted[0], predicted[1]];
  return [predicted.find(({ trace }) => trace.engine === measured.trace.engine), measured];
}

/** The task whose attempts differ most, else the first. */
export function suggestedTask({ b, rowB, ms }: Differences): string {
  const first = ms.findIndex((one) => !Number.isNaN(one));
  const task = first < 0 ? 0 : b.spans.at.task[rowB[first]!]!;
  return b.scenario.tasks[task]?.id ?? '';
}

/** When the task's first attempt started, or its last one ended; NaN where it has none. */
function momentOf({ scenario, spans }: Trace, id: string, align: 'start' | 'end'): number {
  const task = scenario.tasks.findIndex((one) => one.id === id);
  let found = Number.NaN;
  for (let row = 0; row < spans.length; row++) {
    if (spans.at.task[row] !== task) continue;
    const ms = align === 'start' ? spans.at.start[row]! : spans.at.end[row]!;
    if (Number.isNaN(found) || (align === 'start' ? ms < found : ms > found)) found = ms;
  }
  return found;
}
