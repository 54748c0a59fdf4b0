/** A run that was opened comes into sight: its section, and where it is short beside the others, its time. */
import type { OpenedFile } from '../../store/files/open.ts';
import type { Store } from '../../store/overlap.ts';
import type { TimelineRef } from '../timeline/parts/use-timeline.ts';
import { revealSection, zoomTo } from '../timeline/surface/reveal.ts';

/** Shorter than this share of the axis, little could be seen of it. */
const SHORT = 1 / 8;

export function intoSight(store: Store, timeline: TimelineRef, { runId, opened }: OpenedFile): void {
  revealSection(runId);
  const axis = timeline.current?.view.now;
  const { totalMs } = opened.trace;
  if (!axis || store.getState().view !== null || !(totalMs < (axis.toMs - axis.fromMs) * SHORT)) return;
  zoomTo(timeline.current, { fromMs: 0, toMs: totalMs });
}
