/** The code: text, marks at the moment, lines that stand out, errors, numbers that can be dragged. */
import { useEffect, useRef, useState } from 'react';
import type { NumberLiteral } from '../../../kernel/python/messages.ts';
import { signsOf } from '../../../store/python/cast.ts';
import type { Literal } from '../../../store/python/literal.ts';
import { stepped } from '../../../store/python/literal.ts';
import type { CodeLine, ProgramState } from '../../../store/python/program-state.ts';
import { useProgram, useSession } from '../program-context.ts';
import { toldOf } from '../says/findings.ts';
import { marksAt } from '../says/lanes-at.ts';
import { runOfText } from '../shown-run.ts';
import { CodeView } from './code-view.ts';
import { errorsOf } from './errors-of.ts';
import type { LitLine } from './lit-lines.ts';
import { Scrub } from './Scrub.tsx';
import './editor.css';

/** CPython is asked for the numbers of a text when nothing was typed for so long (ms). */
const ASK_NUMBERS_MS = 300;

export function CodePane() {
  const session = useSession();
  const { store } = session;
  const box = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [code, setCode] = useState<CodeView | null>(null);
  const [hovered, setHovered] = useState<Literal | null>(null);
  const file = useProgram((state) => state.file);
  const name = useProgram((state) => state.program.files[state.file]?.name ?? '');
  const text = useProgram((state) => state.program.files[state.file]?.text ?? '');
  const scrub = useProgram((state) => state.scrub);

  useEffect(() => {
    const now = () => store.getState();
    let stops: readonly string[] = [];
    let from = 0;
    const view = new CodeView(place.current!, {
      typed: (typed) => session.type(now().file, typed),
      pointed: (line) => session.point(line === null ? null : { file: now().file, line }),
      pinned: (line) => {
        const { pinned, file: of } = now();
        session.pin(pinned?.line === line && pinned.file === of ? null : { file: of, line });
      },
      undo: () => session.undo(),
      redo: () => session.redo(),
      run: () => session.run(),
      over: setHovered,
      begin: (literal) => {
        session.beginScrub(now().file, literal);
        stops = now().scrub?.texts ?? [];
        from = stops.indexOf(literal.text);
      },
      move: (by) => {
        const next = stops[Math.min(stops.length - 1, Math.max(0, from + by))];
        if (next !== undefined) session.scrubTo(next);
      },
      end: (keep) => session.endScrub(keep),
      step: (literal, by) => {
        session.beginScrub(now().file, literal);
        session.scrubTo(stepped(literal.text, by));
        session.endScrub();
      },
    });
    setCode(view);
    return () => {
      setCode(null);
      view.end();
    };
  }, [session, store]);

  useEffect(() => code?.show(name, text), [code, name, text]);

  // What is shown beside the text follows the store; React renders none of it.
  useEffect(() => {
    if (!code) return;
    let before: ProgramState | undefined;
    const follow = (now: ProgramState) => {
      const other = !before || now.file !== before.file || now.shown !== before.shown || now.program !== before.program;
      if (other || now.momentMs !== before?.momentMs) code.mark(marksOf(now));
      if (other || now.pointed !== before?.pointed || now.pinned !== before?.pinned) code.light(litOf(now));
      if (other || now.mistake !== before?.mistake) code.showErrors(errorsOf(now, now.file));
      before = now;
    };
    follow(store.getState());
    return store.subscribe(follow);
  }, [code, store]);

  const ready = useProgram((state) => state.python.kind === 'ready');
  useEffect(() => {
    if (!code || !ready) return;
    const ask = async () => {
      const found = await session.numbers(text);
      if (found && found.length > 0) code.setNumbers(text, literalsOf(text, found));
    };
    const timer = setTimeout(() => void ask(), ASK_NUMBERS_MS);
    return () => clearTimeout(timer);
  }, [code, ready, session, text]);

  const shown = scrub?.file === file ? scrub.literal : hovered;
  const at = code && shown && box.current ? code.placeOf(shown.from, box.current) : undefined;
  return (
    <div ref={box} className="py-code">
      <div ref={place} className="py-code-place" />
      {at && shown && <Scrub left={at.left} top={at.bottom} literal={shown} />}
    </div>
  );
}

function marksOf(state: ProgramState) {
  const ran = runOfText(state);
  if (!ran) return [];
  const { record, ended } = ran;
  const atMs = state.momentMs ?? (ended?.end.exit === 'deadlock' ? ended.totalMs : null);
  return atMs === null ? [] : marksAt(record, signsOf(record.lanes), state.file, atMs);
}

function litOf(state: ProgramState): LitLine[] {
  const { file, pointed, pinned } = state;
  const ran = runOfText(state);
  const here = (line: CodeLine | null | undefined): line is CodeLine => line?.file === file;
  const found = ran?.ended ? toldOf(ran.record.findings, ran).flatMap(({ lines }) => lines) : [];
  const byLine = new Map<number, LitLine>();
  for (const { line } of found.filter(here)) byLine.set(line, { line, as: 'lit' });
  for (const { line } of errorsOf(state, file)) byLine.set(line, { line, as: 'wrong' });
  if (here(pointed)) byLine.set(pointed.line, { line: pointed.line, as: 'lit' });
  if (here(pinned)) byLine.set(pinned.line, { line: pinned.line, as: 'pinned' });
  return [...byLine.values()];
}

/** CPython counts columns in bytes of UTF-8; the editor counts UTF-16 units. */
function literalsOf(text: string, found: readonly NumberLiteral[]): Literal[] {
  const lines = text.split('\n');
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  return found.flatMap(({ line, column, endColumn }) => {
    const own = lines[line - 1];
    const start = starts[line - 1];
    if (own === undefined || start === undefined) return [];
    const from = start + unitsOf(own, column);
    const to = start + unitsOf(own, endColumn);
    const written = text.slice(from, to);
    return /^[\d_.]+$/.test(written) ? [{ from, to, text: written }] : [];
  });
}

function unitsOf(line: string, bytes: number): number {
  let seen = 0;
  let units = 0;
  for (const character of line) {
    if (seen >= bytes) break;
    const code = character.codePointAt(0)!;
    seen += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units += character.length;
  }
  return units;
}
