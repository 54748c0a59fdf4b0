/** The last row: the page's main thread, a beat a frame while it is alive, a line where it stood still. */
import { formatMs, formatRange } from '../../../scenario/duration.ts';
import { Later } from '../model/later.ts';
import { STOPS, type Stop } from '../model/stops.ts';
import { beatDots, beatTicks, stoppedLines } from '../paint/marks/beats.ts';
import type { Hit, PaintRow, Pointed, Row } from './row.ts';

const HEIGHT = 16;

interface StopHit extends Hit {
  readonly stop: Stop;
}

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
  pointed: Later.now<Pointed>({
    // The line itself is as much as there is to point at.
    outline() {},
    describe: ({ stop: { fromMs, toMs } }: StopHit, picture) => ({
      title: 'Main thread',
      where: '',
      mark: 'failed',
      doing: picture.hollow ? 'will stand still' : 'stood still',
      length: formatMs(toMs - fromMs, 3),
      rows: [['from', formatRange(fromMs, toMs)]],
    }),
  }),
};
