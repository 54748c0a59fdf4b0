/** How the last run stands in a header, behind what is predicted now: `; last run, pool 3: 5.01 s`. */
import { formatMs } from '../../../scenario/duration.ts';
import { lastRunName } from '../../words/last-run.ts';
import type { Picture } from '../model/picture.ts';
import { Deliveries, standingOf } from '../model/standing.ts';

const deliveries = new Deliveries();

export function lastRunStands({ engine, last, main }: Picture): string {
  const run = last?.trace;
  if (!run) return '';
  const { facts, totalMs } = run;
  const plainly = !facts.raised && !facts.hung && facts.stoppedMs === undefined;
  const how = plainly ? formatMs(totalMs) : standingOf(engine, run, undefined, deliveries.count(run, engine)).short;
  return `; ${lastRunName(engine, run, main?.trace.scenario ?? run.scenario)}: ${how}`;
}
