/** The ways of drawing that are compared: ours, a bare canvas, recharts' bars, echarts' custom series, nothing at all. */
import * as echarts from 'echarts';
import { flushSync } from 'react-dom';
import type { createRoot } from 'react-dom/client';
import { Bar, BarChart, XAxis, YAxis } from 'recharts';
import type { State } from '../../../../src/store/state/state.ts';
import { Registry } from '../../../../src/store/traces/registry.ts';
import { LaneIndex } from '../../../../src/ui/timeline/model/lane-index.ts';
import { Timeline } from '../../../../src/ui/timeline/parts/Timeline.tsx';
import { timelineStore } from '../../../timeline-store.ts';
import { LANES, MadeRun, runsOf, SECTION_ENGINES } from './runs.ts';

export interface Drawn {
  /** Shows a share of the whole, from 0 to 1. */
  show(from: number, to: number): void;
  /** The pointer is at a share of the page. */
  hover(x: number, y: number): void;
  append?(spans: number): void;
  first?(): Promise<number>;
  bytesASpan?(): number;
}
type Way = (root: HTMLElement, spans: number, make: typeof createRoot) => Promise<Drawn>;

const point = (element: Element) => (x: number, y: number) => {
  const at = { clientX: x * innerWidth, clientY: y * innerHeight, bubbles: true, pointerType: 'mouse', pointerId: 1 };
  element.dispatchEvent(new PointerEvent('pointermove', at));
};

const overlap: Way = async (root, spans, make) => {
  const { runs, scenario } = runsOf(spans);
  const registry = new Registry();
  const store = timelineStore(scenario);
  const endMs = Math.max(...runs.map(({ trace }) => trace.nowMs));
  make(root).render(<Timeline store={store} registry={registry} engines={SECTION_ENGINES} />);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const begun = performance.now();
  for (const { trace } of runs) registry.of(trace.engine).measured = trace;
  store.setState({ revision: 2 });
  const canvas = root.querySelector('canvas.tl-canvas') as HTMLCanvasElement;
  const firstMs = await firstPicture(canvas, begun);
  const hover = point(root.querySelector('.tl-content')!);
  return {
    show: (from, to) => store.setState({ view: { fromMs: from * endMs, toMs: to * endMs } }),
    hover,
    first: async () => firstMs,
    bytesASpan: () => {
      let bytes = 0;
      let count = 0;
      for (const { trace } of runs) {
        bytes += trace.byteLength + new LaneIndex(trace).byteLength;
        count += trace.spans.length;
      }
      return bytes / count;
    },
  };
};

/** Until a bar stands in the middle of the first lanes. */
async function firstPicture(canvas: HTMLCanvasElement, begun: number): Promise<number> {
  const context = canvas.getContext('2d')!;
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    });
    const took = performance.now() - begun;
    const { data } = context.getImageData(canvas.width >> 1, 60, 1, Math.min(200, canvas.height - 60));
    let blue = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]! > 0 && data[i + 2]! > data[i]! + 20) blue++;
    if (blue > 20 || took > 10_000) return took;
  }
}

/** A live run: six sections that grow. */
const live: Way = async (root, _spans, make) => {
  const scenario = { ...runsOf(6).scenario };
  const tasks = Array.from({ length: 40_000 }, (_, n) => ({
    id: String(n),
    segments: [{ kind: 'sleep' as const, ms: 5 }],
  }));
  Object.assign(scenario, { tasks });
  const registry = new Registry();
  const store = timelineStore(scenario);
  const ids = SECTION_ENGINES.map(({ id }) => id);
  const runs = ids.map((id, i) => new MadeRun(id, scenario, i < 4 ? 11 : 10));
  for (const run of runs) {
    run.append(11);
    registry.of(run.trace.engine).measured = run.trace;
  }
  store.setState({ run: { kind: 'running', now: ids, oneByOne: false } } as Partial<State>);
  make(root).render(<Timeline store={store} registry={registry} engines={SECTION_ENGINES} />);
  await new Promise((resolve) => setTimeout(resolve, 800));
  return {
    show: () => {},
    hover: () => {},
    append: (spans) => {
      for (const run of runs) run.append(Math.round(spans / runs.length));
      store.setState(({ revision }) => ({ revision: revision + 1 }));
    },
  };
};

/** Spans of one lane after another, by lane. */
function lanesOf(spans: number): readonly { start: Float64Array; end: Float64Array; cpu: Uint8Array }[] {
  const { runs } = runsOf(spans);
  return runs.flatMap(({ trace, lanes }) =>
    Array.from({ length: lanes }, (_, lane) => {
      const rows: number[] = [];
      for (let row = 0; row < trace.spans.length; row++) if (trace.spans.at.lane[row] === lane) rows.push(row);
      return {
        start: Float64Array.from(rows, (row) => trace.spans.at.start[row]!),
        end: Float64Array.from(rows, (row) => trace.spans.at.end[row]!),
        cpu: Uint8Array.from(rows, (_, i) => (i % 3 === 0 ? 1 : 0)),
      };
    }),
  );
}

