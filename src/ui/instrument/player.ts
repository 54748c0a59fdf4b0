/** The replay's clock: opened, played, stepped, closed. Times are the axis's (ms). */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Overlap, Store } from '../../store/overlap.ts';
import { eventsOf, stepFrom } from '../../trace/queries/replay.ts';
import { lastTime, type ShownTrace, shownTraces } from './shown.ts';

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const;

/** What the replay is set to, also while it stands. `section`: whose state is told; else the first, or the selected one's. */
const settings = createStore<{ speed: number; section: string | undefined }>()(() => ({
  speed: 1,
  section: undefined,
}));
export const useSettings = () => useStore(settings);

type Page = Pick<Overlap, 'store' | 'registry'>;

/** From the beginning of what the window shows. */
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

/** Plays, from the beginning where it is at the end, or stands. */
export function togglePlaying(page: Page): void {
  const { store } = page;
  const { playing, cursorMs } = store.getState();
  if (cursorMs === null) openReplay(page);
  const atEnd = (cursorMs ?? 0) >= lastTime(shownTraces(page));
  store.getState().replay({ playing: playing > 0 ? 0 : settings.getState().speed, ...(atEnd && { cursorMs: 0 }) });
}

/** Whose state is told. */
export function chosenOf(page: Page): ShownTrace | undefined {
  const shown = shownTraces(page);
  const { section } = settings.getState();
  const wanted = section ?? page.store.getState().selected?.engine;
  return shown.find(({ engine }) => engine.id === wanted) ?? shown[0];
}

/** To the next (1) or the last (-1) event of the chosen section; whether there was one. */
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

/** Moves the cursor along with the clock while it plays. Gives what ends that. */
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
