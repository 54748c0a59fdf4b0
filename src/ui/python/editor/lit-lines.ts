/** Lines that stand out: the one pointed at, those of an error. */
import { RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

export interface LitLine {
  /** From 1. */
  readonly line: number;
  readonly as: 'lit' | 'pinned' | 'wrong';
}

const change = StateEffect.define<readonly LitLine[]>();
const STYLES = {
  lit: Decoration.line({ class: 'py-lit' }),
  pinned: Decoration.line({ class: 'py-lit py-pinned' }),
  wrong: Decoration.line({ class: 'py-wrong' }),
} as const;

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    let now = lines.map(transaction.changes);
    for (const effect of transaction.effects)
      if (effect.is(change)) now = decorated(transaction.state.doc, effect.value);
    return now;
  },
  provide: (lines) => EditorView.decorations.from(lines),
});

function decorated(doc: Text, lines: readonly LitLine[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const sorted = [...lines].sort((a, b) => a.line - b.line);
  for (const { line, as } of sorted)
    if (line >= 1 && line <= doc.lines) {
      const { from } = doc.line(line);
      builder.add(from, from, STYLES[as]);
    }
  return builder.finish();
}

export const litLines = field;
export const lightLines = (lines: readonly LitLine[]): StateEffect<unknown> => change.of(lines);
