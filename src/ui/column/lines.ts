/** A text cut into lines and stretches of one look: what the highlighter found, and where the mistake is. */
import type { Highlight, HighlightKind } from '../../scenario/highlight.ts';
import type { Mistake } from '../../store/state/state.ts';

export interface Stretch {
  /** Offset in the whole text. */
  readonly from: number;
  readonly text: string;
  readonly kind: HighlightKind | undefined;
  readonly wrong: boolean;
}

/** The lines of a text. A mistake behind a line's end gets a blank of its own to stand under. */
export function linesOf(text: string, highlights: readonly Highlight[], mistake: Mistake | null): Stretch[][] {
  let next = 0;
  let lineFrom = 0;
  return text.split('\n').map((line, number) => {
    const lineTo = lineFrom + line.length;
    const cuts = new Set([lineFrom, lineTo]);
    const here = mistake?.line === number + 1 ? mistake : null;
    const wrongFrom = here ? lineFrom + Math.min(here.column - 1, line.length) : -1;
    const wrongTo = here ? Math.min(wrongFrom + here.length, lineTo) : -1;
    if (here) cuts.add(wrongFrom).add(wrongTo);
    const inLine: Highlight[] = [];
    for (; next < highlights.length && highlights[next]!.from < lineTo; next++) {
      inLine.push(highlights[next]!);
      cuts.add(highlights[next]!.from).add(highlights[next]!.to);
    }
    const places = [...cuts].sort((a, b) => a - b);
    const stretches: Stretch[] = [];
    for (let i = 0; i + 1 < places.length; i++) {
      const [from, to] = [places[i]!, places[i + 1]!];
      const kind = inLine.find((found) => found.from <= from && to <= found.to)?.kind;
      stretches.push({ from, text: text.slice(from, to), kind, wrong: wrongFrom <= from && to <= wrongTo });
    }
    if (here && wrongFrom === wrongTo)
      stretches.push({ from: lineTo + 0.5, text: '\u00a0', kind: undefined, wrong: true });
    lineFrom = lineTo + 1;
    return stretches;
  });
}
