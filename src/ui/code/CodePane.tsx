/** The tasks as a program for one of the engines shown. It follows every change of the scenario, and the timeline follows it. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { type Language, programOf } from '../../code/program.ts';
import { enginesOf } from '../../store/state/chosen-engines.ts';
import { announce } from '../base/Announcer.tsx';
import { copyText } from '../base/copy-text.ts';
import { download } from '../base/download.ts';
import { Icon } from '../base/Icon.tsx';
import { useLayout } from '../base/use-media.ts';
import { useApp } from '../base/use-overlap.ts';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import { nameOf } from '../words/names-and-numbers.ts';
import { belongsTo, countStretches, hasStretches } from './at-lines.ts';
import { follow } from './follow.ts';
import { lineWords } from './line-words.ts';
import { ProgramView } from './program-view.ts';
import { programFor, written } from './written.ts';
import '../base/code-font.css';
import '../python/editor/editor.css';
import './code.css';

const FILES: Readonly<Record<Language, { readonly name: string; readonly words: string }>> = {
  python: { name: 'program.py', words: 'Python' },
  typescript: { name: 'program.mts', words: 'TypeScript' },
};
/** Groups of engines whose tools the page's own CPython has. */
const RUNS_HERE = /^(?:python|asyncio)/;
const COPIED_MS = 2_000;
const POINT = 'Point at the timeline, and each task stands at its line.';

export default function CodePane() {
  const chosen = useApp((state) => state.draft.engines);
  const scenario = useDeferredValue(useApp((state) => state.scenario));
  const [asked, setAsked] = useState<string>();
  const engines = useMemo(() => written(enginesOf(chosen)), [chosen]);
  const engine = engines.find(({ id }) => id === asked) ?? engines[0];
  const program = useMemo(() => engine && programFor(engine, scenario), [engine, scenario]);
  if (!engine || !program)
    return (
      <p className="code-none">None of the engines shown has a program. Add one of Python’s or of the browser’s.</p>
    );
  const shown = program.refused === undefined ? program : undefined;
  return (
    <div className="code">
      <div className="code-head">
        <span className="code-language">{shown && FILES[shown.language].words}</span>
        <span className="select">
          <select aria-label="Engine of the code" value={engine.id} onChange={(event) => setAsked(event.target.value)}>
            {engines.map((one) => (
              <option key={one.id} value={one.id}>
                {nameOf(one)}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" size={14} />
        </span>
      </div>
      {program.refused !== undefined && <p className="code-none">{program.refused}</p>}
      {shown && (
        <>
          <Text program={shown} engine={engine.id} name={`Program for ${engine.title}`} />
          <div className="code-foot">
            {RUNS_HERE.test(engine.group) && (
              <button
                type="button"
                className="button"
                title="Opens it in Python, where this page’s own CPython runs it; Back returns to the tasks"
                onClick={() =>
                  void import('../../store/python/open-program.ts').then(({ openInPython, programFrom }) =>
                    openInPython(programFrom(engine.id, scenario)),
                  )
                }
              >
                Edit it in Python
              </button>
            )}
            <Copy text={shown.text} />
            <button
              type="button"
              className="button"
              title="With --trace FILE this program also writes a trace, which Open reads"
              onClick={() => {
                const text = programOf(engine.id, scenario, { language: shown.language });
                download(new Blob([text], { type: 'text/plain' }), FILES[shown.language].name);
              }}
            >
              Download
            </button>
            <span className="code-about">to run on the real engine</span>
          </div>
        </>
      )}
    </div>
  );
}

interface TextProps {
  readonly program: Extract<ReturnType<typeof programFor>, { text: string }>;
  readonly engine: string;
  readonly name: string;
}

function Text({ program, engine, name }: TextProps) {
  const { text, lines, language } = program;
  const timeline = useTimeline();
  const layout = useLayout();
  const place = useRef<HTMLDivElement>(null);
  const now = useRef<HTMLParagraphElement>(null);
  const [view, setView] = useState<ProgramView | null>(null);
  /** The line that is pointed at; else the one that the caret is at. */
  const [pointed, setPointed] = useState<number | null>(null);
  const [caret, setCaret] = useState<number | null>(null);
  useEffect(() => {
    const made = new ProgramView(place.current!, { pointed: setPointed, caret: setCaret });
    setView(made);
    return () => {
      setView(null);
      made.end();
    };
  }, []);
  useEffect(() => view?.show(text, language, name), [view, text, language, name]);

  // The timeline of another layout is there a frame later.
  useEffect(() => {
    if (!view) return;
    void layout;
    let end = () => {};
    const frame = requestAnimationFrame(() => {
      const surface = timeline.current;
      const say = (words: string) => {
        const said = words || POINT;
        if (now.current && now.current.textContent !== said) now.current.textContent = said;
      };
      if (surface) end = follow({ surface, engine, lines, view, say });
    });
    return () => {
      cancelAnimationFrame(frame);
      end();
    };
  }, [view, timeline, layout, engine, lines]);

  const line = pointed ?? caret;
  useEffect(() => {
    const surface = timeline.current;
    if (!surface || line === null || !hasStretches(line, lines)) return;
    surface.light({ engine, lit: belongsTo(line, lines) });
    return () => surface.light(null);
  }, [timeline, line, engine, lines]);

  useEffect(() => {
    const picture = caret === null ? undefined : timeline.current?.pictureOf(engine);
    const says = caret !== null && picture && lineWords(caret, lines, countStretches(picture, caret, lines));
    if (says) announce(says);
  }, [timeline, caret, engine, lines]);

  return (
    <>
      <div ref={place} className="py-code code-text" />
      <p ref={now} className="code-now">
        {POINT}
      </p>
    </>
  );
}

function Copy({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const done = await copyText(text);
    setCopied(done);
    announce(done ? 'Code copied' : 'The browser does not let this page copy. Select the code, and copy it by hand.');
  };
  return (
    <button type="button" className="button code-copy" onClick={() => void copy()}>
      {copied && <Icon name="check" />}
      Copy
    </button>
  );
}
