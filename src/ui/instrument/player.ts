/** The replay's clock: opening, playing, stepping, closing. Times are those of the shared axis (ms). */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Overlap, Store } from '../../store/overlap.ts';
import { ALL_OF_IT, type Pending, pendingAfter } from '../../trace/queries/pending.ts';
import { doneWith, eventsOf, firstAfter, lastTold, nextTold } from '../../trace/queries/replay.ts';
import { lastTime, type ShownTrace, shownTraces } from './shown.ts';

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const;

/** The replay's settings. `section`: the engine whose state is told; undefined: that of the selected task, or the first. */
const settings = createStore<{ speed: number; section: string | undefined }>()(() => ({
  speed: 1,
  section: undefined,
}));
export const useSettings = () => useStore(settings);

type Page = Pick<Overlap, 'store' | 'registry'>;

/** Opens the replay at the beginning of what the window shows: where that is the run's, nothing has happened yet. */
export function openReplay(page: Page): void {
  const { view, replay } = page.store.getState();
  const fromMs = Math.max(0, view?.fromMs ?? 0);
  const section = chosenOf(page)?.engine.id;
  replay({ cursorMs: fromMs, playing: 0, replayAt: fromMs === 0 && section ? { section, done: 0 } : null });
}

export function closeReplay(store: Store): void {
  store.getState().replay({ cursorMs: null, playing: 0 });
}

export function setSpeed({ store }: Page, speed: number): void {
  settings.setState({ speed });
  if (store.getState().playing > 0) store.getState().replay({ playing: speed });
}

export function chooseSection(section: string): void {
  settings.setState({ section });
}

/** Plays, or pauses. From the end it plays from the beginning. */
export function togglePlaying(page: Page): void {
  const { store } = page;
  const { playing, cursorMs } = store.getState();
  if (cursorMs === null) openReplay(page);
  const atEnd = (cursorMs ?? 0) >= lastTime(shownTraces(page));
  store.getState().replay({ playing: playing > 0 ? 0 : settings.getState().speed, ...(atEnd && { cursorMs: 0 }) });
}

/** The section whose state is told. */
export function chosenOf(page: Page): ShownTrace | undefined {
  const shown = shownTraces(page);
  const { section } = settings.getState();
  const wanted = section ?? page.store.getState().selected?.engine;
  return shown.find(({ engine }) => engine.id === wanted) ?? shown[0];
}

/** How many events of the section's run have happened by the moment of the replay. */
function doneIn({ store }: Page, { engine, trace, shiftMs }: ShownTrace): number {
  const { cursorMs, replayAt } = store.getState();
  if (replayAt?.section === engine.id) return replayAt.done;
  return cursorMs === null ? 0 : firstAfter(eventsOf(trace), cursorMs - shiftMs);
}

/** What of the replay's moment has not happened yet in a section. */
export function pendingIn(page: Page, shown: ShownTrace): Pending {
  const { cursorMs, replayAt } = page.store.getState();
  if (cursorMs === null || replayAt?.section !== shown.engine.id) return ALL_OF_IT;
  return pendingAfter(shown.trace, cursorMs - shown.shiftMs, replayAt.done);
}

/** The event at which the replay stands in a section, by its place; -1: between two. */
export function eventIn(page: Page, shown: ShownTrace): number {
  const { cursorMs } = page.store.getState();
  const events = eventsOf(shown.trace);
  const at = lastTold(events, doneIn(page, shown));
  return cursorMs !== null && at >= 0 && events.ms[at] === cursorMs - shown.shiftMs ? at : -1;
}

/** Steps to the next (1) or the previous (-1) event of the chosen section: one at a time, also of one instant. Gives whether there was one. */
export function stepEvent(page: Page, step: 1 | -1): boolean {
  const chosen = chosenOf(page);
  if (!chosen) return false;
  const events = eventsOf(chosen.trace);
  const done = doneIn(page, chosen);
  const here = eventIn(page, chosen);
  const at = step > 0 ? nextTold(events, done) : lastTold(events, here < 0 ? done : here);
  const { replay } = page.store.getState();
  if (at >= 0) {
    const replayAt = { section: chosen.engine.id, done: doneWith(events, at) };
    replay({ playing: 0, cursorMs: events.ms[at]! + chosen.shiftMs, replayAt });
  } else if (step < 0 && here >= 0) {
    // Before the first event nothing has happened.
    replay({
      playing: 0,
      cursorMs: events.ms[here]! + chosen.shiftMs,
      replayAt: { section: chosen.engine.id, done: 0 },
    });
  } else replay({ playing: 0 });
  return at >= 0;
}

/** Moves the cursor along with the clock while the replay plays. Gives a function that ends it. */
export function play(page: Page): () => void {
  const { store } = page;
  let frame = 0;
  let before = Number.NaN;
  const tick = (clockMs: number) => {
    const { playing, cursorMs, replay } = store.getState();
    if (playing > 0 && cursorMs !== null) {
      const last = lastTime(shownTraces(page));
      const next = cursorMs + (Number.isNaN(before) ? 0 : clockMs - before) * playing;
      replay(next >= last ? { cursorMs: last, playing: 0 } : { cursorMs: next });
    }
    before = playing > 0 ? clockMs : Number.NaN;
    frame = requestAnimationFrame(tick);
  };
  frame = requestAnimationFrame(tick);
  return () => cancelAnimationFrame(frame);
}
