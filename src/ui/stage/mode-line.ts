/** What to do in a mode, in one line: it stands where else is said how the run stands. */
import { type Layer, modeIn } from '../keys/layers.ts';

interface Line {
  readonly says: string;
  /** How the mode ends, by keyboard. Elsewhere its button ends it. */
  readonly ends: string;
}

const LINES: { readonly [L in Layer]?: Line } = {
  measure: { says: 'Drag from one time to another', ends: 'Esc ends it' },
  replay: { says: 'Play it, or step event by event', ends: 'Esc ends it' },
  note: { says: 'Write what you see. Enter keeps it', ends: 'Esc leaves it' },
  sweep: { says: 'Click or drag to set the pool size', ends: 'Esc closes it' },
};

/** The line of the innermost mode; undefined outside of any, and while a run that was begun later is under way. */
export function modeLine(layers: readonly Layer[], byKeys: boolean): string | undefined {
  const layer = modeIn(layers);
  const line = layer && LINES[layer];
  return line && (byKeys ? `${line.says}. ${line.ends}.` : `${line.says}.`);
}
