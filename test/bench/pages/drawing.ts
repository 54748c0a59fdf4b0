/** One way of drawing a page: `?way=overlap&spans=100000`. `window.bench` moves the window of time once a frame. */
import '../../../src/ui/base/tokens.css';
import { createRoot } from 'react-dom/client';
import { type Drawn, WAYS } from './drawing/ways.tsx';

const ask = new URLSearchParams(location.search);
const way = WAYS[ask.get('way') ?? 'overlap']!;
const spans = Number(ask.get('spans') ?? 100_000);

export interface Driven {
  /** ms between frames. */
  readonly intervals: readonly number[];
  readonly frames: number;
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Pans and zooms in and out for so long, with the pointer moving over the lanes. */
async function drive(drawn: Drawn, lengthMs: number): Promise<Driven> {
  const intervals: number[] = [];
  const begun = await frame();
  for (let before = begun; before < begun + lengthMs; ) {
    const t = (before - begun) / 1000;
    // From all of it to a twentieth and back, in four seconds, wandering to and fro.
    const share = 0.05 ** (0.5 - 0.5 * Math.cos((t * Math.PI) / 2));
    const from = (0.5 + 0.5 * Math.sin(t * 1.7)) * (1 - share);
    drawn.show(from, from + share);
    drawn.hover(0.3 + 0.4 * Math.abs(Math.sin(t)), 0.3 + 0.3 * Math.abs(Math.cos(t * 1.3)));
    const now = await frame();
    intervals.push(now - before);
    before = now;
  }
  return { intervals, frames: intervals.length };
}

const root = document.getElementById('root')!;
const drawn = await way(root, spans, createRoot);
Object.assign(window, {
  bench: {
    drive: (lengthMs: number) => drive(drawn, lengthMs),
    /** ms from having the data to the first picture. */
    first: () => drawn.first?.(),
    bytesASpan: () => drawn.bytesASpan?.(),
    /** Appends so many spans a second, spread over the frames, for so long. */
    live: async (perSecond: number, lengthMs: number): Promise<Driven> => {
      const intervals: number[] = [];
      const begun = await frame();
      let appended = 0;
      for (let before = begun; before < begun + lengthMs; ) {
        const due = Math.floor(((before - begun) / 1000) * perSecond);
        drawn.append?.(due - appended);
        appended = due;
        const now = await frame();
        intervals.push(now - before);
        before = now;
      }
      return { intervals, frames: intervals.length };
    },
  },
});
