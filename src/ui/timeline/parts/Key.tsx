/** The legend: every mark with its word, drawn as on the lanes; all marks explained behind a link. */
import './key.css';
import { Suspense, useState } from 'react';
import { lazyExtra } from '../../base/lazy.tsx';
import { useOverlap } from '../../base/use-overlap.ts';
import { MarkSign, type SignName } from './MarkSign.tsx';

const AllMarks = lazyExtra(() => import('./AllMarks.tsx'));

export const ENTRIES: readonly (readonly [name: SignName, words: string])[] = [
  ['computing', 'computing'],
  ['sleeping', 'sleeping'],
  ['moment', 'took no time'],
  ['place', 'waits for a place'],
  ['others', 'waits for others'],
  ['compute', 'waits to compute'],
  ['failed', 'failed'],
  ['killed', 'killed'],
  ['cancelled', 'cancelled'],
  ['predicted', 'predicted'],
  ['last', 'last run'],
];

interface Props {
  readonly plain?: boolean;
  readonly marks?: ReadonlySet<string>;
  readonly lastWords?: string;
}

/**
 * While the user points at an entry, the timeline shows only that state; a press keeps it so. `plain`: for fingers, which cannot
 * point: entries are words, not buttons. `marks`: those that there are; all where left out. `lastWords`: what the dashed boxes are, where
 * they are not the last run.
 */
export function Key({ plain = false, marks, lastWords }: Props) {
  const store = useOverlap()?.store;
  const [kept, setKept] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  const show = (name: string | null) => () => store?.getState().showOnly(name ?? kept);
  const press = (name: string) => () => {
    const next = kept === name ? null : name;
    setKept(next);
    store?.getState().showOnly(next);
  };
  const entries = ENTRIES.filter(([name]) => marks?.has(name) ?? true).map(
    ([name, words]) => [name, (name === 'last' && lastWords) || words] as const,
  );
  return (
    <div className="tl-key-row">
      <ul className="tl-key" aria-label="Key" data-few={entries.length < 8 ? '' : undefined}>
        {entries.map(([name, words]) => (
          <li key={name} data-mark={name}>
            {plain || name === 'moment' ? (
              <span>
                <MarkSign name={name} />
                {words}
              </span>
            ) : (
              <button
                type="button"
                title={`Show only this: ${words}`}
                aria-pressed={kept === name}
                onPointerEnter={show(name)}
                onPointerLeave={show(null)}
                onFocus={show(name)}
                onBlur={show(null)}
                onClick={press(name)}
              >
                <MarkSign name={name} />
                {words}
              </button>
            )}
          </li>
        ))}
      </ul>
      <button type="button" className="link" popoverTarget="all-marks">
        All marks
      </button>
      <div
        id="all-marks"
        popover="auto"
        className="sheet"
        onToggle={({ newState }) => newState === 'open' && setOpened(true)}
      >
        <Suspense>{opened && <AllMarks />}</Suspense>
      </div>
    </div>
  );
}
