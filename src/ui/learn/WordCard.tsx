/** A word with a dotted line under it: a press, a key or a tap opens its card. */
import { type ToggleEvent, useId, useRef, useState } from 'react';
import { type Word, wordById } from '../../learn/words.ts';
import { Tiny } from './Tiny.tsx';
import './word-card.css';

/** Between word and card, and between card and the window's edge (px). */
const GAP = 8;

export function WordCard({ id, text }: { readonly id: string; readonly text: string }) {
  const card = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const word = wordById(id);
  if (!word) return text;
  const place = ({ currentTarget, newState }: ToggleEvent<HTMLSpanElement>) => {
    setOpen(newState === 'open');
    if (newState !== 'open' || !button.current) return;
    const { left, bottom, top } = button.current.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = currentTarget;
    const below = bottom + GAP + height <= innerHeight;
    currentTarget.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
    currentTarget.style.top = `${below ? bottom + GAP : Math.max(GAP, top - GAP - height)}px`;
  };
  return (
    <>
      <button ref={button} type="button" className="ln-word" popoverTarget={card} aria-expanded={open}>
        {text}
      </button>
      <span id={card} popover="auto" className="ln-word-card" role="note" aria-label={word.term} onToggle={place}>
        {open && <CardBody word={word} />}
      </span>
    </>
  );
}

function CardBody({ word }: { readonly word: Word }) {
  return (
    <>
      <b>{word.term}</b>
      <span className="ln-word-says">
        <Coded text={word.says} />
      </span>
      {word.python && (
        <span>
          Python: <Coded text={word.python} />
        </span>
      )}
      {word.javascript && (
        <span>
          JavaScript: <Coded text={word.javascript} />
        </span>
      )}
      <Tiny rows={word.tiny} />
    </>
  );
}

/** Text with code in it. A card has no cards of its own. */
export function Coded({ text }: { readonly text: string }) {
  return text.split('`').map((part, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
    return i % 2 === 1 ? <code key={i}>{part}</code> : part;
  });
}
