/** Prose of lessons and cards: bold, code, words with cards, and figures. */
import { Fragment, type ReactNode } from 'react';
import { proseParts } from '../../learn/prose.ts';
import { withUnits } from '../words/with-units.tsx';
import { WordCard } from './WordCard.tsx';

interface Props {
  readonly text: string;
  /** What stands for a measure. */
  readonly figure?: (measure: string) => ReactNode;
}

export function Prose({ text, figure = () => '…' }: Props) {
  const parts = proseParts(text);
  const whole = (measure: string): ReactNode => {
    const shown = figure(measure);
    return typeof shown === 'string' ? withUnits(shown) : shown;
  };
  return parts.map((part, i) => {
    // No line begins with the full stop behind a word: it stays with it.
    const [stop = ''] = part.kind === 'word' ? (/^[.,:;?!)’]+/.exec(textOf(parts[i + 1])) ?? []) : [];
    const rest =
      part.kind === 'text' && parts[i - 1]?.kind === 'word' ? part.text.replace(/^[.,:;?!)’]+/, '') : undefined;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
      <Fragment key={i}>
        {stop ? (
          <span className="ln-joined">
            {shown(part, whole)}
            {stop}
          </span>
        ) : rest === undefined ? (
          shown(part, whole)
        ) : (
          withUnits(rest)
        )}
      </Fragment>
    );
  });
}

const textOf = (part: ReturnType<typeof proseParts>[number] | undefined): string =>
  part?.kind === 'text' ? part.text : '';

function shown(part: ReturnType<typeof proseParts>[number], figure: (measure: string) => ReactNode): ReactNode {
  switch (part.kind) {
    case 'text':
      return withUnits(part.text);
    case 'bold':
      return <b>{withUnits(part.text)}</b>;
    case 'code':
      return <code>{part.text}</code>;
    case 'word':
      return <WordCard id={part.word} text={part.text} />;
    case 'measure':
      return part.bold ? <b>{figure(part.measure)}</b> : figure(part.measure);
  }
}
