/** SVG by the timeline's own painter: valid XML, every bar of the article's case, title, axis, key and notes as text. */
import { beforeAll, expect, test } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { type PictureScene, paintPicture, sizeOf } from '../../src/ui/files/picture-file.ts';
import { SvgContext } from '../../src/ui/files/svg-context.ts';
import { allOf, layoutOf, NOTHING } from '../../src/ui/timeline/model/snapshot.ts';
import type { Palette } from '../../src/ui/timeline/paint/palette.ts';
import { Pen } from '../../src/ui/timeline/paint/pen.ts';
import { loadRows, pictureOf, ROWS } from '../../src/ui/timeline/rows/list.ts';
import { paint } from '../../src/ui/timeline/rows/painter.ts';

const NO_LOOK = { selected: null, idle: null, notes: [], range: null, cursorMs: null, showsPath: false };
const ALL = {
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
  onlyFound: false,
  look: NO_LOOK,
  hover: null,
};

beforeAll(() => loadRows());

const palette = new Proxy({} as Palette, { get: (_, name) => `var-${String(name)}` });
const means = { ground: 'white', measure: (text: string) => text.length * 6, image: () => 'data:image/png;base64,' };

/** A context that says so where the painter uses what SVG does not know. */
function strict(svg: SvgContext): CanvasRenderingContext2D {
  return new Proxy(svg, {
    get(target, name) {
      if (!(name in target)) throw new Error(`the SVG context has no ${String(name)}`);
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set(target, name, value) {
      if (!(name in target)) throw new Error(`the SVG context has no ${String(name)}`);
      return Reflect.set(target, name, value);
    },
  }) as unknown as CanvasRenderingContext2D;
}

/** Draws these engines' predictions of a scenario. */
function svgOf(notation: string, engines: readonly string[], more: Partial<PictureScene> = {}): string {
  const { scenario } = parseNotation(notation);
  const pictures = engines.map((id) => {
    const engine = engineById(id);
    const picture = pictureOf(engine);
    picture.refresh({ predicted: predict(engine, scenario, { cores: 2 }) }, 0);
    return picture;
  });
  const layout = layoutOf(NOTHING.layout, pictures, ROWS, {}, { width: 900, height: 600, narrow: false });
  const scene: PictureScene = {
    layout,
    pictures,
    window: allOf(pictures, layout),
    notes: [],
    key: [{ width: 20, draw: (pen) => pen.fill('red', 0, 0, 20, 10), words: 'computing' }],
    text: { title: 'A & B', about: 'the whole run', leftOut: ['2 lanes are hidden.'] },
    paintLanes: (pen, scale, top, height, ratio) =>
      paint(pen, { ...ALL, layout, pictures, scale, tasks: 0, top, height, ratio, again: undefined }),
    ...more,
  };
  const measuring = new Pen(strict(new SvgContext(1, 1, means)));
  const { width, height } = sizeOf(scene, measuring);
  const svg = new SvgContext(width, height, means);
  const pen = new Pen(strict(svg));
  pen.palette = palette;
  paintPicture(pen, scene, 1);
  return svg.document(scene.text.title, scene.text.about);
}

/** Elements that are opened and closed in order, with nothing between them that XML does not allow; the texts among them. */
function read(xml: string): { names: string[]; texts: string[] } {
  const open: string[] = [];
  const names: string[] = [];
  const texts: string[] = [];
  const body = xml.replace(/^<\?xml [^?]*\?>/, '');
  const tag = /<(\/?)([a-zA-Z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let at = 0;
  for (const match of body.matchAll(tag)) {
    expect(match.index).toBe(at);
    at += match[0].length;
    const [, closing, name, attributes, empty, text] = match;
    if (text !== undefined) {
      expect(text).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
      if (open.at(-1) === 'text') texts.push(text.trim());
      continue;
    }
    const keys = [...attributes!.matchAll(/([\w:-]+)="/g)].map(([, key]) => key);
    expect(new Set(keys).size).toBe(keys.length);
    if (closing) expect(open.pop()).toBe(name);
    else {
      names.push(name!);
      if (!empty) open.push(name!);
    }
  }
  expect(at).toBe(body.length);
  expect(open).toEqual([]);
  return { names, texts };
}

test('the article’s case: all bars and the diamond, axis, names, title and key', () => {
  const svg = svgOf('sleep 0..4\npool 3', ['web-workers', 'semaphore']);
  const { texts, names } = read(svg);
  expect(names[0]).toBe('svg');
  // Outlines have round corners: four bars in each of two engines, none twice.
  const outlines = [...svg.matchAll(/<path d="M[^"]*Q[^"]*Z" fill="none" stroke="var-frame"/g)];
  expect(outlines.length).toBe(8);
  for (const id of ['0', '1', '2', '3', '4']) expect(texts.filter((text) => text === id).length).toBeGreaterThan(1);
  for (const words of ['A &amp; B', 'the whole run', 'Web Workers', 'worker 3', 'task 4', '1 s', '5 s', 'computing'])
    expect(texts).toContain(words);
  expect(texts).toContain('2 lanes are hidden.');
  expect(texts).toContain('waits for a worker 1.00 s');
});

test('every engine, failing and computing too, draws with what SVG knows', () => {
  const notation = 'pool 2\n3 x cpu 20ms, sleep 30ms\ncpu 5ms fails retry 1\nsleep 10ms dies';
  for (const id of ['async-pool', 'threading.Thread', 'asyncio.gather', 'ProcessPoolExecutor.as_completed']) {
    read(svgOf(notation, [id]));
  }
});

test('notes are numbered on the axis and written below; those outside are not', () => {
  const on = { engine: 'web-workers', task: 4, attempt: 1 };
  const notes = [
    { id: 1, text: 'here it\nbegins <', fromMs: 1000, toMs: 2000 },
    { id: 2, text: 'late', fromMs: 1000, toMs: 5000, on },
    { id: 3, text: 'long gone', fromMs: 90_000, toMs: 90_000 },
  ];
  const { texts } = read(svgOf('sleep 0..4\npool 3', ['web-workers'], { notes }));
  expect(texts).toContain('1.00 s to 2.00 s: here it begins &lt;');
  expect(texts).toContain('task 4, 1.00 s to 5.00 s: late');
  expect(texts.some((text) => text.includes('long gone'))).toBe(false);
});

test('what is drawn below goes below, within its clip; a state restored is the old one', () => {
  const svg = new SvgContext(100, 50, means);
  svg.fillStyle = 'a';
  svg.save();
  svg.beginPath();
  svg.rect(0, 0, 10, 10);
  svg.clip();
  svg.fillStyle = 'b';
  svg.fillRect(1, 1, 2, 2);
  svg.globalCompositeOperation = 'destination-over';
  svg.fillStyle = 'c';
  svg.fillRect(1, 1, 2, 2);
  svg.restore();
  svg.fillRect(5, 5, 1, 1);
  const order = [...svg.document('t', 'd').matchAll(/<rect[^>]* fill="(\w)"|<g clip-path|<\/g>/g)];
  expect(order.map(([all, fill]) => fill ?? all)).toEqual(['<g clip-path', 'c', 'b', '</g>', 'a']);
});
