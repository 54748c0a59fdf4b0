/**
 * The contract of a row: a section of the timeline is a list of rows (`list.ts`), and a row is one module that fulfils this.
 * Layout, painter, pointer and tooltip go through the list and know no row by name.
 */
import type { Selection } from '../../../store/state/state.ts';
import type { Later } from '../model/later.ts';
import type { Layout, RowBox, Section } from '../model/layout.ts';
import type { MarkName } from '../model/mark-name.ts';
import type { Picture } from '../model/picture.ts';
import type { RowData } from '../model/row-data.ts';
import type { TimeScale } from '../model/time-scale.ts';
import type { Emphasis } from '../paint/emphasis.ts';
import type { Looked } from '../paint/over/paint-over.ts';
import type { Lit, Pen } from '../paint/pen.ts';

export interface Row {
  readonly id: string;
  /** What stands in the gutter beside it. */
  readonly label?: RowLabel;
  /** Writes into the gutter what is more than one label. */
  paintLabels?(pen: Pen, place: RowPlace, scene: RowScene): void;
  /** What it works out from new traces, to be asked for with `picture.of(...)`. */
  readonly data?: RowData<unknown>;
  /** The pixels that it needs in a section, 0 where the section has no such row; `lanes`: its share of the room that is left. */
  height(picture: Picture): number | 'lanes';
  /** Draws what can be drawn as pixels, in all sections before anything else is drawn in any: pixels replace what was there. */
  paintPixels?(pen: Pen, place: RowPlace, scene: RowScene): void;
  readonly paint: Later<PaintRow>;
  /** What is under a point of it. */
  hit?(place: RowPlace, at: PointAt): Hit | undefined;
  /** What is needed only while the pointer is on something of it. */
  readonly pointed?: Later<Pointed>;
}

export interface RowLabel {
  readonly wide: string;
  readonly narrow: string;
  /** Narrow, it is a sign rather than a letter: darker. */
  readonly isSign?: boolean;
}

/** Draws a row; nothing beyond the plot's edges is seen. */
export type PaintRow = (pen: Pen, place: RowPlace, scene: RowScene) => void;

export interface Pointed {
  /** Draws a frame around what the pointer is on. */
  outline(pen: Pen, place: RowPlace, hit: Hit): void;
  describe(hit: Hit, picture: Picture): Description;
}

/** The pieces of one section that stand out. */
export interface Lights {
  readonly engine: string;
  readonly lit: Lit;
}

/** A row in its section. */
export interface RowPlace {
  readonly picture: Picture;
  readonly section: Section;
  /** Where it stands. */
  readonly box: RowBox;
}

/** What is true of all rows of a frame. */
export interface Scene {
  readonly layout: Layout;
  /** As many as the layout has sections, in its order. */
  readonly pictures: readonly Picture[];
  readonly scale: TimeScale;
  /** What the user looks at, as the store has it. */
  readonly look: Looked;
  /** Only what a search has found is drawn. */
  readonly onlyFound: boolean;
  readonly hover: Hit | null;
  /** What a line of code that is pointed at has in one section. */
  readonly lights?: Lights | null;
  /** How many tasks there are, or will be. */
  readonly tasks: number;
  /** What of the layout's height the canvas holds (px). */
  readonly top: number;
  readonly height: number;
  /** What of it is worth drawing now (px). */
  readonly from: number;
  readonly to: number;
  /** Pixels of the canvas a pixel of the page. */
  readonly ratio: number;
  /** Asks for another frame, since more can be drawn by then; undefined: all has to be drawn in this one, and is loaded. */
  readonly again: (() => void) | undefined;
}

/** The same, with what stands out in the section that is being painted. */
export interface RowScene extends Scene {
  readonly emphasis: Emphasis;
}

/** A point of a row. */
export interface PointAt {
  /** In the timeline's own coordinates (px). */
  readonly x: number;
  readonly y: number;
  /** On the section's own clock. */
  readonly ms: number;
  readonly scale: TimeScale;
}

/** What is under a point. Rows add what they need to know it again. */
export interface Hit {
  /** The id of the row. */
  readonly row: string;
  readonly engine: string;
  /** The same for the same thing of that row, wherever it is hit. */
  readonly key: string;
  /** The attempt that a click on it selects. */
  readonly selects?: Selection;
}

/** What is said about the thing under the pointer. */
export interface Description {
  /** `Task 6` in bold, then ` on thread 3`. */
  readonly title: string;
  readonly where: string;
  readonly mark: MarkName | undefined;
  /** What it is doing there, and for how long. */
  readonly doing: string;
  readonly length: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
}

/** A description of something that has no place, no mark and no length. */
export const BARE = { where: '', mark: undefined, length: '' } as const;

/** Where labels begin in the gutter (px). */
export const LABELS = 16;

/** A thing narrower than a finger's width is still hit so near (px). */
export const NEAR = 4;

/** How long `NEAR` is (ms). */
export const nearMs = (scale: TimeScale): number => (NEAR * (scale.toMs - scale.fromMs)) / scale.width;
