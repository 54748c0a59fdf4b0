/** A question of the last step: a press on an answer shows which one is right. */
import type { ReactNode } from 'react';
import { plainProse } from '../../learn/prose.ts';
import { announce } from '../base/Announcer.tsx';
import { Icon } from '../base/Icon.tsx';
import { Prose } from './Prose.tsx';
import './question.css';

interface Props {
  readonly question: ReactNode;
  readonly options: readonly string[];
  /** The place of the right one. */
  readonly right: number;
  readonly chosen: number | undefined;
  readonly onChoose: (place: number) => void;
  readonly figure?: (measure: string) => ReactNode;
}

export function Question({ question, options, right, chosen, onChoose, figure = () => '…' }: Props) {
  const answer = (i: number) => {
    onChoose(i);
    const says = plainProse(options[right] ?? '', (measure) => String(figure(measure)));
    announce(i === right ? 'Yes, that is it' : `No: ${says}`);
  };
  return (
    <fieldset className="ln-ask">
      <legend>A question: {question}</legend>
      {options.map((says, i) => (
        <button
          key={says}
          type="button"
          className="button"
          aria-pressed={chosen === i}
          data-right={chosen !== undefined && i === right ? '' : undefined}
          data-wrong={chosen === i && i !== right ? '' : undefined}
          onClick={() => answer(i)}
        >
          {chosen !== undefined && i === right && <Icon name="check" size={14} />}
          {chosen === i && i !== right && <Icon name="close" size={14} />}
          <span>
            <Prose text={says} figure={figure} />
          </span>
        </button>
      ))}
    </fieldset>
  );
}
