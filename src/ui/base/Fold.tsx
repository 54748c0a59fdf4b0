/** A section of the column that is folded to one line: its name, and how it stands. What it holds is made when it is first unfolded. */
import { type ReactNode, Suspense, useId } from 'react';
import { Icon } from './Icon.tsx';
import './fold.css';

interface Props {
  readonly name: string;
  /** How things stand, in a few words. */
  readonly about: string;
  /** What those words are about, for the tooltip. */
  readonly title: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** Stands there folded, too. */
  readonly always?: ReactNode;
  readonly children: ReactNode;
}

export function Fold({ name, about, title, open, onOpen, always, children }: Props) {
  const id = useId();
  return (
    <section className="fold" aria-label={name}>
      <h2>
        <button
          type="button"
          className="fold-head"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpen(!open)}
        >
          <span className="fold-name">{name}</span>
          <span className="fold-about" title={title}>
            {about}
          </span>
          <Icon name="chevron-down" size={14} />
        </button>
      </h2>
      {always}
      <div id={id} hidden={!open}>
        <Suspense>{open && children}</Suspense>
      </div>
    </section>
  );
}
