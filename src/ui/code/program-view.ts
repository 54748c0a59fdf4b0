/** A program to be read: its text, marks at a moment, lines that stand out. Its caret goes by keys, so that each line can be heard. */
import { defaultKeymap } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { Language } from '../../code/program.ts';
import { EDITOR_NONCE } from '../../offline/headers.ts';
import { differing } from '../python/editor/differing.ts';
import { type LitLine, lightLines, litLines } from '../python/editor/lit-lines.ts';
import { look } from '../python/editor/look.ts';
import { marksGutter, setMarks } from '../python/editor/marks-gutter.ts';
import type { Mark } from '../words/program-doing.ts';
import { typescript } from './typescript.ts';

export interface ReaderActs {
  /** The pointer is on a line (from 1), or on none. */
  pointed(line: number | null): void;
  /** The caret has come to a line, or the code has lost the focus. */
  caret(line: number | null): void;
}

const GRAMMARS: Readonly<Record<Language, () => Extension>> = { python, typescript: () => typescript };

export class ProgramView {
  readonly #view: EditorView;
  readonly #grammar = new Compartment();
  readonly #name = new Compartment();
  #language: Language | undefined;

  constructor(parent: HTMLElement, acts: ReaderActs) {
    this.#view = new EditorView({
      parent,
      extensions: [
        EditorView.cspNonce.of(EDITOR_NONCE),
        marksGutter,
        lineNumbers(),
        drawSelection(),
        EditorState.readOnly.of(true),
        this.#grammar.of([]),
        this.#name.of([]),
        look,
        litLines,
        keymap.of([...defaultKeymap]),
        EditorView.updateListener.of(({ selectionSet, focusChanged, view, state }) => {
          if (!selectionSet && !focusChanged) return;
          acts.caret(view.hasFocus ? state.doc.lineAt(state.selection.main.head).number : null);
        }),
        EditorView.domEventHandlers({
          mousemove: ({ clientX, clientY }, view) => {
            const { from, number } = view.state.doc.lineAt(view.posAtCoords({ x: clientX, y: clientY }, false));
            const box = view.lineBlockAt(from);
            const y = clientY - view.documentTop;
            acts.pointed(y >= box.top && y <= box.bottom ? number : null);
          },
          mouseleave: () => acts.pointed(null),
        }),
      ],
    });
  }

  /** `name`: what it is, for those who hear it. Where the text differs it is replaced, so that nothing else moves. */
  show(text: string, language: Language, name: string): void {
    const grammar = this.#language === language ? [] : [this.#grammar.reconfigure(GRAMMARS[language]())];
    this.#language = language;
    const attributes = { 'aria-label': name, 'aria-readonly': 'true', inputmode: 'none', tabindex: '0' };
    const old = this.#view.state.doc.toString();
    this.#view.dispatch({
      effects: [...grammar, this.#name.reconfigure(EditorView.contentAttributes.of(attributes))],
      ...(old !== text && { changes: differing(old, text) }),
    });
  }

  mark(marks: readonly Mark[]): void {
    this.#view.dispatch({ effects: setMarks(marks) });
  }

  light(lines: readonly LitLine[]): void {
    this.#view.dispatch({ effects: lightLines(lines) });
  }

  end(): void {
    this.#view.destroy();
  }
}
