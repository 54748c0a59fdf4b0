/** What the line of a machine says over its lanes: its size, what it has done, how busy it was or when it went away. */
import { formatCount } from '../../../../scenario/count.ts';
import { formatMs } from '../../../../scenario/duration.ts';
import { knobIn } from '../../../../scenario/knobs.ts';
import { levelAt } from '../../../../trace/queries/staircase.ts';
import type { Station } from '../../../../trace/queries/stations.ts';
import { machineName } from '../../../words/machine-name.ts';
import type { Picture } from '../../model/picture.ts';
import { stationsNow } from '../../model/stations.ts';

const PLACES = { Node: ['CPU', 'CPUs'], Worker: ['child', 'children'], Executor: ['core', 'cores'] } as const;

/** `2 CPUs · done 7 · begun again 2 · busy 89 %`. `atMs`: as it stood then; NaN for the whole run. */
export function hostWords(
  picture: Picture,
  host: number,
  atMs: number,
  narrow: boolean,
  more: (() => void) | undefined,
): string {
  const { trace } = picture.main!;
  const stations = stationsNow(picture.engine.id, trace, more);
  const its = stations?.all[host];
  if (!its) return '';
  const untilMs = Number.isNaN(atMs) ? stations.endMs : atMs;
  // The gutter of a narrow page has no room for its name.
  const parts: string[] = narrow ? [machineName(picture.engine, host, trace)] : [];
  const places = Number(knobIn(trace.scenario, 'workers') ?? trace.machine.cores);
  const kind = picture.engine.manyMachines;
  if (kind && !narrow) parts.push(`${formatCount(places)} ${PLACES[kind][places === 1 ? 0 : 1]}`);
  parts.push(`done ${formatCount(levelAt(its.done, untilMs))}`);
  for (const [what, of] of [
    ['failed', its.failed],
    ['killed', its.killed],
    ['begun again', its.again],
  ] as const) {
    const count = levelAt(of, untilMs);
    if (count > 0) parts.push(`${what} ${formatCount(count)}`);
  }
  if (its.goneMs <= untilMs) parts.push(`went away at ${formatMs(its.goneMs)}`);
  if (kind && untilMs > 0 && !narrow)
    parts.push(`busy ${Math.round((100 * busyMs(its, untilMs)) / (places * livedMs(its, untilMs)))} %`);
  return parts.join(' · ');
}

const livedMs = ({ goneMs }: Station, untilMs: number): number => (goneMs < untilMs ? goneMs : untilMs);

/** Milliseconds of CPUs in use by then. */
function busyMs({ cpus: { at, level } }: Station, untilMs: number): number {
  let sum = 0;
  for (let i = 0; i < at.length && at[i]! < untilMs; i++)
    sum += level[i]! * (Math.min(at[i + 1] ?? untilMs, untilMs) - at[i]!);
  return sum;
}
