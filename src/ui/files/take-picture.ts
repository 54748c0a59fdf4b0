/** PNG and SVG of what the timeline shows: its pictures, laid out anew at any width, drawn on a context of their own. */
import { formatMs } from '../../scenario/duration.ts';
import { summary } from '../../scenario/summary.ts';
import type { State } from '../../store/state/state.ts';
import type { Picture } from '../timeline/model/picture.ts';
import { allOf, layoutOf, NOTHING } from '../timeline/model/snapshot.ts';
import { inside } from '../timeline/model/time-scale.ts';
import { type Palette, readPalette } from '../timeline/paint/palette.ts';
import { Pen } from '../timeline/paint/pen.ts';
import { ENTRIES } from '../timeline/parts/Key.tsx';
import { SIGNS } from '../timeline/parts/MarkSign.tsx';
import { loadRows, ROWS } from '../timeline/rows/list.ts';
import { paint } from '../timeline/rows/painter.ts';
import type { Surface } from '../timeline/surface/surface.ts';
import { type PictureScene, paintPicture, sizeOf } from './picture-file.ts';
import { SvgContext, type SvgMeans } from './svg-context.ts';

export interface PictureWish {
  readonly form: 'png' | 'svg';
  /** The window that is seen, or all of the run. */
  readonly time: 'seen' | 'all';
  /** Only this section; undefined: all that are shown. */
  readonly section: string | undefined;
  /** Of the picture (px); a PNG has twice as many. */
  readonly width: number;
}

/** Pixels of a PNG a pixel of the picture; fewer where it would be larger than canvases can be. */
const RATIO = 2;
const MOST_SIDE = 16_000;
const MOST_PIXELS = 120_000_000;
/** Room that lanes share, as on the page. */
const ROOM = 720;

/** The file. @throws {Error} where the browser cannot make a picture of that size */
export async function takePicture(surface: Surface, state: State, wish: PictureWish): Promise<Blob> {
  await loadRows();
  const scene = sceneOf(surface, state, wish);
  const palette = readPalette(document.documentElement);
  const family = getComputedStyle(document.body).fontFamily;
  const measuring = penOn(contextOf(new OffscreenCanvas(1, 1)), palette, family);
  const { width, height } = sizeOf(scene, measuring);
  if (wish.form === 'svg') {
    const svg = new SvgContext(width, height, meansOf(measuring, palette.bg));
    paintPicture(penOn(svg as unknown as CanvasRenderingContext2D, palette, family), scene, 1);
    return new Blob([svg.document(scene.text.title, scene.text.about)], { type: 'image/svg+xml' });
  }
  const side = Math.min(MOST_SIDE / width, MOST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));
  const ratio = Math.min(RATIO, side);
  const canvas = new OffscreenCanvas(Math.ceil(width * ratio), Math.ceil(height * ratio));
  paintPicture(penOn(contextOf(canvas), palette, family), scene, ratio);
  return canvas.convertToBlob({ type: 'image/png' });
}

function sceneOf(surface: Surface, state: State, wish: PictureWish): PictureScene {
  const pictures = surface.pictures.filter(({ engine }) => wish.section === undefined || engine.id === wish.section);
  const room = { width: wish.width, height: ROOM, narrow: false, ownAxes: state.ownAxes };
  const layout = layoutOf(NOTHING.layout, pictures, ROWS, state.groups, room);
  const all = allOf(pictures, layout);
  const window = wish.time === 'seen' && state.view ? inside(state.view, all) : all;
  return {
    layout,
    pictures,
    window,
    notes: state.notes.filter(({ on }) => on === undefined || pictures.some(({ engine }) => engine.id === on.engine)),
    key: ENTRIES.map(([name, words]) => ({ ...SIGNS[name], words })),
    text: textOf(state, pictures, window, all),
    paintLanes: (pen, scale, top, height, ratio) => {
      paint(pen, {
        layout,
        pictures,
        scale,
        look: state,
        onlyFound: state.onlyMatches,
        hover: null,
        tasks: state.scenario.tasks.length,
        top,
        height,
        from: top,
        to: top + height,
        ratio,
        again: undefined,
      });
    },
  };
}

function textOf(
  state: State,
  pictures: readonly Picture[],
  window: { fromMs: number; toMs: number },
  all: { fromMs: number; toMs: number },
): PictureScene['text'] {
  const [only] = pictures.length === 1 ? pictures : [];
  const scenario = only?.main?.trace.scenario ?? state.scenario;
  const [from, to] = [Math.max(0, window.fromMs), window.toMs];
  const endMs = Math.max(0, ...pictures.map(lengthOf));
  const whole = window.fromMs <= all.fromMs && window.toMs >= all.toMs;
  const time = whole
    ? `the whole run, ${formatMs(endMs)}`
    : `${formatMs(from)} to ${formatMs(Math.min(to, endMs))} of ${formatMs(endMs)}`;
  const leftOut: string[] = [];
  if (state.onlyMatches && state.query !== '') leftOut.push(`Only what matches “${state.query}” is drawn.`);
  for (const { engine } of pictures) {
    const hidden = state.laneChoice[engine.id]?.hidden.length ?? 0;
    if (hidden > 0) leftOut.push(`${engine.title}: ${hidden} ${hidden === 1 ? 'lane is' : 'lanes are'} hidden.`);
  }
  return {
    title: scenario.name ?? only?.engine.title ?? 'Overlap',
    about: `${summary(scenario)} · ${time} · predictions: ${state.machineName}`,
    leftOut,
  };
}

/** Until the last thing in it; the pictures' own ends leave air behind a prediction. */
function lengthOf({ main, endMs }: Picture): number {
  const { totalMs = endMs } = main?.trace ?? {};
  return Number.isNaN(totalMs) ? endMs : totalMs;
}

function contextOf(canvas: OffscreenCanvas): CanvasRenderingContext2D {
  const ctx = canvas.getContext('2d');
  if (!ctx)
    throw new Error(`a picture of ${canvas.width} x ${canvas.height} pixels is larger than this browser can make`);
  // All that the painter uses is the same in both.
  return ctx as unknown as CanvasRenderingContext2D;
}

function penOn(ctx: CanvasRenderingContext2D, palette: Palette, family: string): Pen {
  const pen = new Pen(ctx);
  pen.palette = palette;
  pen.family = family;
  return pen;
}

function meansOf({ ctx }: Pen, ground: string): SvgMeans {
  return {
    ground,
    measure(text, font) {
      ctx.font = font;
      return ctx.measureText(text).width;
    },
    image(pixels) {
      const canvas = document.createElement('canvas');
      canvas.width = pixels.width;
      canvas.height = pixels.height;
      canvas.getContext('2d')!.putImageData(pixels, 0, 0);
      return canvas.toDataURL();
    },
  };
}
