/** Where a section's times lie on the page: on the axis that all sections share, or on an axis of its own that shows its whole run. */
import type { Layout } from './layout.ts';
import type { Picture } from './picture.ts';
import { fitWindow, shifted, type TimeScale } from './time-scale.ts';

/** The scale of a section's own clock. */
export function scaleOf(shared: TimeScale, picture: Picture, { ownAxes }: Pick<Layout, 'ownAxes'>): TimeScale {
  if (!ownAxes) return shifted(shared, picture.shiftMs);
  return { ...shared, ...fitWindow(picture.endMs, shared.width) };
}
