/** The article held to account, where it printed times: its numbers beside ours, or at a press what else stands in their place. */
import { type ReactNode, Suspense } from 'react';
import type { AnyLesson } from '../../learn/lesson.ts';
import { PRINTED, type Printed } from '../../learn/printed.ts';
import { lazy } from '../base/lazy.tsx';

const SideBySide = lazy(() => import('./SideBySide.tsx'));

/** A section of the article that printed times. */
export interface Held {
  readonly section: string;
  readonly printed: Printed;
}

/** The section that a lesson follows; undefined where none printed times. */
export function heldOf({ article: section }: AnyLesson): Held | undefined {
  const printed = section === undefined ? undefined : PRINTED[section];
  return printed && { section: section!, printed };
}

interface SwitchProps {
  /** What the other one is called. */
  readonly other: string;
  readonly isOther: boolean;
  readonly onOther: (isOther: boolean) => void;
}

export function AccountSwitch({ other, isOther, onOther }: SwitchProps) {
  return (
    <p className="ln-which">
      <button type="button" className="link" aria-pressed={!isOther} onClick={() => onOther(false)}>
        The article, side by side
      </button>
      <button type="button" className="link" aria-pressed={isOther} onClick={() => onOther(true)}>
        {other}
      </button>
    </p>
  );
}

export function Account({
  held: { section, printed },
  children,
}: {
  readonly held: Held;
  readonly children: ReactNode;
}) {
  return (
    <section className="ln-code" aria-label="The article, side by side">
      {children}
      <Suspense fallback={null}>
        <SideBySide key={section} section={section} printed={printed} />
      </Suspense>
    </section>
  );
}
