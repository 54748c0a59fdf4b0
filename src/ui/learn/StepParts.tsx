/** What the steps of all lessons have in common: the guess beside what came out, boxes, and the way on. */
import type { ReactNode } from 'react';
import { hashOfStep } from '../../store/learn/step-hash.ts';
import { Prose } from './Prose.tsx';
import { useProgress } from './use-progress.ts';

type Figure = (measure: string) => ReactNode;

interface ChipsProps {
  /** The lesson's id. */
  readonly id: string;
  /** The guess in words; undefined: there was none. */
  readonly guessed: string | undefined;
  /** What came out, as chips. */
  readonly children: ReactNode;
}

export function Chips({ id, guessed, children }: ChipsProps) {
  const guessAgain = useProgress((state) => state.guessAgain);
  return (
    <p className="ln-chips">
      {guessed && <span className="ln-chip ln-guessed">your guess: {guessed}</span>}
      {children}
      <a href={hashOfStep(id, 'guess')} onClick={() => guessAgain(id)}>
        {guessed ? 'Guess again' : 'Guess first'}
      </a>
    </p>
  );
}

export function Paragraphs({ of, figure }: { readonly of: readonly string[]; readonly figure?: Figure }) {
  return of.map((text) => (
    <p key={text}>
      <Prose text={text} {...(figure && { figure })} />
    </p>
  ));
}

interface BoxProps {
  readonly head: string;
  readonly says: string;
  readonly figure?: Figure;
}

export function Box({ head, says, figure }: BoxProps) {
  return (
    <div className="ln-box">
      <p>
        <b>{head}</b> <Prose text={says} {...(figure && { figure })} />
      </p>
    </div>
  );
}

export function OnToWhy({ id }: { readonly id: string }) {
  return (
    <p>
      <a className="button ln-main" href={hashOfStep(id, 'why')}>
        Why is that so?
      </a>
    </p>
  );
}

export function OnToChange({ id }: { readonly id: string }) {
  return (
    <p>
      <a className="button ln-main" href={hashOfStep(id, 'change')}>
        Change it
      </a>{' '}
      <span className="ln-quiet">
        or press <kbd>N</kbd>
      </span>
    </p>
  );
}
