/** The timeline's elements as long as they are on the page: what is read of them, and what draws on them. */
import { CanvasWindow } from '../paint/canvas-window.ts';
import { readPalette } from '../paint/palette.ts';
import { Pen } from '../paint/pen.ts';
import { Ruler } from './ruler.ts';
import { UprightLine } from './upright-line.ts';

export interface Dom {
  readonly nowLine: HTMLElement;
  readonly flag: HTMLElement;
  readonly cursor: HTMLElement;
  /** Holds the labels of the axis. */
  readonly band: HTMLElement;
  readonly tip: HTMLElement;
  /** Scrolls, where the page itself does not. */
  readonly root: HTMLElement;
  readonly content: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Holds the grid lines, behind the lanes. */
  readonly lines: HTMLElement;
}

export class Page {
  readonly pen: Pen;
  readonly canvas: CanvasWindow;
  readonly ruler: Ruler;
  readonly nowLine: UprightLine;
  readonly cursor: UprightLine;
  /** Where the content is in the window of the browser, as it was read last. */
  box = new DOMRect();
  scrollTop = 0;
  width = 0;
  height = 0;

  constructor(
    readonly dom: Dom,
    ctx: CanvasRenderingContext2D,
  ) {
    this.pen = new Pen(ctx);
    this.canvas = new CanvasWindow(dom.canvas);
    this.ruler = new Ruler(dom.band, dom.lines);
    this.nowLine = new UprightLine(dom.nowLine);
    this.cursor = new UprightLine(dom.cursor, true);
    this.recolour();
  }

  /** Reads all that a frame needs to know. Before anything is written, or the page would be laid out twice a frame. */
  read(): void {
    const { root, content } = this.dom;
    this.box = content.getBoundingClientRect();
    this.scrollTop = root.scrollTop;
    this.width = root.clientWidth;
    this.height = root.clientHeight;
  }

  /** Colours or fonts have changed. */
  recolour(): void {
    const { root } = this.dom;
    this.pen.palette = readPalette(root);
    this.pen.family = getComputedStyle(root).fontFamily;
    this.pen.reset();
  }
}
