/** Where the timeline has put things: its axis and its sections. For what lies over it; it has to come after the timeline. */
import { useEffect, useState } from 'react';
import type { Layout } from '../timeline/model/layout.ts';
import type { TimeScale } from '../timeline/model/time-scale.ts';
import { useTimeline } from '../timeline/parts/use-timeline.ts';

export interface Drawn {
  readonly scale: TimeScale;
  readonly layout: Layout;
}

const same = (a: TimeScale, b: TimeScale): boolean =>
  a.fromMs === b.fromMs && a.toMs === b.toMs && a.left === b.left && a.width === b.width;

export function useDrawn(): Drawn | undefined {
  const timeline = useTimeline();
  const [drawn, setDrawn] = useState<Drawn>();
  useEffect(
    () =>
      timeline.current?.eachFrame({
        frame: ({ scale, snapshot: { layout } }) => {
          if (!scale || layout.width === 0) return;
          setDrawn((old) => (old && old.layout === layout && same(old.scale, scale) ? old : { scale, layout }));
        },
      }),
    [timeline],
  );
  return drawn;
}
