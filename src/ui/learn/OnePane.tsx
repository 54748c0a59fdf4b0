/** The pane of a page of Learn that is no lesson: one section, and the way back to the list. */
import type { ReactNode } from 'react';
import { CONTENTS } from '../../store/learn/place.ts';
import './contents.css';

interface Props {
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function OnePane({ title, className, children }: Props) {
  return (
    <div className="ln-contents-pane">
      <section className={className}>
        <h2>{title}</h2>
        {children}
        <p>
          <a href={CONTENTS}>All lessons</a>
        </p>
      </section>
    </div>
  );
}
