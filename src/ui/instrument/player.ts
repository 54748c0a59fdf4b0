/** The replay's clock: opening, playing, stepping, closing. Times are those of the shared axis (ms). */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Overlap, Store } from '../../store/overlap.ts';
import { eventsOf, stepFrom } from '../../trace/queries/replay.ts';
import { lastTime, type ShownTrace, shownTraces } from './shown.ts';

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const;

/** The replay's settings. `section`: the engine whose state is told; undefined: that of the selected task, or the first. */
const settings = createStore<{ speed: number; section: string | undefined }>()(() => ({
  speed: 1,
  section: undefined,
}));
export const useSettings = () => useStore(settings);

type Page = Pick<Overlap, 'store' | 'registry'>;

/** Opens the replay at the beginning of what the window shows. */
export function openReplay({ store }: Page): void {
  const { view, replay } = store.getState();
  replay({ cursorMs: Math.max(0, view?.fromMs ?? 0), playing: 0 });
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

/** Steps to the next (1) or the previous (-1) event of the chosen section. Gives whether there was one. */
export function stepEvent(page: Page, step: 1 | -1): boolean {
  const chosen = chosenOf(page);
  if (!chosen) return false;
  const events = eventsOf(chosen.trace);
  const { cursorMs } = page.store.getState();
  const from = cursorMs === null ? Number.NEGATIVE_INFINITY : cursorMs - chosen.shiftMs;
  const at = stepFrom(events, from, step);
  page.store.getState().replay({ playing: 0, ...(at >= 0 && { cursorMs: events.ms[at]! + chosen.shiftMs }) });
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
