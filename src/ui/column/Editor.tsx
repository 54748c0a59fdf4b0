/** The text box Tasks: colours, line numbers and the wavy line lie under a real textarea. */
import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { highlight } from '../../scenario/highlight.ts';
import type { Mistake } from '../../store/state/state.ts';
import { useApp } from '../base/use-overlap.ts';
import { CodeEditor } from './code-editor.ts';
import { linesOf, type Stretch } from './lines.ts';

export function Editor() {
  const text = useApp((state) => state.draft.text);
  const mistake = useApp((state) => state.mistake);
  const setText = useApp((state) => state.setText);
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // The component passes only some attributes on to its textarea.
    const textarea = frame.current!.querySelector('textarea')!;
    textarea.setAttribute('aria-describedby', 'tasks-says');
    textarea.setAttribute('aria-invalid', String(mistake !== null));
  }, [mistake]);

  return (
    <div className="editor" ref={frame}>
      <CodeEditor
        value={text}
        onValueChange={setText}
        highlight={(value) => rendered(value, mistake)}
        textareaId="tasks"
        textareaClassName="editor-text"
        preClassName="editor-picture"
        ignoreTabKey
        padding={{ top: 6, right: 8, bottom: 6, left: 28 }}
      />
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
