/** A program to be read. The lines that are marked are in sight. */
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useProgram } from '../python/program-context.ts';

/** Lines that are seen over the first one that is marked. */
const ABOVE = 2;

interface Props {
  /** Places of lines of the file that is run. */
  readonly marked: ReadonlySet<number>;
  /** The place of the line of it that is spoken of; -1: none is. */
  readonly looksAt: number;
  /** In place of its head. */
  readonly head?: ReactNode;
}

export function ProgramText({ marked, looksAt, head }: Props) {
  const files = useProgram(({ program }) => program.files);
  return (
    <section className="ln-code" aria-label="The program">
      {files.map(({ name, text }, i) => (
        <Text
          key={name}
          head={(i === 0 && head) || <h2>{files.length === 1 ? 'The program' : name}</h2>}
          text={text}
          marked={i === 0 ? marked : NONE}
          looksAt={i === 0 ? looksAt : -1}
        />
      ))}
    </section>
  );
}

export const NONE: ReadonlySet<number> = new Set();

interface TextProps extends Required<Props> {
  readonly text: string;
}

function Text({ head, text, marked, looksAt }: TextProps) {
  const box = useRef<HTMLPreElement>(null);
  const first = looksAt < 0 ? Math.min(...marked) : looksAt;
  useLayoutEffect(() => {
    const pre = box.current!;
    const line = pre.children[Math.max(0, first - ABOVE)];
    if (line instanceof HTMLElement) pre.scrollTop = line.offsetTop - pre.offsetTop;
  }, [first]);
  return (
    <>
      {head}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it. */}
      <pre ref={box} tabIndex={0}>
        {text.split('\n').map((line, i) =>
          marked.has(i) || i === looksAt ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
            <mark key={i} className="ln-changed" data-looks-at={i === looksAt ? '' : undefined}>{`${line}\n`}</mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
            <span key={i}>{`${line}\n`}</span>
          ),
        )}
      </pre>
    </>
  );
}
