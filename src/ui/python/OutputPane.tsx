/** What the program printed, each line with its moment; the line that the moment has come to stands out. Also where `input()` asks. */
import { useEffect, useRef, useState } from 'react';
import { useRevision } from '../base/use-overlap.ts';
import { momentWords } from '../words/program-times.ts';
import { useProgram, useSession } from './program-context.ts';
import { lastPrinted, linesOf, withoutTracebacks } from './says/printed.ts';
import './output-pane.css';

/** Lines that are shown; of more the last ones. */
const MOST = 2_000;

export function OutputPane() {
  useRevision(100);
  const session = useSession();
  const shown = useProgram((state) => state.shown);
  const momentMs = useProgram((state) => state.momentMs);
  const list = useRef<HTMLDivElement>(null);
  const clock = shown?.program.options.clock ?? 'virtual';
  const printed = shown ? linesOf(shown.record.output) : [];
  const [whole, setWhole] = useState(false);
  const all = whole ? printed : withoutTracebacks(printed);
  const lines = all.slice(-MOST);
  const at = momentMs === null ? -1 : lastPrinted(lines, momentMs);
  useEffect(() => {
    if (at >= 0) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const counted = all.length === 1 ? '1 line' : `${all.length} lines`;
  const head =
    momentMs === null
      ? all.length > MOST
        ? `the last ${MOST} of ${counted}`
        : counted
      : `${at + 1} of ${counted} printed at ${momentWords(momentMs, clock)}`;
  return (
    <section className="py-output" aria-label="Output">
      <div className="py-output-head">
        <h2>Output</h2>
        <span>{shown ? head : ''}</span>
        {all.length < printed.length || whole ? (
          <button type="button" className="py-link" onClick={() => setWhole(!whole)}>
            {whole ? 'last lines only' : 'whole traceback'}
          </button>
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it. */}
      <div ref={list} className="py-output-lines" role="log" aria-live="off" aria-label="Printed" tabIndex={0}>
        {lines.map((line, i) => (
          <div
            key={line.number}
            data-stream={line.stream}
            data-now={i === at ? '' : undefined}
            data-later={momentMs !== null && i > at ? '' : undefined}
            onPointerEnter={() => session.point(line.line === undefined ? null : { file: line.file, line: line.line })}
            onPointerLeave={() => session.point(null)}
          >
            <span className="py-output-time">{momentWords(line.atMs, clock)}</span>
            <span>{line.text}</span>
          </div>
        ))}
        <Ended />
      </div>
      <Asking />
    </section>
  );
}

/** Where the output ends and the program does not. */
function Ended() {
  const shown = useProgram((state) => state.shown);
  const end = shown?.ended?.end;
  const dropped = shown?.ended?.dropped.output ?? 0;
  const says =
    end?.exit === 'deadlock'
      ? 'then nothing: nobody can go on'
      : end?.exit === 'stopped'
        ? end.message
        : dropped > 0
          ? `${dropped} more characters were printed`
          : '';
  return says ? (
    <div className="py-output-end">
      <span className="py-output-time" />
      <span>{says}</span>
    </div>
  ) : null;
}

function Asking() {
  const session = useSession();
  const asks = useProgram((state) => state.asks);
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asks) input.current?.focus();
  }, [asks]);
  if (!asks) return null;
  return (
    <form
      className="py-asks"
      onSubmit={(event) => {
        event.preventDefault();
        session.answer(text);
        setText('');
      }}
    >
      <label>
        <span>{asks.prompt || 'input()'}</span>
        <input ref={input} className="field" value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      <button type="submit" className="button">
        Answer
      </button>
      <button type="button" className="button" onClick={() => session.answer(null)}>
        End of input
      </button>
    </form>
  );
}