/** The same rectangles on a canvas and nothing else: in every lane the next span is looked for a pixel further on. */
const bare: Way = async (root, spans) => {
  const lanes = lanesOf(spans);
  const endMs = Math.max(...lanes.map(({ end }) => end.at(-1) ?? 0));
  const canvas = document.createElement('canvas');
  canvas.width = innerWidth;
  // As tall as our canvas of these lanes.
  canvas.height = 1900;
  root.append(canvas);
  root.style.overflow = 'auto';
  const ctx = canvas.getContext('2d')!;
  const left = 104;
  const width = innerWidth - left - 16;
  const HEIGHT = 20;
  const below = (sorted: Float64Array, value: number, from: number) => {
    let [low, high] = [from, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const draw = (fromMs: number, toMs: number) => {
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    const perMs = width / (toMs - fromMs);
    for (const [i, { start, end, cpu }] of lanes.entries()) {
      const y = 36 + i * (HEIGHT + 8);
      for (let place = below(end, fromMs, 0); place < start.length && start[place]! < toMs; ) {
        const x0 = Math.max(left, Math.round(left + (start[place]! - fromMs) * perMs));
        const x1 = Math.min(left + width, Math.max(x0 + 1, Math.round(left + (end[place]! - fromMs) * perMs)));
        ctx.fillStyle = cpu[place] === 1 ? '#0069a8' : '#d9edf9';
        ctx.fillRect(x0, y + 5, x1 - x0, HEIGHT - 10);
        // What ends within the pixels that are drawn is skipped.
        place = below(end, fromMs + (x1 + 1 - left) / perMs, place + 1);
      }
    }
  };
  draw(0, endMs);
  let wanted = 0;
  return {
    show: (from, to) => {
      cancelAnimationFrame(wanted);
      wanted = requestAnimationFrame(() => draw(from * endMs, to * endMs));
    },
    hover: point(canvas),
  };
};

const empty: Way = async (root) => {
  const canvas = document.createElement('canvas');
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  root.append(canvas);
  const ctx = canvas.getContext('2d')!;
  let n = 0;
  const draw = () => {
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.fillRect(n++ % innerWidth, 20, 10, 10);
  };
  return { show: draw, hover: () => {}, append: draw };
};

/** recharts' floating bars, one series a place in the lane. */
const rechartsBars: Way = async (root, spans, make) => {
  const lanes = lanesOf(spans);
  const most = Math.max(...lanes.map(({ start }) => start.length));
  const endMs = Math.max(...lanes.map(({ end }) => end.at(-1) ?? 0));
  const data = lanes.map(({ start, end }, lane) => {
    const row: Record<string, unknown> = { lane };
    for (let i = 0; i < start.length; i++) row[`s${i}`] = [start[i], end[i]];
    return row;
  });
  const keys = Array.from({ length: most }, (_, i) => `s${i}`);
  const own = make(root);
  const draw = (fromMs: number, toMs: number) =>
    flushSync(() =>
      own.render(
        <BarChart layout="vertical" width={innerWidth} height={innerHeight} data={data} barCategoryGap={1}>
          <XAxis type="number" domain={[fromMs, toMs]} allowDataOverflow />
          <YAxis type="category" dataKey="lane" />
          {keys.map((key) => (
            <Bar key={key} dataKey={key} stackId={key} fill="#0069a8" isAnimationActive={false} />
          ))}
        </BarChart>,
      ),
    );
  draw(0, endMs);
  let wanted = 0;
  return {
    show: (from, to) => {
      cancelAnimationFrame(wanted);
      wanted = requestAnimationFrame(() => draw(from * endMs, to * endMs));
    },
    hover: () => {},
  };
};

const echartsCustom: Way = async (root, spans) => {
  const lanes = lanesOf(spans);
  const chart = echarts.init(root, null, { renderer: 'canvas', width: innerWidth, height: innerHeight });
  const data = lanes.flatMap(({ start, end, cpu }, lane) => Array.from(start, (ms, i) => [lane, ms, end[i]!, cpu[i]!]));
  const endMs = Math.max(...lanes.map(({ end }) => end.at(-1) ?? 0));
  chart.setOption({
    animation: false,
    grid: { left: 104, right: 16, top: 40, bottom: 20 },
    xAxis: { type: 'value', min: 0, max: endMs },
    yAxis: { type: 'category', data: Array.from({ length: LANES }, (_, i) => String(i)) },
    dataZoom: [{ type: 'inside', xAxisIndex: 0, filterMode: 'weakFilter' }],
    series: [
      {
        type: 'custom',
        progressive: 0,
        encode: { x: [1, 2], y: 0 },
        data,
        renderItem: (_params: unknown, api: echarts.CustomSeriesRenderItemAPI) => {
          const from = api.coord([api.value(1), api.value(0)]);
          const to = api.coord([api.value(2), api.value(0)]);
          const height = 10;
          return {
            type: 'rect',
            shape: { x: from[0]!, y: from[1]! - height / 2, width: Math.max(1, to[0]! - from[0]!), height },
            style: { fill: api.value(3) === 1 ? '#0069a8' : '#d9edf9' },
          };
        },
      },
    ],
  });
  return {
    show: (from, to) => chart.dispatchAction({ type: 'dataZoom', start: from * 100, end: to * 100 }),
    hover: () => {},
  };
};

export const WAYS: Readonly<Record<string, Way>> = {
  overlap,
  live,
  bare,
  empty,
  recharts: rechartsBars,
  echarts: echartsCustom,
};
