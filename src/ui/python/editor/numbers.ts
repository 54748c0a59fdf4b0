/**
 * Numbers that can be dragged. Which numbers a text has, CPython's own parser says, once it is there; until then the editor's
 * grammar does. Both find the same in a text that is right.
 */
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { canBeDragged, type Literal } from '../../../store/python/literal.ts';

/** How long the grammar may take for a text (ms). */
const PARSE_MS = 20;
const number = Decoration.mark({ class: 'py-number' });

/** The numbers of a text as a parser elsewhere has found them. */
const found = StateEffect.define<readonly Literal[]>();

const field = StateField.define<DecorationSet>({
  create: (state) => decorated(literalsIn(state)),
  update(numbers, transaction) {
    for (const effect of transaction.effects) if (effect.is(found)) return decorated(effect.value);
    const { startState, state, docChanged } = transaction;
    // The grammar goes on reading a long text while the page is idle.
    return docChanged || syntaxTree(startState) !== syntaxTree(state) ? decorated(literalsIn(state)) : numbers;
  },
  provide: (numbers) => EditorView.decorations.from(numbers),
});

function literalsIn(state: EditorState): Literal[] {
  const literals: Literal[] = [];
  ensureSyntaxTree(state, state.doc.length, PARSE_MS)?.iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'Number') return;
      const text = state.sliceDoc(from, to);
      if (canBeDragged(text)) literals.push({ from, to, text });
    },
  });
  return literals;
}

const decorated = (literals: readonly Literal[]): DecorationSet =>
  Decoration.set(literals.map(({ from, to }) => number.range(from, to)));

/** The number at a place of the text, its ends included. */
export function literalAt(state: EditorState, at: number): Literal | undefined {
  let literal: Literal | undefined;
  state.field(field).between(at, at, (from, to) => {
    literal = { from, to, text: state.sliceDoc(from, to) };
    return false;
  });
  return literal;
}

/** A press on a number that moves more than this is a drag (px); a stop is so many further on. */
const DRAG_FROM = 3;
const STOP = 18;

export interface NumberActs {
  /** The pointer rests on a number, or has left it. */
  over(literal: Literal | null): void;
  begin(literal: Literal): void;
  /** So many stops from where it was. */
  move(by: number): void;
  /** False: it goes back to what it was. */
  end(keep: boolean): void;
}

/** Drags with the pointer, steps with Alt and the arrow keys. */
export function draggable(acts: NumberActs) {
  let drag: { readonly literal: Literal; readonly x: number; readonly id: number; moved: boolean } | undefined;

  const literalUnder = (view: EditorView, event: MouseEvent): Literal | undefined => {
    if (!(event.target as Element).closest?.('.py-number')) return undefined;
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
    return at === null ? undefined : literalAt(view.state, at);
  };
  const stop = (view: EditorView, keep: boolean) => {
    if (!drag) return;
    const { moved, literal } = drag;
    drag = undefined;
    view.dom.classList.remove('py-dragging');
    if (moved) acts.end(keep);
    else {
      view.dispatch({ selection: { anchor: literal.to } });
      view.focus();
    }
  };

  return EditorView.domEventHandlers({
    pointerdown(event, view) {
      const literal = event.button === 0 && !event.shiftKey ? literalUnder(view, event) : undefined;
      if (!literal) return false;
      drag = { literal, x: event.clientX, id: event.pointerId, moved: false };
      view.contentDOM.setPointerCapture(event.pointerId);
      return false;
    },
    // The press itself would begin to select text.
    mousedown: (event, view) => {
      if (!drag || !literalUnder(view, event)) return false;
      event.preventDefault();
      return true;
    },
    pointermove(event, view) {
      if (!drag || event.pointerId !== drag.id) {
        acts.over(literalUnder(view, event) ?? null);
        return false;
      }
      const dx = event.clientX - drag.x;
      if (!drag.moved && Math.abs(dx) > DRAG_FROM) {
        drag.moved = true;
        view.dom.classList.add('py-dragging');
        acts.begin(drag.literal);
      }
      if (drag.moved) acts.move(Math.round(dx / STOP));
      return drag.moved;
    },
    pointerup: (_, view) => stop(view, true),
    pointercancel: (_, view) => stop(view, false),
    pointerleave: () => {
      if (!drag) acts.over(null);
    },
    keydown(event, view) {
      if (event.key === 'Escape' && drag?.moved) {
        stop(view, false);
        return true;
      }
      return false;
    },
  });
}

export const numbers = field;
export const setNumbers = (literals: readonly Literal[]): StateEffect<unknown> => found.of(literals);
