/** A lesson's program. The lines that its change is about are marked, and in sight. */
import { useLayoutEffect, useRef } from 'react';
import { changedLines } from '../../learn/changed-lines.ts';
import type { ProgramLesson } from '../../learn/lesson.ts';
import { useProgram } from '../python/program-context.ts';

/** Lines that are seen over the first one that is marked. */
const ABOVE = 2;

export function ProgramText({ lesson, marks }: { readonly lesson: ProgramLesson; readonly marks: boolean }) {
  const text = useProgram(({ program }) => program.files[0]!.text);
  const box = useRef<HTMLPreElement>(null);
  const marked = marks ? changedLines(lesson, text) : new Set<number>();
  const first = Math.min(...marked);
  useLayoutEffect(() => {
    const pre = box.current!;
    const line = pre.children[Math.max(0, first - ABOVE)];
    if (line instanceof HTMLElement) pre.scrollTop = line.offsetTop - pre.offsetTop;
  }, [first]);
  return (
    <section className="ln-code" aria-label="The program">
      <h2>The program</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it. */}
      <pre ref={box} tabIndex={0}>
        {text.split('\n').map((line, i) =>
          marked.has(i) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
            <mark key={i} className="ln-changed">{`${line}\n`}</mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
            <span key={i}>{`${line}\n`}</span>
          ),
        )}
      </pre>
    </section>
  );
}
