/** One of the small charts: its title, a line of figures, the picture in the room that is left, and the same in words. */
import type { ReactNode } from 'react';
import { type Room, useRoom } from '../../base/use-room.ts';

interface Props {
  readonly title: string;
  /** The figures in short, where the title leaves room. */
  readonly says: ReactNode;
  /** `3 of 5`: where something is left out. */
  readonly part?: string | undefined;
  /** What the picture shows, for those who do not see it. */
  readonly words: string;
  /** Why there is no picture. */
  readonly empty?: string | undefined;
  readonly below?: ReactNode;
  readonly children: (room: Room) => ReactNode;
}

export function ChartFrame({ title, says, part, words, empty, below, children }: Props) {
  const [box, room] = useRoom();
  return (
    <figure className="chart">
      <figcaption>
        <b>{title}</b>
        {part && <span className="chart-part">{part}</span>}
        <span className="chart-says">{says}</span>
        <span className="unseen">{words}</span>
      </figcaption>
      <div ref={box} className="chart-room" aria-hidden="true">
        <div className="chart-drawn">
          {empty ? <p className="chart-empty">{empty}</p> : room.width > 0 && room.height > 0 && children(room)}
        </div>
      </div>
      {below}
    </figure>
  );
}
