/** What is wrong, under the line where it is. */
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

export interface ErrorBelow {
  /** From 1. */
  readonly line: number;
  /** `ValueError: no page 2` */
  readonly title: string;
  /** ` in fetch 2 at 0.60 s`; may be empty. */
  readonly where: string;
  /** What it led to; may be empty. */
  readonly says: string;
}

class Below extends WidgetType {
  constructor(readonly error: ErrorBelow) {
    super();
  }

  override eq({ error }: Below): boolean {
    return error.title === this.error.title && error.where === this.error.where && error.says === this.error.says;
  }

  override toDOM(): HTMLElement {
    const box = document.createElement('div');
    box.className = 'py-error';
    const { title, where, says } = this.error;
    const head = document.createElement('p');
    const bold = document.createElement('b');
    bold.append(title);
    head.append(bold, where);
    box.append(head);
    if (says) {
      const rest = document.createElement('p');
      rest.className = 'py-error-says';
      rest.append(says);
      box.append(rest);
    }
    return box;
  }
}

const change = StateEffect.define<readonly ErrorBelow[]>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(errors, transaction) {
    let now = errors.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(change)) continue;
      const { doc } = transaction.state;
      const below = effect.value.map((error) => {
        const { to } = doc.line(Math.min(Math.max(1, error.line), doc.lines));
        return Decoration.widget({ widget: new Below(error), block: true, side: 1 }).range(to);
      });
      now = Decoration.set(below, true);
    }
    return now;
  },
  provide: (errors) => EditorView.decorations.from(errors),
});

export const errorBelow = field;
export const showErrors = (errors: readonly ErrorBelow[]): StateEffect<unknown> => change.of(errors);
