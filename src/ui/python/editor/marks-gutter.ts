/** The gutter of marks: at the moment of the cursor each lane stands at its line, with the sign of what it does there. */
import { RangeSet, RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state';
import { GutterMarker, gutter } from '@codemirror/view';
import type { Mark } from '../../words/program-doing.ts';

/** More marks than this in one line are counted. */
const MOST = 3;

class Marks extends GutterMarker {
  constructor(readonly marks: readonly Mark[]) {
    super();
  }

  override eq(other: Marks): boolean {
    return (
      this.marks.length === other.marks.length &&
      this.marks.every(({ sign, kind }, i) => other.marks[i]!.sign === sign && other.marks[i]!.kind === kind)
    );
  }

  override toDOM(): Node {
    const box = document.createElement('span');
    box.className = 'py-marks';
    box.title = this.marks.map(({ says }) => says).join('\n');
    const many = this.marks.length > MOST;
    for (const { sign, kind } of this.marks.slice(0, many ? MOST - 1 : MOST)) {
      const mark = document.createElement('span');
      mark.className = 'py-mark';
      mark.dataset.kind = kind;
      mark.append(sign);
      box.append(mark);
    }
    if (many) box.append(`+${this.marks.length - MOST + 1}`);
    return box;
  }
}

const change = StateEffect.define<readonly Mark[]>();

const field = StateField.define<RangeSet<Marks>>({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    let now = marks.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(change)) now = placed(transaction.state.doc, effect.value);
    return now;
  },
});

function placed(doc: Text, marks: readonly Mark[]): RangeSet<Marks> {
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) {
    if (mark.line < 1 || mark.line > doc.lines) continue;
    const there = byLine.get(mark.line);
    if (there) there.push(mark);
    else byLine.set(mark.line, [mark]);
  }
  const builder = new RangeSetBuilder<Marks>();
  for (const line of [...byLine.keys()].sort((a, b) => a - b)) {
    const { from } = doc.line(line);
    builder.add(from, from, new Marks(byLine.get(line)!));
  }
  return builder.finish();
}

export const marksGutter = [field, gutter({ class: 'py-marks-gutter', markers: (view) => view.state.field(field) })];
export const setMarks = (marks: readonly Mark[]): StateEffect<unknown> => change.of(marks);
