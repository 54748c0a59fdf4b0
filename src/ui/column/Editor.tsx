/** The text box Tasks: a real textarea whose own letters are not seen; its picture with colours, line numbers and the wavy line gives the height. */
import { Fragment, type ReactNode } from 'react';
import { highlight } from '../../scenario/highlight.ts';
import type { Mistake } from '../../store/state/state.ts';
import { useApp } from '../base/use-overlap.ts';
import { linesOf, type Stretch } from './lines.ts';
import './editor.css';

export function Editor() {
  const text = useApp((state) => state.draft.text);
  const mistake = useApp((state) => state.mistake);
  const setText = useApp((state) => state.setText);
  return (
    <div className="editor">
      <div>
        <textarea
          id="tasks"
          aria-label="Tasks"
          className="editor-text"
          aria-describedby="tasks-says"
          aria-invalid={mistake !== null}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <pre className="editor-picture" aria-hidden="true">
          {rendered(text, mistake)}
          {/* A line's end at the end of the text is a line of its own in the textarea, too. */}
          <br />
        </pre>
      </div>
    </div>
  );
}

/** Longer texts (characters) stay without colours and numbers: an element a word would be too many. */
const MOST_COLOURED = 20_000;

function rendered(text: string, mistake: Mistake | null): ReactNode {
  if (text.length > MOST_COLOURED) return text;
  return linesOf(text, highlight(text), mistake).map((line, number) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
    <Fragment key={number}>
      {number > 0 && '\n'}
      <span className="editor-line">{number + 1}</span>
      {line.map(piece)}
    </Fragment>
  ));
}

function piece({ from, text, kind, wrong }: Stretch): ReactNode {
  const name = [kind && `editor-${kind}`, wrong && 'editor-wrong'].filter(Boolean).join(' ');
  return name ? (
    <span key={from} className={name}>
      {text}
    </span>
  ) : (
    <Fragment key={from}>{text}</Fragment>
  );
}
