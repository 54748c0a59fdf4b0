/** Which one should I use? A description on the left; the candidates drawn, one recommended, and why not the others. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { withCards } from '../../learn/cards.ts';
import { MOST_TASKS, type Work } from '../../learn/which.ts';
import { formatMs } from '../../scenario/duration.ts';
import { answerWork, createWhichPage, type Found } from '../../store/learn/which-page.ts';
import { Boundary } from '../base/Boundary.tsx';
import { useLayout } from '../base/use-media.ts';
import { OverlapProvider, useOverlap } from '../base/use-overlap.ts';
import { Frame } from '../frame/Frame.tsx';
import { Timeline } from '../timeline/parts/Timeline.tsx';
import { TimelineProvider } from '../timeline/parts/use-timeline.ts';
import type { Surface } from '../timeline/surface/surface.ts';
import { MarksKey } from './MarksKey.tsx';
import { OnePane } from './OnePane.tsx';
import { Prose } from './Prose.tsx';
import { useExplore } from './use-explore.ts';
import { Coded } from './WordCard.tsx';
import './which.css';

const FIRST: Work = {
  tasks: 40,
  waitsMs: 200,
  computesMs: 5,
  cores: 2,
  manyMachines: false,
  mustNotBeLost: false,
  dependent: false,
  canAwait: true,
  safeWithoutGil: false,
};

type Flag = 'manyMachines' | 'mustNotBeLost' | 'dependent' | 'canAwait' | 'safeWithoutGil';

const FLAGS: readonly (readonly [Flag, string])[] = [
  ['canAwait', 'My code can wait by `await`'],
  ['safeWithoutGil', 'My code and its packages are safe without a GIL'],
  ['dependent', 'Some tasks need what others have done'],
  ['manyMachines', 'It must run on several computers'],
  ['mustNotBeLost', 'No task may be lost when something dies'],
];

/** Cards of the form's own terms: within its labels a press means the field. */
const FORM_WORDS = 'What the words mean: [[core|cores]], [[computing]], [[await]], [[GIL]].';

export function WhichPage() {
  const { store, cores } = useOverlap();
  const [work, setWork] = useState<Work>({ ...FIRST, cores: Math.min(8, cores) });
  const [found, setFound] = useState<Found>();
  const timeline = useRef<Surface>(null);
  const narrow = useLayout() === 'narrow';
  const overlap = useMemo(() => {
    const { theme, singleKeys } = store.getState();
    return createWhichPage({ theme, singleKeys, cores });
  }, [store, cores]);
  useEffect(() => {
    const abort = new AbortController();
    answerWork(overlap, work, abort.signal).then(setFound, () => {});
    return () => abort.abort();
  }, [overlap, work]);
  const inner = useMemo(() => ({ ...overlap, cores, writeLink: () => {} }), [overlap, cores]);
  const within = (children: ReactNode) => (
    <OverlapProvider value={inner}>
      <TimelineProvider value={timeline}>{children}</TimelineProvider>
    </OverlapProvider>
  );
  return (
    <Frame about="Which one should I use?" paneName="Your work" pane={<Form work={work} onWork={setWork} />}>
      <div className="which">
        {found && <Answer found={found} />}
        <div className="which-timeline">
          <Boundary what="The timeline">
            {within(<Timeline store={overlap.store} registry={overlap.registry} engines={found?.sections ?? NONE} />)}
          </Boundary>
        </div>
        {within(<MarksKey engines={found?.sections ?? NONE} narrow={narrow} />)}
      </div>
    </Frame>
  );
}

const NONE: Found['sections'] = [];

function Form({ work, onWork }: { readonly work: Work; readonly onWork: (work: Work) => void }) {
  const number = (name: 'tasks' | 'waitsMs' | 'computesMs' | 'cores', label: string, unit: string, max: number) => (
    <label className="which-number">
      <span>{label}</span>
      <input
        className="field"
        type="number"
        min={name === 'tasks' || name === 'cores' ? 1 : 0}
        max={max}
        step="any"
        value={work[name]}
        onChange={({ target: { valueAsNumber: value } }) => {
          const least = name === 'tasks' || name === 'cores' ? 1 : 0;
          if (value >= least && value <= max)
            onWork({ ...work, [name]: name === 'tasks' || name === 'cores' ? Math.round(value) : value });
        }}
      />
      <span>{unit}</span>
    </label>
  );
  return (
    <OnePane title="Which one should I use?" className="which-form">
      <p>Describe your work. The candidates are drawn by prediction, and one of them is recommended.</p>
      <p className="ln-quiet">
        <Prose text={FORM_WORDS} />
      </p>
      {number('tasks', 'How many tasks', '', 1_000_000)}
      {number('waitsMs', 'Each one waits', 'ms', 600_000)}
      {number('computesMs', 'Each one computes', 'ms', 600_000)}
      {number('cores', 'Cores', '', 64)}
      {FLAGS.map(([name, label]) => (
        <label key={name} className="which-flag">
          <input
            type="checkbox"
            checked={work[name]}
            onChange={({ target }) => onWork({ ...work, [name]: target.checked })}
          />
          <span>
            <Coded text={label} />
          </span>
        </label>
      ))}
      {work.tasks > MOST_TASKS && (
        <p className="ln-quiet">
          Drawn are {MOST_TASKS} of {work.tasks} tasks.
        </p>
      )}
    </OnePane>
  );
}

function Answer({ found: { candidates, takesMs, answer, program, drafts } }: { readonly found: Found }) {
  const best = candidates[answer.best]!;
  const explore = useExplore(drafts[answer.best]!);
  // The one that is recommended is read first.
  const [because, ...whyNot] = withCards([answer.says[answer.best]!, ...answer.says]);
  return (
    <section className="which-answer" aria-labelledby="which-title" aria-live="polite">
      <h2 id="which-title">
        Take {best.title.charAt(0).toLowerCase() + best.title.slice(1)}: {formatMs(takesMs[answer.best]!, 1)},
        predicted.
      </h2>
      <p>
        <Prose text={because!} />
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">The others</th>
            <th scope="col">predicted</th>
            <th scope="col">why not</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ engine, title }, i) =>
            i === answer.best ? null : (
              <tr key={engine}>
                <th scope="row">{title}</th>
                <td>{Number.isNaN(takesMs[i]!) ? '–' : formatMs(takesMs[i]!, 1)}</td>
                <td>
                  <Prose text={whyNot[i]!} />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <details>
        <summary>Code to start from</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must be able to reach it. */}
        <pre tabIndex={0}>{program ?? 'There is no program for this one yet.'}</pre>
      </details>
      <button type="button" className="button" onClick={explore}>
        Open it in Tasks
      </button>
    </section>
  );
}
