/** Prose of lessons and cards: bold, code, words with cards, and figures. */
import { Fragment, type ReactNode } from 'react';
import { proseParts } from '../../learn/prose.ts';
import { WordCard } from './WordCard.tsx';

interface Props {
  readonly text: string;
  /** What stands for a measure. */
  readonly figure?: (measure: string) => ReactNode;
}

export function Prose({ text, figure = () => '…' }: Props) {
  const parts = proseParts(text);
  return parts.map((part, i) => {
    // No line begins with the full stop behind a word.
    const joined = part.kind === 'text' && parts[i - 1]?.kind === 'word' && /^[.,:;?!)’]/.test(part.text);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
      <Fragment key={i}>
        {joined && '\u2060'}
        {shown(part, figure)}
      </Fragment>
    );
  });
}

function shown(part: ReturnType<typeof proseParts>[number], figure: (measure: string) => ReactNode): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'bold':
      return <b>{part.text}</b>;
    case 'code':
      return <code>{part.text}</code>;
    case 'word':
      return <WordCard id={part.word} text={part.text} />;
    case 'measure':
      return part.bold ? <b>{figure(part.measure)}</b> : figure(part.measure);
  }
}
