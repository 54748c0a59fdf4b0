/** The three things that the sweep shows, in one table. */
import { formatMs } from '../../scenario/duration.ts';
import type { Sample } from '../../store/sweep/sweeper.ts';
import { boundMs, type Limits } from '../../trace/queries/speed-up.ts';
import { tickLabel } from '../timeline/model/ticks.ts';

export type MeasureName = 'makespan' | 'throughput' | 'utilisation';

export interface Measure {
  readonly name: MeasureName;
  readonly title: string;
  readonly of: (figures: Omit<Sample, 'size'>) => number;
  /** What nothing can be better than; undefined where there is no such thing. */
  readonly bound: (limits: Limits, size: number) => number | undefined;
  /** The side of the bound where nothing can be. */
  readonly impossible: 'below' | 'above';
  readonly format: (value: number) => string;
  readonly tick: (value: number, step: number) => string;
}

const perSecond = (value: number, digits: number): string => `${value.toFixed(digits)}/s`;
const digitsOf = (step: number): number => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));

export const MEASURES: readonly Measure[] = [
  {
    name: 'makespan',
    title: 'Takes',
    of: ({ makespanMs }) => makespanMs,
    bound: boundMs,
    impossible: 'below',
    format: (ms) => formatMs(ms),
    tick: tickLabel,
  },
  {
    name: 'throughput',
    title: 'Throughput',
    of: ({ throughputPerS }) => throughputPerS,
    bound: (limits, size) => {
      const ms = boundMs(limits, size);
      return ms > 0 ? (limits.attempts * 1000) / ms : undefined;
    },
    impossible: 'above',
    format: (value) => (Number.isFinite(value) ? perSecond(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0) : '–'),
    tick: (value, step) => (value === 0 ? '0' : perSecond(value, digitsOf(step))),
  },
  {
    name: 'utilisation',
    title: 'Busy',
    of: ({ utilisation }) => utilisation,
    bound: () => undefined,
    impossible: 'above',
    format: (share) => (Number.isFinite(share) ? `${Math.round(share * 100)} %` : '–'),
    tick: (share) => `${Math.round(share * 100)} %`,
  },
];

/** Steps of a value axis from 0: at most so many, the last at or below `top`. */
export function valueTicks(top: number, most: number): { values: number[]; step: number } {
  if (!(top > 0)) return { values: [0], step: 1 };
  const least = top / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((figure) => figure * power).find((size) => size >= least * (1 - 1e-9))!;
  const values: number[] = [];
  for (let n = 0; n * step <= top * (1 + 1e-9); n++) values.push(Number((n * step).toPrecision(12)));
  return { values, step };
}
