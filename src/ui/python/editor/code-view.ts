/** The editor of one file at a time, as a thing with a lifetime: text in and out, and what is shown beside it. */
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Annotation, Compartment, EditorState, type StateEffect } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { EDITOR_NONCE } from '../../../offline/headers.ts';
import type { Literal } from '../../../store/python/literal.ts';
import type { Mark } from '../../words/program-doing.ts';
import { differing } from './differing.ts';
import { type ErrorBelow, errorBelow, showErrors } from './error-below.ts';
import { type LitLine, lightLines, litLines } from './lit-lines.ts';
import { look } from './look.ts';
import { marksGutter, setMarks } from './marks-gutter.ts';
import { draggable, literalAt, type NumberActs, numbers, setNumbers } from './numbers.ts';

export interface CodeActs extends NumberActs {
  typed(text: string): void;
  /** The pointer is on a line (from 1), or on none. */
  pointed(line: number | null): void;
  /** A line's number was clicked. */
  pinned(line: number): void;
  undo(): void;
  redo(): void;
  run(): void;
  /** A number is stepped with the keys: so many stops up or down. */
  step(literal: Literal, by: number): void;
}

/** The page's policy lets in the one style element that bears this. */
const NONCE = EditorView.cspNonce.of(EDITOR_NONCE);

/** The page itself has put in this text. */
const fromPage = Annotation.define<boolean>();

export class CodeView {
  readonly view: EditorView;
  readonly #label = new Compartment();
  readonly #extensions;
  readonly #states = new Map<string, EditorState>();
  #file = '';

  constructor(parent: HTMLElement, acts: CodeActs) {
    const step = (by: number) => (view: EditorView) => {
      const literal = literalAt(view.state, view.state.selection.main.head);
      if (literal) acts.step(literal, by);
      return literal !== undefined;
    };
    const done = (act: () => void) => () => {
      act();
      return true;
    };
    this.#extensions = [
      marksGutter,
      lineNumbers({
        domEventHandlers: {
          click: (view, { from }) => done(() => acts.pinned(view.state.doc.lineAt(from).number))(),
        },
      }),
      drawSelection(),
      indentUnit.of('    '),
      EditorState.tabSize.of(4),
      indentOnInput(),
      bracketMatching(),
      python(),
      look,
      litLines,
      errorBelow,
      numbers,
      draggable(acts),
      keymap.of([
        { key: 'Alt-ArrowUp', run: step(1), shift: step(10) },
        { key: 'Alt-ArrowDown', run: step(-1), shift: step(-10) },
        { key: 'Mod-z', run: done(acts.undo) },
        { key: 'Mod-Shift-z', run: done(acts.redo) },
        { key: 'Mod-y', run: done(acts.redo) },
        { key: 'Mod-Enter', run: done(acts.run) },
        indentWithTab,
        ...defaultKeymap,
      ]),
      EditorView.updateListener.of(({ docChanged, transactions, state }) => {
        if (docChanged && !transactions.some((one) => one.annotation(fromPage))) acts.typed(state.doc.toString());
      }),
      EditorView.domEventHandlers({
        mousemove: (event, view) => {
          const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
          const { from, number } = view.state.doc.lineAt(at);
          const box = view.lineBlockAt(from);
          const y = event.clientY - view.documentTop;
          acts.pointed(y >= box.top && y <= box.bottom ? number : null);
        },
        mouseleave: () => acts.pointed(null),
      }),
      this.#label.of([]),
      NONCE,
    ];
    this.view = new EditorView({ parent, extensions: NONCE });
  }

  /** Shows a file. Its text replaces what is there, and only where it differs, so that the caret stays. */
  show(file: string, text: string): void {
    if (file !== this.#file) {
      this.#states.set(this.#file, this.view.state);
      this.#file = file;
      const kept = this.#states.get(file);
      this.view.setState(kept ?? EditorState.create({ doc: text, extensions: this.#extensions }));
      this.view.dispatch({
        effects: this.#label.reconfigure(
          EditorView.contentAttributes.of({ 'aria-label': `Code, ${file}`, tabindex: '0' }),
        ),
      });
    }
    const old = this.view.state.doc.toString();
    if (old === text) return;
    const { from, to, insert } = differing(old, text);
    this.view.dispatch({ changes: { from, to, insert }, annotations: fromPage.of(true) });
  }

  mark(marks: readonly Mark[]): void {
    this.#tell(setMarks(marks));
  }

  light(lines: readonly LitLine[]): void {
    this.#tell(lightLines(lines));
  }

  showErrors(errors: readonly ErrorBelow[]): void {
    this.#tell(showErrors(errors));
  }

  /** The numbers of this very text, as CPython finds them. */
  setNumbers(text: string, literals: readonly Literal[]): void {
    if (this.view.state.doc.toString() === text) this.#tell(setNumbers(literals));
  }

  /** Where a place of the text is, relative to an element (px); undefined: out of sight. */
  placeOf(at: number, within: HTMLElement): { left: number; bottom: number } | undefined {
    const box = this.view.coordsAtPos(Math.min(at, this.view.state.doc.length));
    if (!box) return undefined;
    const outer = within.getBoundingClientRect();
    return { left: box.left - outer.left, bottom: box.bottom - outer.top };
  }

  /** Puts the caret into a line and brings it into sight. */
  goTo(line: number): void {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.min(Math.max(1, line), doc.lines));
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'nearest' }) });
  }

  end(): void {
    this.view.destroy();
  }

  #tell(effect: StateEffect<unknown>): void {
    this.view.dispatch({ effects: effect });
  }
}
