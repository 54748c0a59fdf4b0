/** The last row: the page's main thread, a beat a frame while it is alive, a line where it stood still. */
import { Later } from '../model/later.ts';
import { STOPS } from '../model/stops.ts';
import { beatDots, beatTicks, stoppedLines } from '../paint/marks/beats.ts';
import type { PaintRow, Row } from './row.ts';
import type { StopHit } from './stop-hit.ts';

const HEIGHT = 16;

export const beatsRow: Row = {
  id: 'beats',
  label: { wide: 'main thread', narrow: '♥', isSign: true },
  data: STOPS,
  // A program runs in a worker: the page's main thread is none of it.
  height: ({ program }) => (program ? 0 : HEIGHT),
  paint: Later.now<PaintRow>((pen, { picture, box }) => {
    const middle = box.top + box.height / 2;
    const measured = picture.hollow ? undefined : picture.measured?.trace;
    if (measured) beatTicks(pen, measured.beats.at.at, measured.beats.length, middle);
    else beatDots(pen, middle);
    stoppedLines(pen, picture.of(STOPS), middle, measured === undefined);
  }),
  hit({ picture }, { ms }): StopHit | undefined {
    const stop = picture.of(STOPS).find(({ fromMs, toMs }) => fromMs <= ms && ms <= toMs);
    return stop && { row: 'beats', engine: picture.engine.id, key: String(stop.fromMs), stop };
  },
  pointed: new Later(() => import('./beats-pointed.ts').then(({ pointedStop }) => pointedStop)),
};
