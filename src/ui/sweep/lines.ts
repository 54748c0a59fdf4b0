/** From curves to what is drawn: engines whose curves are one share a line. */
import type { EngineFacts } from '../../engines/facts.ts';
import { engineById } from '../../engines/list.ts';
import { pooled } from '../../store/sweep/resources.ts';
import { MOST_SWEPT } from '../../store/sweep/sizes.ts';
import type { Curve } from '../../store/sweep/sweeper.ts';
import { knee } from '../../trace/queries/speed-up.ts';
import type { Measure } from './measures.ts';

export interface Vertex {
  readonly size: number;
  readonly value: number;
}

/** A line of the chart, and whose it is. */
export interface Line {
  readonly engines: readonly EngineFacts[];
  /** Its place among the line styles: the first engine's place among those chosen. */
  readonly style: number;
  readonly vertices: readonly Vertex[];
  /** The knee of its makespan; undefined without a pool, or as long as nothing is known. */
  readonly knee: number | undefined;
}

/** What nothing can be better than. */
export interface Bound {
  readonly engines: readonly EngineFacts[];
  readonly vertices: readonly Vertex[];
}

/** Values as near as this (share) are the same: no eye tells them apart. */
const SAME = 0.002;

export function linesOf(curves: readonly Curve[], measure: Measure): Line[] {
  const lines: Line[] = [];
  for (const [style, curve] of curves.entries()) {
    const engine = engineById(curve.engine);
    const vertices = verticesOf(curve, measure);
    if (vertices.length === 0) continue;
    const at = kneeOf(curve);
    const twin = lines.findIndex((line) => line.knee === at && sameLine(line.vertices, vertices));
    if (twin < 0) lines.push({ engines: [engine], style, vertices, knee: at });
    else lines[twin] = { ...lines[twin]!, engines: [...lines[twin]!.engines, engine] };
  }
  return lines;
}

/** Where more places buy next to nothing. */
export function kneeOf({ engine, samples }: Curve): number | undefined {
  if (!pooled(engineById(engine))) return undefined;
  return knee(
    samples.map(({ size }) => size),
    samples.map(({ makespanMs }) => makespanMs),
  );
}

/** A curve's value at a size: known, or between its neighbours; NaN where there are none. */
export function valueAt(vertices: readonly Vertex[], size: number): number {
  const right = vertices.findIndex((vertex) => vertex.size >= size);
  const [before, after] = [vertices[right - 1], vertices[right]];
  if (after?.size === size) return after.value;
  if (!before || !after) return Number.NaN;
  return before.value + ((after.value - before.value) * (size - before.size)) / (after.size - before.size);
}

export function verticesOf(curve: Curve, measure: Measure): Vertex[] {
  const vertices = curve.samples
    .map((sample) => ({ size: sample.size, value: measure.of(sample) }))
    .filter(({ value }) => Number.isFinite(value));
  // Without a pool, one size stands for all.
  if (vertices.length === 1 && !pooled(engineById(curve.engine)))
    return [vertices[0]!, { ...vertices[0]!, size: MOST_SWEPT }];
  return vertices;
}

function sameLine(a: readonly Vertex[], b: readonly Vertex[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ size, value }, i) => {
      const other = b[i]!;
      return size === other.size && Math.abs(value - other.value) <= SAME * Math.max(value, other.value);
    })
  );
}

/** The bounds of these curves, each once: of those with a pool, where there are any. */
export function boundsOf(curves: readonly Curve[], measure: Measure, sizes: readonly number[]): Bound[] {
  const bounds: Bound[] = [];
  const sized = curves.filter(({ engine }) => pooled(engineById(engine)));
  for (const { engine: id, limits } of sized.length > 0 ? sized : curves) {
    if (!limits) continue;
    const vertices = sizes.flatMap((size) => {
      const value = measure.bound(limits, size);
      return value === undefined ? [] : [{ size, value }];
    });
    if (vertices.length === 0) continue;
    const engine = engineById(id);
    const twin = bounds.findIndex((bound) => sameLine(bound.vertices, vertices));
    if (twin < 0) bounds.push({ engines: [engine], vertices });
    else bounds[twin] = { ...bounds[twin]!, engines: [...bounds[twin]!.engines, engine] };
  }
  return bounds;
}

/** Moves labels apart: each at least `gap` from the next, within `from` to `to`, as near to where it belongs as there is room. */
export function spread(wanted: readonly number[], gap: number, from: number, to: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const places = order.map((i) => Math.min(to, Math.max(from, wanted[i]!)));
  for (let i = 1; i < places.length; i++) places[i] = Math.max(places[i]!, places[i - 1]! + gap);
  for (let i = places.length - 1, most = to; i >= 0; i--, most -= gap) places[i] = Math.min(places[i]!, most);
  const spreadOut: number[] = [];
  for (const [rank, i] of order.entries()) spreadOut[i] = places[rank]!;
  return spreadOut;
}
