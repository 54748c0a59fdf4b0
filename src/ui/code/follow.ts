/**
 * Code and timeline in step, frame by frame: at the moment of the replay, of the pointer or of a run under way each task stands at its
 * line; the line of the stretch under the pointer, or of the selected attempt, stands out in the code.
 */
import type { ProgramLines } from '../../code/lines.ts';
import type { State } from '../../store/state/state.ts';
import type { LitLine } from '../python/editor/lit-lines.ts';
import { scaleOf } from '../timeline/model/own-axis.ts';
import type { Picture } from '../timeline/model/picture.ts';
import { Pieces, SHARED } from '../timeline/model/pieces.ts';
import { msAt } from '../timeline/model/time-scale.ts';
import { momentOf } from '../timeline/surface/overlays.ts';
import type { Surface } from '../timeline/surface/surface.ts';
import { type AtLine, lineOfPiece, whoIsWhere } from './at-lines.ts';
import { marksOf, momentWords } from './line-words.ts';
import type { ProgramView } from './program-view.ts';

/** An end so near to the pointer (px) counts as now. */
const NEAR = 2;

interface Followed {
  readonly surface: Surface;
  readonly engine: string;
  readonly lines: ProgramLines;
  readonly view: ProgramView;
  /** Who is where at the moment, in words; nothing where there is no moment. */
  readonly say: (words: string) => void;
}

/** Begins to follow. Gives a function that ends it. */
export function follow({ surface, engine, lines, view, say }: Followed): () => void {
  let marked = '';
  let lit = '';
  const mark = (there: readonly AtLine[], words: string) => {
    const next = JSON.stringify(there);
    if (next !== marked) view.mark(marksOf(there));
    marked = next;
    say(words);
  };
  const light = (line: number | undefined, as: LitLine['as']) => {
    const next = `${line} ${as}`;
    if (next !== lit) view.light(line === undefined ? [] : [{ line, as }]);
    lit = next;
  };
  const frame = (_: Surface, state: State) => {
    const picture = surface.pictureOf(engine);
    const scale = picture && surface.scale && scaleOf(surface.scale, picture, surface.snapshot.layout);
    if (!picture || !scale) return;
    const atMs = state.cursorMs ?? pointerMs(surface, picture) ?? momentOf(surface.pictureOf, state)?.ms;
    if (atMs === undefined) mark([], '');
    else {
      const nearMs = (NEAR * (scale.toMs - scale.fromMs)) / scale.width;
      const there = whoIsWhere(picture, lines, atMs, nearMs);
      mark(there, momentWords(there, atMs));
    }
    const pointed = lineUnderPointer(surface, lines);
    if (pointed !== undefined) light(pointed, 'lit');
    else light(lineOfSelected(state, picture, lines), 'pinned');
  };
  const stop = surface.eachFrame({ frame });
  return () => {
    stop();
    mark([], '');
    light(undefined, 'lit');
  };
}

/** Where the pointer is on the clock of a section (ms). */
function pointerMs(surface: Surface, picture: Picture): number | undefined {
  const { at } = surface.pointed;
  if (!at || !surface.scale) return undefined;
  const scale = scaleOf(surface.scale, picture, surface.snapshot.layout);
  const { x } = surface.local(at.x, at.y);
  return x >= scale.left && x <= scale.left + scale.width ? Math.max(0, msAt(scale, x)) : undefined;
}

const pieces = new Pieces();

/** What the pointer is on, in whatever engine: all of them do the same tasks. */
function lineUnderPointer(surface: Surface, lines: ProgramLines): number | undefined {
  const hit = surface.pointed.hit as {
    readonly engine: string;
    readonly span?: number;
    readonly piece?: number;
  } | null;
  const index = hit && surface.pictureOf(hit.engine)?.main;
  if (!index || hit.span === undefined || hit.piece === undefined || hit.piece < 0) return undefined;
  if (hit.span >= index.trace.spans.length) return undefined;
  pieces.load(index.trace, hit.span);
  return hit.piece < pieces.count ? lineOfPiece(pieces, hit.piece, lines) : undefined;
}

/** The line at which the selected attempt does most. */
function lineOfSelected({ selected }: State, picture: Picture, lines: ProgramLines): number | undefined {
  const row = selected && picture.main ? picture.rowOf(selected.task, selected.attempt) : -1;
  if (row < 0) return undefined;
  pieces.load(picture.main!.trace, row);
  let most = 0;
  let line: number | undefined;
  for (let i = 0; i < pieces.count; i++) {
    const length = pieces.to[i]! - pieces.from[i]!;
    if (pieces.kind[i]! > SHARED || length < most) continue;
    most = length;
    line = lineOfPiece(pieces, i, lines);
  }
  return line;
}
