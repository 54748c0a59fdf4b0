/** A program to be read. The lines that are marked are in sight. */
import { useLayoutEffect, useRef } from 'react';
import { useProgram } from '../python/program-context.ts';

/** Lines that are seen over the first one that is marked. */
const ABOVE = 2;

/** `marked`: places of lines of the file that is run. */
export function ProgramText({ marked }: { readonly marked: ReadonlySet<number> }) {
  const files = useProgram(({ program }) => program.files);
  return (
    <section className="ln-code" aria-label="The program">
      {files.map(({ name, text }, i) => (
        <Text
          key={name}
          head={files.length === 1 ? 'The program' : name}
          text={text}
          marked={i === 0 ? marked : NONE}
        />
      ))}
    </section>
  );
}

export const NONE: ReadonlySet<number> = new Set();

interface TextProps {
  readonly head: string;
  readonly text: string;
  readonly marked: ReadonlySet<number>;
}

function Text({ head, text, marked }: TextProps) {
  const box = useRef<HTMLPreElement>(null);
  const first = Math.min(...marked);
  useLayoutEffect(() => {
    const pre = box.current!;
    const line = pre.children[Math.max(0, first - ABOVE)];
    if (line instanceof HTMLElement) pre.scrollTop = line.offsetTop - pre.offsetTop;
  }, [first]);
  return (
    <>
      <h2>{head}</h2>
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
    </>
  );
}
